package io.pop3.server.testkit;

import static io.pop3.server.testkit.SaslLogin.base64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.ChannelBindingType;
import io.pop3.protocol.sasl.ChannelBindings;
import io.pop3.protocol.sasl.SaslClientExchange;
import io.pop3.protocol.sasl.SaslClientOptions;
import io.pop3.protocol.sasl.SaslClientStep;
import io.pop3.protocol.sasl.SaslCredentials;
import io.pop3.protocol.sasl.SaslMechanism;
import io.pop3.protocol.sasl.ServerEndPoint;
import io.pop3.server.internal.tls.Bindings;
import io.pop3.server.options.CertificateFiles;
import io.pop3.server.options.TlsOptions;
import io.pop3.server.options.TlsOptions.ClientCertificates;
import io.pop3.server.options.TlsOptions.Implementation;
import io.pop3.server.testkit.TestCertificates.Kind;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AUTH (RFC 5034), table 7.6 of the grammar end to end. */
class SaslTest {

  private static final String FAILED = "-ERR [AUTH] authentication failed";
  private static final String BAD_BASE64 = "-ERR response is not base64";
  private static final String GOOD = "+OK maildrop has 1 message";

  private TestCertificates.@Nullable Client client;

  @RegisterExtension
  final Pop3ServerExtension pop3 =
      Pop3ServerExtension.create()
          .withTls(
              authority -> {
                client = authority.client("user");
                CertificateFiles files = authority.server("server", Kind.EC, "localhost");
                return TlsOptions.of(files.chain(), files.key())
                    .withImplementation(Implementation.FASTEST)
                    .withClientCertificates(authority.authority(), ClientCertificates.OPTIONAL);
              })
          .users(
              users ->
                  users
                      .user("user", "pencil")
                      .user("other", "secret")
                      .user("guest", "x")
                      .token("user", "good-token")
                      .mayActAs("user", "other")
                      .certificate("user", client().certificate()))
          .mail("user", "one\r\n")
          .mail("other", "one\r\n")
          .mail("guest", "one\r\n")
          .options(
              options ->
                  options.withLogins(
                      options
                          .logins()
                          .withCertificateBinding(true)
                          .withMechanisms(EnumSet.allOf(SaslMechanism.class))
                          .withAnonymous(Optional.of(new UserName("guest")))));

  private TestCertificates.Client client() {
    if (client == null) {
      throw new IllegalStateException("client: no certificate yet");
    }
    return client;
  }

  private WireClient greeted() {
    WireClient wire = pop3.connect();
    wire.line();
    return wire;
  }

  private WireClient greetedUnderTls() {
    WireClient wire =
        WireClient.connect(pop3.tlsAddress()).startTls(client().context(), "localhost");
    wire.line();
    return wire;
  }

  private static Set<SaslMechanism> offered(WireClient wire) {
    EnumSet<SaslMechanism> offered = EnumSet.noneOf(SaslMechanism.class);
    for (String line : wire.callForLines("CAPA").lines().toList()) {
      if (line.startsWith("SASL ")) {
        for (String name : line.substring(5).split(" ", -1)) {
          offered.add(SaslMechanism.find(name).orElseThrow());
        }
      }
    }
    return offered;
  }

  private static SaslClientOptions options(WireClient wire, ChannelBindings bindings) {
    return SaslClientOptions.on(new SecureRandom(), offered(wire), true).bindings(bindings).build();
  }

  private static SaslCredentials credentials(SaslMechanism mechanism) {
    UserName user = new UserName("user");
    return switch (mechanism) {
      case OAUTHBEARER, XOAUTH2 ->
          SaslCredentials.token(Optional.of(user), Secret.of("good-token"));
      case EXTERNAL -> SaslCredentials.certificate();
      case ANONYMOUS -> SaslCredentials.anonymous("somebody");
      default -> SaslCredentials.password(user, Secret.of("pencil"));
    };
  }

  /** Every mechanism that is announced works, and every one that can work is announced. */
  @ParameterizedTest
  @EnumSource(
      value = SaslMechanism.class,
      names = {"SCRAM_SHA_1_PLUS", "SCRAM_SHA_256_PLUS", "SCRAM_SHA_512_PLUS"},
      mode = EnumSource.Mode.EXCLUDE)
  void mechanismWorks(SaslMechanism mechanism) {
    try (WireClient wire = greetedUnderTls()) {
      assertThat(offered(wire)).contains(mechanism);
      String reply =
          SaslLogin.run(
              wire, mechanism, credentials(mechanism), options(wire, ChannelBindings.NONE));
      assertThat(reply).isEqualTo(GOOD);
      assertThat(wire.call("STAT")).isEqualTo("+OK 1 5");
    }
  }

  /** Without TLS, on loopback: nothing that needs TLS. */
  @Test
  void withoutTlsNothingThatNeedsItIsOffered() {
    try (WireClient wire = greeted()) {
      assertThat(offered(wire))
          .containsExactlyInAnyOrder(
              SaslMechanism.SCRAM_SHA_512,
              SaslMechanism.SCRAM_SHA_256,
              SaslMechanism.SCRAM_SHA_1,
              SaslMechanism.CRAM_MD5,
              SaslMechanism.PLAIN,
              SaslMechanism.LOGIN,
              SaslMechanism.ANONYMOUS);
      assertThat(wire.call("AUTH EXTERNAL =")).isEqualTo("-ERR this login only under TLS");
      assertThat(wire.call("AUTH OAUTHBEARER %%%")).isEqualTo("-ERR this login only under TLS");
    }
  }

  /** A client without certificate is not offered EXTERNAL. */
  @Test
  void externalNeedsACertificate() {
    try (WireClient wire = pop3.connectTls()) {
      wire.line();
      assertThat(offered(wire)).doesNotContain(SaslMechanism.EXTERNAL);
      assertThat(wire.call("AUTH EXTERNAL =")).isEqualTo("-ERR mechanism is not available");
    }
  }

  /** E-S-04. */
  @Test
  void externalWorksWithTheResponseOnALineOfItsOwn() {
    try (WireClient wire = greetedUnderTls()) {
      assertThat(wire.call("AUTH EXTERNAL")).isEqualTo("+ ");
      assertThat(wire.call("")).isEqualTo(GOOD);
    }
  }

  /** 7628-VAL-2, A-47: the client learns why, and then fails. */
  @ParameterizedTest
  @CsvSource({"OAUTHBEARER,invalid_token", "XOAUTH2,401"})
  void badTokenIsExplained(SaslMechanism mechanism, String status) {
    try (WireClient wire = greetedUnderTls()) {
      SaslCredentials bad =
          SaslCredentials.token(Optional.of(new UserName("user")), Secret.of("bad-token"));
      String reply = SaslLogin.run(wire, mechanism, bad, options(wire, ChannelBindings.NONE));
      assertThat(reply).isEqualTo(FAILED);
      assertThat(status).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SaslMechanism.class,
      names = {"PLAIN", "LOGIN", "CRAM_MD5", "SCRAM_SHA_1", "SCRAM_SHA_256", "SCRAM_SHA_512"})
  void wrongPasswordAndUnknownUserAreAnsweredAlike(SaslMechanism mechanism) {
    for (String name : new String[] {"user", "nobody"}) {
      // The session before has ended without QUIT.
      await().until(() -> !pop3.mail().isLocked("user"));
      try (WireClient wire = greeted()) {
        SaslCredentials wrong = SaslCredentials.password(new UserName(name), Secret.of("wrong"));
        SaslClientOptions options =
            SaslClientOptions.on(new SecureRandom(), offered(wire), false)
                .allowPlaintextWithoutTls()
                .build();
        assertThat(SaslLogin.run(wire, mechanism, wrong, options)).isEqualTo(FAILED);
        wire.call("USER user");
        assertThat(wire.call("PASS pencil")).isEqualTo(GOOD);
      }
    }
  }

  /** A-57, E-S-16. */
  @ParameterizedTest
  @CsvSource({
    "user,user,pencil,true",
    "other,user,pencil,true",
    "user,other,secret,false",
    "nobody,user,pencil,false",
    "other,user,wrong,false"
  })
  void actingAsAnotherNeedsLeave(String acting, String name, String password, boolean good) {
    try (WireClient wire = greeted()) {
      String message = base64(acting + "\0" + name + "\0" + password);
      assertThat(wire.call("AUTH PLAIN " + message)).isEqualTo(good ? GOOD : FAILED);
    }
  }

  /** the server shows -PLUS, and the client's binding is checked. */
  @Nested
  class Binding {

    private ChannelBindings bindings(WireClient wire) throws SSLPeerUnverifiedException {
      X509Certificate server =
          (X509Certificate) ((SSLSocket) wire.socket()).getSession().getPeerCertificates()[0];
      return ChannelBindings.ofTls13(
          Map.of(ChannelBindingType.TLS_SERVER_END_POINT, ServerEndPoint.of(server).orElseThrow()));
    }

    @ParameterizedTest
    @EnumSource(
        value = SaslMechanism.class,
        names = {"SCRAM_SHA_1_PLUS", "SCRAM_SHA_256_PLUS", "SCRAM_SHA_512_PLUS"})
    void bindingToTheCertificateWorks(SaslMechanism mechanism) throws SSLPeerUnverifiedException {
      try (WireClient wire = greetedUnderTls()) {
        assertThat(offered(wire)).contains(mechanism);
        assertThat(
                SaslLogin.run(
                    wire, mechanism, credentials(mechanism), options(wire, bindings(wire))))
            .isEqualTo(GOOD);
      }
    }

    @RegisterExtension
    final Pop3ServerExtension byJdk =
        Pop3ServerExtension.create()
            .user("user", "pencil")
            .mail("user", "one\r\n")
            .withTls(
                authority -> {
                  CertificateFiles files = authority.server("server", Kind.RSA, "localhost");
                  return TlsOptions.of(files.chain(), files.key())
                      .withImplementation(Implementation.JDK);
                });

    /**
     * RFC 9266; the class asked here is the server's own, for the client's end of the connection.
     */
    @Test
    @EnabledForJreRange(minVersion = 25)
    void bindingToTheConnectionWorks() {
      try (WireClient wire = byJdk.connectTls()) {
        wire.line();
        ChannelBindings own = Bindings.of(((SSLSocket) wire.socket()).getSession());
        assertThat(own.types()).containsExactly(ChannelBindingType.TLS_EXPORTER);
        SaslMechanism mechanism = SaslMechanism.SCRAM_SHA_256_PLUS;
        assertThat(SaslLogin.run(wire, mechanism, credentials(mechanism), options(wire, own)))
            .isEqualTo(GOOD);
      }
    }

    /** Clients that know nothing better than the exporter could not log in. */
    @Test
    @EnabledForJreRange(maxVersion = 24)
    void withoutExporterNoBindingIsOffered() {
      try (WireClient wire = byJdk.connectTls()) {
        wire.line();
        assertThat(offered(wire)).isNotEmpty().noneMatch(SaslMechanism::bindsChannel);
      }
    }

    /** Somebody in the middle shows another certificate. */
    @Test
    void bindingToAnotherCertificateFails() {
      try (WireClient wire = greetedUnderTls()) {
        ChannelBindings other =
            ChannelBindings.ofTls13(Map.of(ChannelBindingType.TLS_SERVER_END_POINT, new byte[32]));
        SaslMechanism mechanism = SaslMechanism.SCRAM_SHA_256_PLUS;
        assertThat(SaslLogin.run(wire, mechanism, credentials(mechanism), options(wire, other)))
            .isEqualTo(FAILED);
      }
    }

    /** E-S-23, 5802-CB-3: somebody struck -PLUS from the list. */
    @Test
    void clientThatWasOfferedNoBindingIsNotBelieved() {
      try (WireClient wire = greetedUnderTls()) {
        assertThat(wire.call("AUTH SCRAM-SHA-256 " + base64("y,,n=user,r=abc")))
            .isEqualTo("-ERR channel binding does not fit this connection");
      }
    }

    /** Without an extended master secret there is nothing to bind to. */
    @Test
    void tls12HasNoBinding() {
      try (WireClient wire =
          WireClient.connect(pop3.tlsAddress())
              .startTls(
                  client().context(),
                  "localhost",
                  parameters -> parameters.setProtocols(new String[] {"TLSv1.2"}))) {
        wire.line();
        assertThat(offered(wire)).noneMatch(SaslMechanism::bindsChannel).hasSize(10);
      }
    }
  }

  /** E-S-01. */
  @Test
  void plainWithoutInitialResponseDrawsAnEmptyChallenge() {
    try (WireClient wire = greeted()) {
      assertThat(wire.call("AUTH PLAIN")).isEqualTo("+ ");
      assertThat(wire.call(base64("\0user\0pencil"))).isEqualTo(GOOD);
    }
  }

  /** E-S-17. */
  @ParameterizedTest
  @ValueSource(strings = {"auth plain", "AUTH Plain", "Auth pLaIn"})
  void mechanismsHaveNoCase(String line) {
    try (WireClient wire = greeted()) {
      assertThat(wire.call(line + " " + base64("\0user\0pencil"))).isEqualTo(GOOD);
    }
  }

  /** E-S-02, -05, -13, -15, -18: what AUTH itself refuses. */
  @ParameterizedTest
  @CsvSource({
    "AUTH PLAIN =," + FAILED,
    "AUTH CRAM-MD5 =,-ERR the mechanism takes no initial response",
    "AUTH CRAM-MD5 dGVzdA==,-ERR the mechanism takes no initial response",
    "AUTH PLAIN AAAA," + FAILED,
    "AUTH PLAIN dXNlcg==," + FAILED,
    "AUTH PLAIN AAAAdXNlcg==," + FAILED,
    "AUTH PLAIN AP8AcGVuY2ls," + FAILED,
    "AUTH PLAIN AA-_," + BAD_BASE64,
    "AUTH PLAIN AAA," + BAD_BASE64,
    "AUTH PLAIN QR==," + BAD_BASE64,
    "AUTH PLAIN *," + BAD_BASE64,
    "AUTH FOO,-ERR mechanism is not available",
    "AUTH PL@IN,-ERR argument is malformed",
    "AUTH ABCDEFGHIJKLMNOPQRSTU,-ERR argument is malformed",
    "AUTH PLAIN a b,-ERR wrong number of arguments"
  })
  void brokenAuthIsRefused(String line, String reply) {
    try (WireClient wire = greeted()) {
      assertThat(wire.call(line)).isEqualTo(reply);
      wire.call("USER user");
      assertThat(wire.call("PASS pencil")).isEqualTo(GOOD);
    }
  }

  /** E-S-07 to -11, A-38. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "**",
        "* ",
        " *",
        "=",
        "=AAA",
        "AAA=BBB=",
        "A",
        "AA",
        "AAA",
        "AA=",
        "AAAA=",
        "AA==AAAA",
        "AAA A",
        "AAAA ",
        "AA\tAA",
        "AA-_",
        "QR=="
      })
  void responseThatIsNotBase64EndsTheExchange(String response) {
    try (WireClient wire = greeted()) {
      assertThat(wire.call("AUTH PLAIN")).isEqualTo("+ ");
      assertThat(wire.call(response)).isEqualTo(BAD_BASE64);
      assertThat(wire.call("AUTH PLAIN")).isEqualTo("+ ");
      assertThat(wire.call(base64("\0user\0pencil"))).isEqualTo(GOOD);
    }
  }

  /** E-S-06. */
  @Test
  void clientMayGiveUp() {
    try (WireClient wire = greeted()) {
      assertThat(wire.call("AUTH SCRAM-SHA-256 " + base64("n,,n=user,r=abc"))).startsWith("+ ");
      assertThat(wire.call("*")).isEqualTo("-ERR authentication cancelled");
      wire.call("USER user");
      assertThat(wire.call("PASS pencil")).isEqualTo(GOOD);
    }
  }

  /** E-S-12: inside an exchange everything is a response. */
  @Test
  void quitInsideAnExchangeIsAResponse() {
    try (WireClient wire = greeted()) {
      wire.call("AUTH PLAIN");
      assertThat(wire.call("QUIT")).isEqualTo(FAILED);
      assertThat(wire.call("QUIT")).isEqualTo("+OK bye");
    }
  }

  /** E-S-14. */
  @Test
  void longestPartsAreHandled() {
    try (WireClient wire = greeted()) {
      String part = "x".repeat(255);
      assertThat(wire.call("AUTH PLAIN")).isEqualTo("+ ");
      assertThat(wire.call(base64(part + "\0" + part + "\0" + part))).isEqualTo(FAILED);
    }
  }

  /** E-L-06, E-L-07, A-39. */
  @Test
  void linesOfAuthMayBeLonger() {
    try (WireClient wire = greeted()) {
      String exact = "AUTH PLAIN " + "A".repeat(4096 - 13);
      assertThat(wire.call(exact)).isEqualTo(BAD_BASE64);
      wire.call("AUTH PLAIN");
      assertThat(wire.call("A".repeat(65_536))).isEqualTo(FAILED);
      for (int length : new int[] {65_537, 65_540}) {
        wire.call("AUTH PLAIN");
        assertThat(wire.call("A".repeat(length))).isEqualTo("-ERR command line too long");
      }
      assertThat(wire.call("CAPA")).startsWith("+OK");
    }
  }

  /** E-S-15: a part ends at the first NUL, so that a password with one is no password. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0user\0pencil\0",
        "\0user\0pen\0cil",
        "\0us\0er\0pencil",
        "user\0\0user\0pencil"
      })
  void nulInsideAPartIsRefused(String message) {
    try (WireClient wire = greeted()) {
      assertThat(wire.call("AUTH PLAIN " + base64(message))).isEqualTo(FAILED);
      assertThat(wire.call("AUTH PLAIN " + base64("\0user\0pencil"))).isEqualTo(GOOD);
    }
  }

  /** control characters, a private one, mixed directions; no UTF-8. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "us\u0007er",
        "us\u00c2\u0085er",
        "us\u00ee\u0080\u0080er",
        "us\u00d7\u0090er",
        "us\u00c3er"
      })
  void nameThatCannotBePreparedIsRefused(String name) {
    try (WireClient wire = greeted()) {
      assertThat(wire.call("AUTH PLAIN " + base64("\0" + name + "\0pencil"))).startsWith("-ERR");
      assertThat(wire.call("AUTH SCRAM-SHA-256 " + base64("n,,n=" + name + ",r=abcdefgh")))
          .startsWith("-ERR");
      wire.call("AUTH LOGIN");
      String reply = wire.call(base64(name));
      assertThat(reply.startsWith("+ ") ? wire.call(base64("pencil")) : reply).startsWith("-ERR");
    }
    try (WireClient wire = greeted()) {
      wire.call("AUTH CRAM-MD5");
      assertThat(wire.call(base64(name + " " + "0".repeat(32)))).startsWith("-ERR");
      assertThat(wire.call("AUTH PLAIN " + base64("\0user\0pencil"))).isEqualTo(GOOD);
    }
  }

  /** Nobody is let in, and the next one is served. */
  @ParameterizedTest
  @ValueSource(strings = {"", "AHVzZXIAcGVuY2ls", "AHVzZXIAcGVuY2ls\r"})
  void endOfInputInsideAnExchangeEndsTheSession(String part) {
    try (WireClient wire = greeted()) {
      assertThat(wire.call("AUTH PLAIN")).isEqualTo("+ ");
      assertThat(wire.send(part).endOutput().rest()).isEmpty();
    }
    assertThat(pop3.mail().isLocked("user")).isFalse();
    try (WireClient wire = greeted()) {
      assertThat(wire.call("AUTH PLAIN " + base64("\0user\0pencil"))).isEqualTo(GOOD);
    }
  }

  /** E-S-20. */
  @Test
  void authAfterLoginIsRefused() {
    try (WireClient wire = pop3.connect().login("user", "pencil")) {
      assertThat(wire.call("AUTH PLAIN")).isEqualTo("-ERR command not valid in this state");
    }
  }

  /** E-S-25. */
  @Test
  void scramIsOverWithTheServersProof() {
    try (WireClient wire = greeted()) {
      SaslClientOptions options =
          SaslClientOptions.on(new SecureRandom(), offered(wire), false).build();
      try (var exchange =
          SaslClientExchange.open(
              SaslMechanism.SCRAM_SHA_256, credentials(SaslMechanism.SCRAM_SHA_256), options)) {
        String line =
            wire.call("AUTH SCRAM-SHA-256 " + base64(exchange.initialResponse().orElseThrow()));
        var step =
            (SaslClientStep.Response)
                exchange.respond(Secret.of(Base64.getDecoder().decode(line.substring(2))));
        assertThat(wire.call(base64(step.response()))).startsWith("+ ");
        assertThat(wire.call("eA==")).isEqualTo("-ERR the last challenge takes an empty response");
      }
    }
  }

  /** A-41, E-A-08. */
  @ParameterizedTest
  @ValueSource(strings = {"AUTH", "AUTH "})
  void mechanismsAreListedForOldClients(String line) {
    try (WireClient wire = greeted()) {
      List<String> lines = wire.callForLines(line).lines().toList();
      assertThat(lines.get(0)).isEqualTo("+OK mechanisms follow");
      assertThat(lines.subList(1, lines.size() - 1))
          .containsExactlyElementsOf(
              offered(wire).stream().map(SaslMechanism::mechanismName).toList());
    }
  }

  @Nested
  class Restricted {

    @RegisterExtension
    final Pop3ServerExtension scramOnly =
        Pop3ServerExtension.create()
            .user("user", "pencil")
            .options(
                options ->
                    options.withLogins(
                        options
                            .logins()
                            .withMechanisms(EnumSet.of(SaslMechanism.SCRAM_SHA_256))
                            .withMechanismList(false)));

    @Test
    void onlyWhatTheSettingsAllowIsOffered() {
      try (WireClient wire = scramOnly.connect()) {
        wire.line();
        assertThat(offered(wire)).containsExactly(SaslMechanism.SCRAM_SHA_256);
        assertThat(wire.call("AUTH PLAIN " + base64("\0user\0pencil")))
            .isEqualTo("-ERR mechanism is not available");
        assertThat(wire.call("AUTH")).isEqualTo("-ERR AUTH needs a mechanism");
      }
    }
  }
}
