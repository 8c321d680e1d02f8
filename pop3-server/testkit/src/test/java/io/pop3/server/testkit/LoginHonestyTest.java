package io.pop3.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pop3.protocol.digest.ApopDigest;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.sasl.ChannelBindingType;
import io.pop3.protocol.sasl.ChannelBindings;
import io.pop3.protocol.sasl.SaslClientOptions;
import io.pop3.protocol.sasl.SaslCredentials;
import io.pop3.protocol.sasl.SaslMechanism;
import io.pop3.protocol.sasl.ServerEndPoint;
import io.pop3.server.options.CertificateFiles;
import io.pop3.server.options.CleartextLogins;
import io.pop3.server.options.TlsOptions;
import io.pop3.server.options.TlsOptions.ClientCertificates;
import io.pop3.server.testkit.TestCertificates.Kind;
import io.pop3.spi.testkit.InMemoryAuthenticationBackend.Offer;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is announced works, and whatever is not is refused: for every login, by what the
 * backend offers, and by the state of TLS.
 */
class LoginHonestyTest {

  private static final String GOOD = "+OK maildrop has 0 messages";

  /** Ways to be connected. */
  enum Way {
    CLEARTEXT,
    STLS,
    TLS_12,
    TLS_13,
    TLS_13_WITH_CERTIFICATE
  }

  @Nested
  class WithPasswords extends Honesty {
    WithPasswords() {
      super(Offer.PASSWORDS);
    }
  }

  @Nested
  class WithSharedSecrets extends Honesty {
    WithSharedSecrets() {
      super(Offer.SHARED_SECRETS);
    }
  }

  @Nested
  class WithScram extends Honesty {
    WithScram() {
      super(Offer.SCRAM);
    }
  }

  @Nested
  class WithBearerTokens extends Honesty {
    WithBearerTokens() {
      super(Offer.BEARER_TOKENS);
    }
  }

  @Nested
  class WithCertificates extends Honesty {
    WithCertificates() {
      super(Offer.EXTERNAL);
    }
  }

  @Nested
  class WithEverything extends Honesty {
    WithEverything() {
      super(Offer.values());
    }
  }

  /** All logins of one backend. */
  abstract static class Honesty {

    private final Offer[] offers;
    private final Map<CleartextLogins, TestCertificates.Client> clients =
        new EnumMap<>(CleartextLogins.class);

    @RegisterExtension final Pop3ServerExtension pop3 = server(CleartextLogins.LOOPBACK);

    @RegisterExtension final Pop3ServerExtension cautious = server(CleartextLogins.REFUSED);

    Honesty(Offer... offers) {
      this.offers = offers;
    }

    private Pop3ServerExtension server(CleartextLogins cleartext) {
      return Pop3ServerExtension.create()
          .withTls(authority -> tls(authority, cleartext))
          .users(
              users ->
                  users
                      .user("user", "pencil")
                      .token("user", "good-token")
                      .certificate("user", clients().get(cleartext).certificate())
                      .offering(offers()))
          .options(
              options ->
                  options
                      .withLimits(options.limits().withFailedLogins(100).withBadCommands(100))
                      .withLogins(
                          options
                              .logins()
                              .withApop(true)
                              .withCleartext(cleartext)
                              .withCertificateBinding(true)
                              .withAnonymous(Optional.of(new UserName("user")))
                              .withMechanisms(EnumSet.allOf(SaslMechanism.class))));
    }

    /** Asked for when a test begins, not when the extension is made. */
    private Offer[] offers() {
      return offers;
    }

    private Map<CleartextLogins, TestCertificates.Client> clients() {
      return clients;
    }

    private TlsOptions tls(TestCertificates authority, CleartextLogins cleartext) {
      clients.put(cleartext, authority.client("user"));
      CertificateFiles files = authority.server("server", Kind.EC, "localhost");
      return TlsOptions.of(files.chain(), files.key())
          .withClientCertificates(authority.authority(), ClientCertificates.OPTIONAL);
    }

    /** A connection, and what the server told of it. */
    private record Connection(WireClient wire, String greeting, List<String> capabilities)
        implements AutoCloseable {

      Set<String> mechanisms() {
        Set<String> mechanisms = new TreeSet<>();
        capabilities.stream()
            .filter(line -> line.startsWith("SASL "))
            .forEach(line -> mechanisms.addAll(List.of(line.substring(5).split(" ", -1))));
        return mechanisms;
      }

      @Override
      public void close() {
        wire.close();
      }
    }

    private Connection connect(Pop3ServerExtension server, Way way) {
      // The session before has ended without QUIT.
      await().until(() -> !server.mail().isLocked("user"));
      WireClient wire =
          way == Way.CLEARTEXT || way == Way.STLS
              ? server.connect()
              : underTls(server, way, WireClient.connect(server.tlsAddress()));
      String greeting = wire.line();
      if (way == Way.STLS) {
        assertThat(wire.call("STLS")).startsWith("+OK");
        wire = underTls(server, way, wire);
      }
      return new Connection(wire, greeting, wire.callForLines("CAPA").lines().toList());
    }

    private WireClient underTls(Pop3ServerExtension server, Way way, WireClient plain) {
      SSLContext context =
          way == Way.TLS_13_WITH_CERTIFICATE
              ? clients
                  .get(server == pop3 ? CleartextLogins.LOOPBACK : CleartextLogins.REFUSED)
                  .context()
              : server.authority().context();
      String protocol = way == Way.TLS_12 ? "TLSv1.2" : "TLSv1.3";
      return plain.startTls(
          context, "localhost", parameters -> parameters.setProtocols(new String[] {protocol}));
    }

    @ParameterizedTest
    @EnumSource
    void mechanismsAreAnnouncedIfAndOnlyIfTheyWork(Way way) throws Exception {
      for (Pop3ServerExtension server : List.of(pop3, cautious)) {
        for (SaslMechanism mechanism : SaslMechanism.values()) {
          try (Connection connection = connect(server, way)) {
            boolean announced = connection.mechanisms().contains(mechanism.mechanismName());
            String reply =
                announced
                    ? login(connection, way, mechanism)
                    : connection.wire().call("AUTH " + mechanism.mechanismName());
            if (announced) {
              assertThat(reply).as("%s, %s", way, mechanism).isEqualTo(GOOD);
            } else {
              assertThat(reply)
                  .as("%s, %s", way, mechanism)
                  .isIn("-ERR mechanism is not available", "-ERR this login only under TLS");
            }
          }
        }
      }
    }

    private static String login(Connection connection, Way way, SaslMechanism mechanism)
        throws SSLPeerUnverifiedException {
      UserName user = new UserName("user");
      SaslCredentials credentials =
          switch (mechanism) {
            case OAUTHBEARER, XOAUTH2 ->
                SaslCredentials.token(Optional.of(user), Secret.of("good-token"));
            case EXTERNAL -> SaslCredentials.certificate();
            case ANONYMOUS -> SaslCredentials.anonymous("somebody");
            default -> SaslCredentials.password(user, Secret.of("pencil"));
          };
      SaslClientOptions.Builder options =
          SaslClientOptions.on(new SecureRandom(), EnumSet.of(mechanism), way != Way.CLEARTEXT)
              .allowPlaintextWithoutTls();
      if (mechanism.bindsChannel()) {
        options.bindings(bindings(connection.wire()));
      }
      return SaslLogin.run(connection.wire(), mechanism, credentials, options.build());
    }

    private static ChannelBindings bindings(WireClient wire) throws SSLPeerUnverifiedException {
      X509Certificate server =
          (X509Certificate) ((SSLSocket) wire.socket()).getSession().getPeerCertificates()[0];
      return ChannelBindings.ofTls13(
          Map.of(ChannelBindingType.TLS_SERVER_END_POINT, ServerEndPoint.of(server).orElseThrow()));
    }

    @ParameterizedTest
    @EnumSource
    void userIsAnnouncedIfAndOnlyIfItWorks(Way way) {
      for (Pop3ServerExtension server : List.of(pop3, cautious)) {
        try (Connection connection = connect(server, way)) {
          boolean announced = connection.capabilities().contains("USER");
          String reply = connection.wire().call("USER user");
          if (announced) {
            assertThat(connection.wire().call("PASS pencil")).as("%s", way).isEqualTo(GOOD);
          } else {
            assertThat(reply).as("%s", way).startsWith("-ERR");
          }
        }
      }
    }

    /** RFC 1939 section 7: the timestamp is the announcement. */
    @ParameterizedTest
    @EnumSource
    void apopIsInvitedIfAndOnlyIfItWorks(Way way) {
      for (Pop3ServerExtension server : List.of(pop3, cautious)) {
        try (Connection connection = connect(server, way)) {
          Optional<ApopTimestamp> timestamp =
              new Greeting(StatusLine.ok(connection.greeting().substring("+OK ".length())))
                  .timestamp();
          ApopTimestamp answered = timestamp.orElseGet(() -> new ApopTimestamp("<1.2@localhost>"));
          String digest = ApopDigest.of(answered, Secret.of("pencil"));
          String reply = connection.wire().call("APOP user " + digest);
          if (timestamp.isPresent()) {
            assertThat(reply).as("%s", way).isEqualTo(GOOD);
          } else {
            assertThat(reply).as("%s", way).startsWith("-ERR");
          }
        }
      }
    }
  }
}
