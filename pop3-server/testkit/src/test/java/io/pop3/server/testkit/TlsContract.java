package io.pop3.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pop3.server.observer.EndReason;
import io.pop3.server.observer.ServerObserver;
import io.pop3.server.observer.SessionInfo;
import io.pop3.server.observer.SessionSummary;
import io.pop3.server.options.CertificateFiles;
import io.pop3.server.options.CleartextLogins;
import io.pop3.server.options.TlsOptions;
import io.pop3.server.options.TlsOptions.Implementation;
import io.pop3.server.testkit.TestCertificates.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Table 7.7 of the grammar, and what certificates clients get: the same by whatever TLS. */
abstract class TlsContract {

  private static final String HOST = "localhost";

  private final Implementation implementation;
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final List<EndReason> ends = new CopyOnWriteArrayList<>();

  private final ServerObserver observer =
      new ServerObserver() {
        @Override
        public void tlsFailed(InetSocketAddress peer, String reason) {
          failures.add(reason);
        }

        @Override
        public void closed(SessionInfo session, SessionSummary summary) {
          ends.add(summary.reason());
        }
      };

  @RegisterExtension
  final Pop3ServerExtension pop3 =
      Pop3ServerExtension.create()
          .user("a", "b")
          .mail("a", "one\r\n")
          .options(
              options ->
                  options.withLogins(options.logins().withCleartext(CleartextLogins.REFUSED)))
          .server(builder -> builder.observer(observer))
          .withTls(
              authority -> {
                CertificateFiles rsa = authority.server("rsa", Kind.RSA, HOST);
                CertificateFiles ec = authority.server("ec", Kind.EC, HOST);
                CertificateFiles other =
                    authority.server("other", Kind.RSA, "other.example", "*.wild.example");
                return TlsOptions.of(rsa.chain(), rsa.key())
                    .withCertificates(List.of(rsa, ec, other))
                    .withImplementation(implementation());
              });

  /** Asked for when a test begins, not when the extension is made. */
  private Implementation implementation() {
    return implementation;
  }

  TlsContract(Implementation implementation) {
    this.implementation = implementation;
  }

  private static SSLSession session(WireClient client) {
    return ((SSLSocket) client.socket()).getSession();
  }

  private static List<String> capabilities(WireClient client) {
    List<String> words = new ArrayList<>();
    for (String line : client.callForLines("CAPA").lines().toList()) {
      words.addAll(List.of(line.split(" ", -1)));
    }
    return words;
  }

  /** Implicit TLS (RFC 8314 section 3.3). */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void sessionUnderTlsIsASession(String protocol) {
    try (WireClient client =
        WireClient.connect(pop3.tlsAddress())
            .startTls(
                pop3.authority().context(),
                HOST,
                parameters -> parameters.setProtocols(new String[] {protocol}))) {
      client.login("a", "b");
      assertThat(session(client).getProtocol()).isEqualTo(protocol);
      assertThat(client.callForLines("RETR 1")).isEqualTo("+OK 5 octets\r\none\r\n.\r\n");
      assertThat(client.call("DELE 1")).startsWith("+OK");
      assertThat(client.call("QUIT")).isEqualTo("+OK bye, 1 message removed, none left");
      assertThat(client.rest()).isEmpty();
    }
  }

  /** E-T-02, E-T-05, A-31, A-33: no greeting, and the list of capabilities changes. */
  @Test
  void stlsBeginsTheSessionAnew() {
    try (WireClient plain = pop3.connect()) {
      plain.line();
      assertThat(capabilities(plain)).contains("STLS").doesNotContain("USER", "PLAIN");
      assertThat(plain.call("USER a")).isEqualTo("-ERR this login only under TLS");
      assertThat(plain.call("AUTH PLAIN AGEAYg==")).isEqualTo("-ERR this login only under TLS");
      assertThat(plain.call("STLS")).isEqualTo("+OK begin TLS");
      try (WireClient client = plain.startTls(pop3.authority().context(), HOST)) {
        assertThat(capabilities(client)).contains("USER", "PLAIN").doesNotContain("STLS");
        assertThat(client.call("STLS")).isEqualTo("-ERR command not valid in this state");
        client.call("USER a");
        assertThat(client.call("PASS b")).isEqualTo("+OK maildrop has 1 message");
        assertThat(capabilities(client)).contains("USER", "PLAIN").doesNotContain("STLS");
        assertThat(client.call("QUIT")).startsWith("+OK");
      }
    }
  }

  /** E-T-04, A-33. */
  @Test
  void nameGivenBeforeStlsIsForgotten() {
    try (WireClient plain = pop3.connect()) {
      plain.line();
      plain.call("STLS");
      try (WireClient client = plain.startTls(pop3.authority().context(), HOST)) {
        assertThat(client.call("PASS b")).isEqualTo("-ERR command not valid in this state");
      }
    }
  }

  /** E-T-01, A-32: commands can't be smuggled in before the handshake. */
  @ParameterizedTest
  @ValueSource(strings = {"NOOP\r\n", "QUIT\r\n", "x", "\u0016\u0003\u0001"})
  void octetsBehindStlsEndTheSession(String injected) {
    try (WireClient client = pop3.connect()) {
      client.line();
      client.send("STLS\r\n" + injected);
      assertThat(client.rest()).isEqualTo("-ERR data after STLS\r\n");
    }
  }

  /** E-T-06: no POP3 in the clear goes on. */
  @Test
  void brokenHandshakeEndsTheSession() {
    try (WireClient client = pop3.connect()) {
      client.line();
      client.call("STLS");
      client.send("NOOP\r\n");
      assertThat(client.rest()).doesNotContain("+OK", "-ERR");
      await().until(() -> ends.equals(List.of(EndReason.TLS_FAILED)));
      assertThat(failures).hasSize(1);
    }
  }

  /** E-T-06, A-25. */
  @Test
  void stalledHandshakeEndsTheConnection() {
    try (WireClient afterStls = pop3.connect();
        WireClient implicit = WireClient.connect(pop3.tlsAddress())) {
      afterStls.line();
      afterStls.call("STLS");
      await()
          .until(
              () -> {
                pop3.time().advance(Duration.ofSeconds(31));
                return failures.size() == 2;
              });
      assertThat(afterStls.rest()).isEmpty();
      assertThat(implicit.rest()).isEmpty();
    }
  }

  /** E-T-11. */
  @Test
  void cleartextToThePortOfTlsIsNotAnsweredInPop3() {
    try (WireClient client = WireClient.connect(pop3.tlsAddress())) {
      client.send("USER a\r\nPASS b\r\n");
      assertThat(client.rest()).doesNotContain("+OK", "-ERR");
    }
  }

  /** E-T-12: a connection cut without close alert is no QUIT. */
  @Test
  void cutConnectionRemovesNothing() {
    WireClient plain = WireClient.connect(pop3.tlsAddress());
    WireClient client = plain.startTls(pop3.authority().context(), HOST).login("a", "b");
    client.call("DELE 1");
    plain.reset();
    await().until(() -> !pop3.mail().isLocked("a"));
    assertThat(pop3.mail().messages("a")).hasSize(1);
  }

  /** E-T-10, A-37. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1", "TLSv1.1"})
  void oldProtocolsAreRefused(String protocol) {
    try (WireClient plain = WireClient.connect(pop3.tlsAddress())) {
      assertThatThrownBy(
              () ->
                  plain.startTls(
                      pop3.authority().context(),
                      HOST,
                      parameters -> parameters.setProtocols(new String[] {protocol})))
          .isInstanceOfAny(UncheckedIOException.class, IllegalArgumentException.class);
    }
  }

  /** E-T-10: forward secrecy and authenticated encryption alone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"
      })
  void weakCipherSuitesAreRefused(String suite) {
    try (WireClient plain = WireClient.connect(pop3.tlsAddress())) {
      Consumer<SSLParameters> change =
          parameters -> {
            parameters.setProtocols(new String[] {"TLSv1.2"});
            parameters.setCipherSuites(new String[] {suite});
          };
      assertThatThrownBy(() -> plain.startTls(pop3.authority().context(), HOST, change))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  /** The certificate fits the name asked for and what the client understands. */
  @ParameterizedTest
  @CsvSource({
    "localhost,TLSv1.3,ecdsa_secp256r1_sha256:rsa_pss_rsae_sha256,CN=ec",
    "localhost,TLSv1.2,ecdsa_secp256r1_sha256:rsa_pss_rsae_sha256,CN=ec",
    "other.example,TLSv1.3,ecdsa_secp256r1_sha256:rsa_pss_rsae_sha256,CN=other",
    "a.wild.example,TLSv1.2,ecdsa_secp256r1_sha256:rsa_pss_rsae_sha256,CN=other"
  })
  void certificateIsChosenByName(String host, String protocol, String signatures, String subject)
      throws IOException {
    try (WireClient client =
        WireClient.connect(pop3.tlsAddress())
            .startTls(
                pop3.authority().context(),
                host,
                parameters -> parameters.setProtocols(new String[] {protocol}))) {
      X509Certificate shown = (X509Certificate) session(client).getPeerCertificates()[0];
      assertThat(shown.getSubjectX500Principal().getName()).isEqualTo(subject);
      assertThat(client.line()).startsWith("+OK");
    }
  }

  /** A client that understands RSA alone gets the RSA certificate for the same name. */
  @Test
  void certificateIsChosenByKindOfKey() throws IOException {
    try (WireClient client =
        WireClient.connect(pop3.tlsAddress())
            .startTls(
                pop3.authority().context(),
                HOST,
                parameters -> {
                  parameters.setProtocols(new String[] {"TLSv1.2"});
                  parameters.setCipherSuites(
                      new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"});
                })) {
      X509Certificate shown = (X509Certificate) session(client).getPeerCertificates()[0];
      assertThat(shown.getSubjectX500Principal().getName()).isEqualTo("CN=rsa");
    }
  }

  /** Offered and accepted, not demanded. */
  @ParameterizedTest
  @CsvSource({"pop3,pop3", "imap,''", "'',''"})
  void alpnIsAcceptedIfItIsPop3(String offered, String chosen) {
    String[] protocols = offered.isEmpty() ? new String[0] : new String[] {offered};
    try (WireClient client =
        WireClient.connect(pop3.tlsAddress())
            .startTls(
                pop3.authority().context(),
                HOST,
                parameters -> parameters.setApplicationProtocols(protocols))) {
      assertThat(client.line()).startsWith("+OK");
      assertThat(((SSLSocket) client.socket()).getApplicationProtocol()).isEqualTo(chosen);
    }
  }

  /** Without dropping a session, and without a restart. */
  @Test
  void changedFilesAreUsedForNewConnections() throws IOException {
    try (WireClient before = pop3.connectTls().login("a", "b")) {
      X509Certificate old = (X509Certificate) session(before).getPeerCertificates()[0];
      pop3.authority().server("ec", Kind.EC, HOST);
      pop3.server().reloadCertificates();
      await()
          .untilAsserted(
              () -> {
                try (WireClient after = pop3.connectTls()) {
                  assertThat(session(after).getPeerCertificates()[0]).isNotEqualTo(old);
                }
              });
      assertThat(before.call("NOOP")).startsWith("+OK");
    }
  }

  /** The interval is the server's own affair, too. */
  @Test
  void filesAreLookedAtAgainAndAgain() throws IOException {
    X509Certificate old;
    try (WireClient before = pop3.connectTls()) {
      old = (X509Certificate) session(before).getPeerCertificates()[0];
    }
    for (int i = 0; i < 3; i++) {
      pop3.authority().server("ec", Kind.EC, HOST);
      await()
          .untilAsserted(
              () -> {
                pop3.time().advance(Duration.ofSeconds(61));
                try (WireClient after = pop3.connectTls()) {
                  assertThat(session(after).getPeerCertificates()[0]).isNotEqualTo(old);
                }
              });
    }
  }

  @Test
  void filesThatDoNotMatchChangeNothing() throws IOException {
    CertificateFiles files = pop3.authority().server("new", Kind.EC, HOST);
    try (WireClient before = pop3.connectTls()) {
      Files.copy(
          files.key(),
          files.key().resolveSibling("ec.key"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      pop3.server().reloadCertificates();
      X509Certificate old = (X509Certificate) session(before).getPeerCertificates()[0];
      for (int i = 0; i < 5; i++) {
        try (WireClient after = pop3.connectTls()) {
          assertThat(session(after).getPeerCertificates()[0]).isEqualTo(old);
        }
      }
    }
  }

  /**
   * A big message crosses TLS whole, and the last reply comes before the end (flush, then close).
   */
  @Test
  void bigMessageIsCompleteAndSoIsTheLastReply() {
    pop3.mail().deliver("a", "x".repeat(5_000_000));
    try (WireClient client = pop3.connectTls().login("a", "b")) {
      client.send("RETR 2\r\n".repeat(3) + "QUIT\r\n");
      String rest = client.rest();
      String reply = "+OK 5000002 octets\r\n" + "x".repeat(5_000_000) + "\r\n.\r\n";
      assertThat(rest.equals(reply.repeat(3) + "+OK bye, 0 messages removed, 2 left\r\n")).isTrue();
    }
  }
}
