package io.pop3.client;

import static io.pop3.client.Clients.HARISH;
import static io.pop3.client.Clients.VEGETABLES;
import static io.pop3.client.fake.TestCertificates.dns;
import static io.pop3.client.fake.TestCertificates.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pop3.client.fake.FakeServer;
import io.pop3.client.fake.TestCertificates;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

  private static final TestCertificates AUTHORITY = new TestCertificates();
  private static final SSLContext GOOD = AUTHORITY.serverContext(TestCertificates.loopback());

  private static final String LOGIN =
      """
      C: CAPA
      S: +OK
      S: USER
      S: .
      C: USER harish
      S: +OK
      C: PASS vegetables
      S: +OK
      C: QUIT
      S: +OK
      EOF
      """;

  private static ClientOptions options(FakeServer server, ConnectionSecurity security) {
    return ClientOptions.builder("localhost")
        .port(server.port())
        .security(security)
        .tlsContext(AUTHORITY.clientContext())
        .readTimeout(Duration.ofSeconds(20))
        .build();
  }

  private static void logIn(FakeServer server, ConnectionSecurity security) throws IOException {
    Pop3Client.logIn(options(server, security), HARISH, VEGETABLES).close();
  }

  // 8314-POP-1, 8314-POP-3
  @Test
  void implicitTlsBeginsWithTheFirstOctet() throws IOException {
    FakeServer server = FakeServer.playingWithTls(GOOD, "TLS\nS: +OK ready\n" + LOGIN);
    logIn(server, ConnectionSecurity.IMPLICIT_TLS);
    server.finish();
  }

  @Test
  void implicitTlsIsTheDefault() {
    ClientOptions options = ClientOptions.builder("pop.example.com").build();
    assertThat(options.security()).isEqualTo(ConnectionSecurity.IMPLICIT_TLS);
    assertThat(options.port()).isEqualTo(995);
    assertThat(options.serverName()).isEqualTo("pop.example.com");
  }

  // 2595-STLS-5, 2595-STLS-9, 2595-STLS-10, 8314-MUA-3: CAPA and STLS only, then CAPA anew.
  @Test
  void stlsComesBeforeAnythingButCapa() throws IOException {
    FakeServer server =
        FakeServer.playingWithTls(
            GOOD, "S: +OK ready\nC: CAPA\nS: +OK\nS: STLS\nS: .\nC: STLS\nS: +OK\nTLS\n" + LOGIN);
    logIn(server, ConnectionSecurity.STLS);
    server.finish();
  }

  @Test
  void capabilitiesFromBeforeTlsAreForgotten() throws IOException {
    FakeServer server =
        FakeServer.playingWithTls(
            GOOD,
            """
            S: +OK ready
            C: CAPA
            S: +OK
            S: STLS
            S: X-BEFORE
            S: .
            C: STLS
            S: +OK
            TLS
            C: CAPA
            S: +OK
            S: X-AFTER
            S: .
            C: QUIT
            S: +OK
            EOF
            """);
    try (Authorization authorization =
        Pop3Client.connect(options(server, ConnectionSecurity.STLS))) {
      assertThat(authorization.capabilities().has("X-AFTER")).isTrue();
      assertThat(authorization.capabilities().has("X-BEFORE")).isFalse();
      assertThat(authorization.tlsSession().map(SSLSession::getProtocol)).contains("TLSv1.3");
    }
    server.finish();
  }

  // E-T-07, A-32: replies injected in front of the handshake.
  @ParameterizedTest
  @ValueSource(strings = {"S- +OK\\r\\n+OK injected\\r\\n", "S: +OK\nS: +OK injected"})
  void octetsBehindTheReplyToStlsEndTheConnection(String reply) throws IOException {
    FakeServer server =
        FakeServer.playingWithTls(
            GOOD, "S: +OK ready\nC: CAPA\nS: +OK\nS: STLS\nS: .\nC: STLS\n" + reply);
    assertThatExceptionOfType(Pop3Exception.class)
        .isThrownBy(() -> logIn(server, ConnectionSecurity.STLS))
        .satisfies(
            e -> assertThat(List.of(Remedy.SEEK_HELP, Remedy.CHECK_SETTINGS)).contains(e.remedy()));
    server.finish();
  }

  // E-T-08, A-36
  @ParameterizedTest
  @ValueSource(
      strings = {
        "C: CAPA\nS: -ERR what?\nEOF",
        "C: CAPA\nS: +OK\nS: USER\nS: .\nEOF",
        "C: CAPA\nS: +OK\nS: STLS\nS: .\nC: STLS\nS: -ERR not now\nEOF"
      })
  void withoutStlsNoCredentialsAreSent(String dialogue) throws IOException {
    FakeServer server = FakeServer.playing("S: +OK ready\n" + dialogue);
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> logIn(server, ConnectionSecurity.STLS));
    server.finish();
  }

  // 8314-MUA-8: even where cleartext is allowed, TLS is used if it is there...
  @Test
  void stlsIsUsedWhereOffered() throws IOException {
    FakeServer server =
        FakeServer.playingWithTls(
            GOOD, "S: +OK ready\nC: CAPA\nS: +OK\nS: STLS\nS: .\nC: STLS\nS: +OK\nTLS\n" + LOGIN);
    logIn(server, ConnectionSecurity.STLS_IF_OFFERED);
    server.finish();
  }

  // ... and if it is not, the word of the user counts (2595-MODE-3)...
  @Test
  void cleartextIsUsedWhereAllowedAndNothingElseOffered() throws IOException {
    FakeServer server = FakeServer.playing("S: +OK ready\n" + LOGIN);
    logIn(server, ConnectionSecurity.STLS_IF_OFFERED);
    server.finish();
  }

  // ... but an STLS that fails is no reason to go on without.
  @Test
  void stlsThatFailsIsNoReasonToGoOnInCleartext() throws IOException {
    FakeServer server =
        FakeServer.playing("S: +OK\nC: CAPA\nS: +OK\nS: STLS\nS: .\nC: STLS\nS: -ERR no\nEOF");
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> logIn(server, ConnectionSecurity.STLS_IF_OFFERED));
    server.finish();
  }

  static Stream<SSLContext> untrustworthy() {
    GeneralName[] loopback = TestCertificates.loopback();
    return Stream.of(
        AUTHORITY.serverContext(dns("other.example.com")),
        AUTHORITY.serverContext(dns("*")),
        AUTHORITY.serverContext(dns("local*")),
        AUTHORITY.serverContext(ip("127.0.0.1")),
        AUTHORITY.serverContext("CN=localhost", 30),
        AUTHORITY.expiredServerContext(loopback),
        TestCertificates.selfSignedContext(loopback));
  }

  // E-T-09, 7817-ID-1, 7817-ID-2, 5034-MTI-4: nothing is said under such a TLS.
  @ParameterizedTest
  @MethodSource("untrustworthy")
  void certificateThatProvesNothingEndsTheConnection(SSLContext untrustworthy) throws IOException {
    FakeServer implicit = FakeServer.playingWithTls(untrustworthy, "TLS\nEOF");
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> logIn(implicit, ConnectionSecurity.IMPLICIT_TLS));
    implicit.finish();
    FakeServer stls =
        FakeServer.playingWithTls(
            untrustworthy, "S: +OK\nC: CAPA\nS: +OK\nS: STLS\nS: .\nC: STLS\nS: +OK\nTLS\nEOF");
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> logIn(stls, ConnectionSecurity.STLS));
    stls.finish();
  }

  // 7817-ID-13
  @Test
  void addressNeedsAnAddressInTheCertificate() throws IOException {
    FakeServer named =
        FakeServer.playingWithTls(
            AUTHORITY.serverContext(dns("localhost"), dns("127.0.0.1")), "TLS\nEOF");
    ClientOptions.Builder options =
        ClientOptions.builder("127.0.0.1").tlsContext(AUTHORITY.clientContext());
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> Pop3Client.connect(options.port(named.port()).build()));
    named.finish();
    FakeServer addressed = FakeServer.playingWithTls(GOOD, "TLS\nS: +OK\nC: QUIT\nS: +OK\nEOF");
    Pop3Client.connect(options.port(addressed.port()).build()).close();
    addressed.finish();
  }

  /** Through a tunnel, the name to prove is not the name to connect to. */
  @Test
  void serverNameCanDifferFromTheHost() throws IOException {
    FakeServer server =
        FakeServer.playingWithTls(
            AUTHORITY.serverContext(dns("pop.example.com")), "TLS\nS: +OK\nC: QUIT\nS: +OK\nEOF");
    ClientOptions options =
        ClientOptions.builder("127.0.0.1")
            .port(server.port())
            .serverName("pop.example.com")
            .tlsContext(AUTHORITY.clientContext())
            .build();
    Pop3Client.connect(options).close();
    server.finish();
  }

  // E-T-11 the other way round: a server that speaks cleartext where TLS is due.
  @Test
  void cleartextWhereTlsIsDueEndsTheConnection() throws IOException {
    FakeServer server = FakeServer.playing("S: +OK ready in cleartext");
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> logIn(server, ConnectionSecurity.IMPLICIT_TLS))
        .withMessageContaining("handshake failed");
    server.finish();
  }

  // E-T-06
  @Test
  void handshakeThatStallsTimesOut() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ClientOptions options =
          ClientOptions.builder("localhost")
              .port(silent.getLocalPort())
              .readTimeout(Duration.ofMillis(50))
              .build();
      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(() -> Pop3Client.connect(options))
          .withMessageContaining("expected: an answer within PT0.05S");
    }
  }

  // the timestamp came before TLS.
  @Test
  void apopIsNeverUsedAfterStls() throws IOException {
    FakeServer server =
        FakeServer.playingWithTls(
            GOOD,
            "S: +OK <1@a>\nC: CAPA\nS: +OK\nS: STLS\nS: .\nC: STLS\nS: +OK\nTLS\nC: QUIT\nS: +OK\nEOF");
    try (Authorization authorization =
        Pop3Client.connect(options(server, ConnectionSecurity.STLS))) {
      assertThatExceptionOfType(AuthenticationUnavailableException.class)
          .isThrownBy(() -> authorization.apop(HARISH, VEGETABLES))
          .withMessageContaining("before TLS");
    }
    server.finish();
  }

  // A-37, 9325-SNI-1, 9325-ALPN-1: what the server sees.
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void handshakeOffersSniAndAlpn(String version) throws Exception {
    try (SSLServerSocket listener =
        (SSLServerSocket)
            GOOD.getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listener.setEnabledProtocols(new String[] {version});
      SSLSession[] seen = new SSLSession[1];
      String[] protocol = new String[1];
      Thread server =
          new Thread(
              () -> {
                try (SSLSocket socket = (SSLSocket) listener.accept()) {
                  SSLParameters parameters = socket.getSSLParameters();
                  parameters.setApplicationProtocols(new String[] {"imap", "pop3"});
                  socket.setSSLParameters(parameters);
                  socket.startHandshake();
                  seen[0] = socket.getSession();
                  protocol[0] = socket.getApplicationProtocol();
                  socket
                      .getOutputStream()
                      .write("-ERR enough\r\n".getBytes(StandardCharsets.US_ASCII));
                  socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      server.start();
      ClientOptions options =
          ClientOptions.builder("localhost")
              .port(listener.getLocalPort())
              .tlsContext(AUTHORITY.clientContext())
              .build();
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> Pop3Client.connect(options));
      server.join();
      assertThat(seen[0].getProtocol()).isEqualTo(version);
      assertThat(protocol[0]).isEqualTo("pop3");
      assertThat(((ExtendedSSLSession) seen[0]).getRequestedServerNames())
          .extracting(Object::toString)
          .containsExactly("type=host_name (0), value=localhost");
    }
  }

  // 9325-VER-1, 9325-CIPH-1 to -3
  @Test
  void onlySuitesWithForwardSecrecyAndAuthenticatedEncryptionAreOffered() {
    assertThat(
            TlsLayer.cipherSuites(
                Stream.of(
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
                    "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_RSA_WITH_AES_128_GCM_SHA256",
                    "SSL_RSA_WITH_3DES_EDE_CBC_SHA",
                    "TLS_ECDHE_RSA_WITH_NULL_SHA",
                    "TLS_EMPTY_RENEGOTIATION_INFO_SCSV")))
        .containsExactly(
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
  }
}
