package io.pop3.client;

import static io.pop3.client.Clients.HARISH;
import static io.pop3.client.Clients.VEGETABLES;
import static io.pop3.client.Clients.cleartext;
import static io.pop3.client.Clients.connect;
import static io.pop3.client.Clients.logIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pop3.client.fake.FakeServer;
import io.pop3.client.fake.TestCertificates;
import io.pop3.protocol.digest.FreshTimestamp;
import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.ChannelBindings;
import io.pop3.protocol.sasl.SaslConnection;
import io.pop3.protocol.sasl.SaslCredentials;
import io.pop3.protocol.sasl.SaslMechanism;
import io.pop3.protocol.sasl.SaslServerExchange;
import io.pop3.protocol.sasl.SaslServerOptions;
import io.pop3.protocol.sasl.SaslServerRequest.FindScramKeys;
import io.pop3.protocol.sasl.SaslServerStep;
import io.pop3.protocol.sasl.SaslServerStep.Challenge;
import io.pop3.protocol.sasl.ScramDecoy;
import io.pop3.protocol.sasl.ScramKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaslLoginTest {

  private static final String GOODBYE = "C: QUIT\nS: +OK\nEOF";

  private static String offering(String mechanisms) {
    return "S: +OK\nC: CAPA\nS: +OK\nS: SASL " + mechanisms + "\nS: USER\nS: .\n";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  // 5034-AUTH-1: PLAIN goes before USER and PASS.
  @Test
  void plainIsOneLine() throws IOException {
    FakeServer server =
        FakeServer.playing(
            offering("LOGIN PLAIN")
                + "C: AUTH PLAIN "
                + base64("\0harish\0vegetables")
                + "\nS: +OK\n"
                + GOODBYE);
    logIn(server).close();
    server.finish();
  }

  // 5034-IR-1, 2449-LEN-5: what does not fit the line comes after the empty challenge (A-40: or
  // "+").
  @ParameterizedTest
  @ValueSource(strings = {"S: + ", "S: +"})
  void longPasswordFollowsTheEmptyChallenge(String challenge) throws IOException {
    String password = "p".repeat(300);
    FakeServer server =
        FakeServer.playingOctetByOctet(
            offering("PLAIN")
                + "C: AUTH PLAIN\n"
                + challenge
                + "\nC: "
                + base64("\0harish\0" + password)
                + "\nS: +OK\n"
                + GOODBYE);
    try (Authorization authorization = connect(server)) {
      authorization.authenticate(HARISH, Secret.of(password)).close();
    }
    server.finish();
  }

  // V-2, 2449-SEC-1: the password stays at home where it can.
  @Test
  void strongestMechanismIsChosen() throws IOException {
    FakeServer server =
        FakeServer.playing(
            offering("PLAIN X-OWN CRAM-MD5 LOGIN")
                + """
                C: AUTH CRAM-MD5
                S: + PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+
                C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw
                S: +OK
                """
                + GOODBYE);
    try (Authorization authorization = connect(server)) {
      authorization.authenticate(new UserName("tim"), Secret.of("tanstaaftanstaaf")).close();
    }
    server.finish();
  }

  // neither PLAIN nor PASS after a stronger one has failed.
  @ParameterizedTest
  @ValueSource(strings = {"-ERR", "-ERR [AUTH] wrong"})
  void nothingWeakerFollowsARefusal(String refusal) throws IOException {
    FakeServer server =
        FakeServer.playing(
            offering("CRAM-MD5 PLAIN")
                + "C: AUTH CRAM-MD5\nS: + "
                + base64("<1@a>")
                + "\nC* \nS: "
                + refusal
                + "\n"
                + GOODBYE);
    RefusedException e = catchThrowableOfType(RefusedException.class, () -> logIn(server));
    assertThat(e.remedy()).isEqualTo(Remedy.CHECK_CREDENTIALS);
    server.finish();
  }

  // 5034-OUT-3, 22.7: a mechanism that is shown but refused is followed by another, once.
  @Test
  void equallyStrongMechanismIsTriedWhereNoReasonIsGiven() throws IOException {
    FakeServer server =
        FakeServer.playing(
            offering("SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-512")
                + """
                C* AUTH SCRAM-SHA-512
                S: -ERR unsupported
                C* AUTH SCRAM-SHA-256
                S: -ERR unsupported
                """
                + GOODBYE);
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> logIn(server));
    server.finish();
  }

  @ParameterizedTest
  @CsvSource({"[IN-USE], TRY_LATER", "[SYS/TEMP], TRY_LATER", "[AUTH], CHECK_CREDENTIALS"})
  void refusalWithAReasonIsFinal(String code, Remedy remedy) throws IOException {
    FakeServer server =
        FakeServer.playing(
            offering("SCRAM-SHA-1 SCRAM-SHA-256")
                + "C* AUTH SCRAM-SHA-256\nS: -ERR "
                + code
                + "\n"
                + GOODBYE);
    RefusedException e = catchThrowableOfType(RefusedException.class, () -> logIn(server));
    assertThat(e.remedy()).isEqualTo(remedy);
    server.finish();
  }

  @Test
  void userAndPassFollowWhereNoMechanismIsKnown() throws IOException {
    FakeServer server =
        FakeServer.playing(
            offering("GSSAPI NTLM")
                + "C: USER harish\nS: +OK\nC: PASS vegetables\nS: +OK\n"
                + GOODBYE);
    logIn(server).close();
    server.finish();
  }

  // 5034-B64-2, E-S-27, 5802-NONCE-2, 5802-S1-3: the client gives up with "*" and does not go on.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "!!!",
        "cj1ub3QtbWluZSxzPVcyMlphSjBTTlk3c29Fc1VFamI2Z1E9PSxpPTQwOTY=",
        "bT1leHQ=",
        "AAAA"
      })
  void challengeThatMakesNoSenseIsCancelled(String challenge) throws IOException {
    FakeServer server =
        FakeServer.playing(
            offering("SCRAM-SHA-256 PLAIN")
                + "C* AUTH SCRAM-SHA-256 \nS: + "
                + challenge
                + "\nC: *\nS: -ERR cancelled\nEOF");
    assertThatExceptionOfType(ServerProtocolException.class)
        .isThrownBy(() -> logIn(server))
        .satisfies(e -> assertThat(e.remedy()).isEqualTo(Remedy.SEEK_HELP));
    server.finish();
  }

  // E-S-26, 5802-S2-1: +OK is no login until the server has proved that it knows the password.
  @Test
  void successBeforeTheServersProofIsNone() throws IOException {
    FakeServer server =
        FakeServer.playing(
            offering("SCRAM-SHA-256") + "C* AUTH SCRAM-SHA-256 \nS: +OK come in\nEOF");
    assertThatExceptionOfType(ServerProtocolException.class)
        .isThrownBy(() -> logIn(server))
        .withMessageContaining("did not prove that it knows the password");
    server.finish();
  }

  // 7628-ERR-2, 7628-TLS-1
  @Test
  void tokenIsSentUnderTlsOnly() throws IOException {
    SaslCredentials token = SaslCredentials.token(Optional.of(HARISH), Secret.of("abc.def"));
    FakeServer open = FakeServer.playing(offering("OAUTHBEARER XOAUTH2") + GOODBYE);
    try (Authorization authorization = connect(open)) {
      assertThatExceptionOfType(AuthenticationUnavailableException.class)
          .isThrownBy(() -> authorization.authenticate(token))
          .withMessageContaining("\"OAUTHBEARER XOAUTH2\"");
    }
    open.finish();
    TestCertificates authority = new TestCertificates();
    FakeServer tls =
        FakeServer.playingWithTls(
            authority.serverContext(TestCertificates.loopback()),
            "TLS\n"
                + offering("OAUTHBEARER XOAUTH2")
                + "C* AUTH OAUTHBEARER \nS: + "
                + base64("{\"status\":\"invalid_token\"}")
                + "\nC: AQ==\nS: -ERR [AUTH] no\n"
                + GOODBYE);
    ClientOptions options =
        ClientOptions.builder("localhost")
            .port(tls.port())
            .tlsContext(authority.clientContext())
            .build();
    try (Authorization authorization = Pop3Client.connect(options)) {
      RefusedException e =
          catchThrowableOfType(RefusedException.class, () -> authorization.authenticate(token));
      assertThat(e.remedy()).isEqualTo(Remedy.CHECK_CREDENTIALS);
    }
    tls.finish();
  }

  // 2384-URL-2
  @Test
  void namedMechanismIsNotReplaced() throws IOException {
    FakeServer server = FakeServer.playing(offering("CRAM-MD5 PLAIN") + GOODBYE);
    try (Authorization authorization = connect(server);
        SaslCredentials credentials = SaslCredentials.password(HARISH, VEGETABLES)) {
      assertThatExceptionOfType(AuthenticationUnavailableException.class)
          .isThrownBy(() -> authorization.authenticate(credentials, SaslMechanism.SCRAM_SHA_256))
          .withMessage(
              "SASL mechanisms of the server: \"CRAM-MD5 PLAIN\" (expected: SCRAM-SHA-256)");
    }
    server.finish();
  }

  @ParameterizedTest
  @EnumSource(
      value = SaslMechanism.class,
      names = {"SCRAM_SHA_1", "SCRAM_SHA_256", "SCRAM_SHA_512"})
  void scramProvesBothSidesToEachOther(SaslMechanism mechanism) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> server =
          CompletableFuture.runAsync(() -> serveScram(listener, mechanism));
      ClientOptions options = cleartext(listener.getLocalPort()).build();
      try (Transaction mailbox = Pop3Client.logIn(options, HARISH, VEGETABLES)) {
        assertThat(mailbox.stat().messages()).isZero();
      }
      server.join();
    }
  }

  /** A login by the server's half of the core, then STAT and the end. */
  private static void serveScram(ServerSocket listener, SaslMechanism mechanism) {
    SecureRandom random = new SecureRandom();
    SaslServerOptions options =
        SaslServerOptions.of(
            random,
            () -> FreshTimestamp.of(random, Instant.EPOCH, "test"),
            ScramDecoy.of(Secret.of("0123456789abcdef")));
    ScramHash hash = mechanism.scramHash().orElseThrow();
    ScramKeys keys = ScramKeys.derive(hash, VEGETABLES, new byte[16], 4096);
    SaslConnection connection = new SaslConnection(Set.of(mechanism), ChannelBindings.NONE);
    try (Socket socket = listener.accept();
        SaslServerExchange<String> exchange =
            SaslServerExchange.open(mechanism, options, connection)) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      OutputStream out = socket.getOutputStream();
      say(out, "+OK");
      assertThat(in.readLine()).isEqualTo("CAPA");
      say(out, "+OK\r\nSASL PLAIN " + mechanism.mechanismName() + "\r\n.");
      String initial =
          in.readLine().substring(("AUTH " + mechanism.mechanismName() + " ").length());
      SaslServerStep<String> step = exchange.start(Optional.of(decode(initial)));
      while (step.kind() != SaslServerStep.Kind.SUCCESS) {
        if (step instanceof FindScramKeys<String> request) {
          step = request.found("harish", keys);
        } else if (step instanceof Challenge<String> challenge) {
          say(out, "+ " + Base64.getEncoder().encodeToString(challenge.octets()));
          step = exchange.respond(decode(in.readLine()));
        } else {
          throw new AssertionError(step.toString());
        }
      }
      say(out, "+OK");
      assertThat(in.readLine()).isEqualTo("STAT");
      say(out, "+OK 0 0");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Secret decode(String base64) {
    return Secret.of(Base64.getDecoder().decode(base64));
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /**
   * Where the JDK can export keying material, and only there, the client can bind a login to TLS.
   */
  @Test
  void channelIsBoundWhereTheJdkCan() throws IOException {
    TestCertificates authority = new TestCertificates();
    SSLContext context = authority.serverContext(TestCertificates.loopback());
    boolean able = Runtime.version().feature() >= 25;
    FakeServer server =
        FakeServer.playingWithTls(
            context,
            "TLS\n"
                + offering("SCRAM-SHA-256 SCRAM-SHA-256-PLUS")
                + (able
                    ? "C* AUTH SCRAM-SHA-256-PLUS cD10bHMtZXhwb3J0ZXIs"
                    : "C* AUTH SCRAM-SHA-256 biws")
                + "\nS: -ERR [AUTH] enough\n"
                + GOODBYE);
    ClientOptions options =
        ClientOptions.builder("localhost")
            .port(server.port())
            .tlsContext(authority.clientContext())
            .build();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> Pop3Client.logIn(options, HARISH, VEGETABLES));
    server.finish();
  }
}
