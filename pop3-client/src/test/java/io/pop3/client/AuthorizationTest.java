package io.pop3.client;

import static io.pop3.client.Clients.HARISH;
import static io.pop3.client.Clients.VEGETABLES;
import static io.pop3.client.Clients.cleartext;
import static io.pop3.client.Clients.connect;
import static io.pop3.client.Clients.logIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pop3.client.fake.FakeServer;
import io.pop3.protocol.digest.ApopDigest;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {

  @Test
  void logsInByUserAndPass() throws IOException {
    FakeServer server =
        FakeServer.playing(Clients.LOGIN + "C: STAT\nS: +OK 2 320\nC: QUIT\nS: +OK\nEOF");
    try (Transaction mailbox = logIn(server)) {
      assertThat(mailbox.stat().format()).isEqualTo("2 320");
    }
    server.finish();
  }

  // E-R-02, E-R-18: whatever is not exactly +OK or -ERR ends the connection.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "S: +ok ready",
        "S: +OKAY",
        "S: OK",
        "S- \\r\\n",
        "S: 200 OK",
        "S: +OK\\tready",
        "S- \\x00\\r\\n"
      })
  void greetingThatIsNoStatusLineIsAProtocolError(String step) throws IOException {
    FakeServer server = FakeServer.playing(step + "\nEOF");
    assertThatExceptionOfType(ServerProtocolException.class)
        .isThrownBy(() -> connect(server))
        .satisfies(e -> assertThat(e.remedy()).isEqualTo(Remedy.SEEK_HELP));
    server.finish();
  }

  @Test
  void statusLineWithoutEndIsAProtocolErrorAtTheCap() throws IOException {
    try (FakeServer server = FakeServer.playing("S- +OK " + "x".repeat(1 << 20) + "\nEOF")) {
      assertThatExceptionOfType(ServerProtocolException.class)
          .isThrownBy(() -> connect(server))
          .withMessageContaining("too long (expected: <= 8192 octets)");
    }
  }

  // E-R-01, E-R-03 and 1957-SP-2: bare indicators, LF alone; requirements 22.7: long and 8-bit.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "S: +OK",
        "S- +OK\\n",
        "S- +OK ready\\n",
        "S: +OK \\xE9\\xFF 8-bit",
        "S: +OK [XCLIENT] ready",
        "S* 1 +OK aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void oddGreetingsAreAccepted(String step) throws IOException {
    FakeServer server =
        FakeServer.playingOctetByOctet(
            step + "\nC: USER harish\nS: +OK\nC: PASS vegetables\nS: +OK\nC: QUIT\nS: +OK\nEOF");
    try (Authorization authorization = connect(server)) {
      authorization.userPass(HARISH, VEGETABLES).close();
    }
    server.finish();
  }

  //
  @ParameterizedTest
  @CsvSource({
    "-ERR busy, TRY_LATER",
    "-ERR [SYS/TEMP] busy, TRY_LATER",
    "-ERR [SYS/PERM] gone, SEEK_HELP"
  })
  void negativeGreetingMeansNoServiceNow(String greeting, Remedy remedy) throws IOException {
    FakeServer server = FakeServer.playing("S: " + greeting + "\nEOF");
    RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> connect(server));
    assertThat(refusal.remedy()).isEqualTo(remedy);
    server.finish();
  }

  // E-R-04 to E-R-06, 2449-RC-2, 2449-RC-3, 2449-RC-9, 3206-SYS-5, 3206-SYS-6
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-ERR [IN-USE] busy       | TRY_LATER",
        "-ERR [in-use]busy        | TRY_LATER",
        "-ERR [IN-USE/LONG] x     | TRY_LATER",
        "-ERR [LOGIN-DELAY] wait  | TRY_LATER",
        "-ERR [SYS/TEMP/x] y      | TRY_LATER",
        "-ERR [sys/Temp] y        | TRY_LATER",
        "-ERR [sys/Perm] y        | SEEK_HELP",
        "-ERR [SYS/NEW] y         | CHECK_CREDENTIALS",
        "-ERR [AUTH] wrong        | CHECK_CREDENTIALS",
        "-ERR [AUTH/EXPIRED] x    | CHECK_CREDENTIALS",
        "-ERR []                  | CHECK_CREDENTIALS",
        "-ERR [AUTH               | CHECK_CREDENTIALS",
        "-ERR [REFERRAL/x.com] y  | CHECK_CREDENTIALS",
        "-ERR                     | CHECK_CREDENTIALS"
      })
  void codeOfARefusedLoginTellsTheRemedy(String reply, Remedy remedy) throws IOException {
    FakeServer server = FakeServer.playing(loginAnsweredBy("S: -ERR what?", reply));
    RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> logIn(server));
    assertThat(refusal.remedy()).isEqualTo(remedy);
    server.finish();
  }

  // 3206-CAPA-2
  @ParameterizedTest
  @CsvSource({"-ERR [AUTH] wrong, CHECK_CREDENTIALS", "-ERR something, SEEK_HELP"})
  void withAuthRespCodeOnlyThatCodeBlamesTheCredentials(String reply, Remedy remedy)
      throws IOException {
    FakeServer server =
        FakeServer.playing(loginAnsweredBy("S: +OK\nS: AUTH-RESP-CODE\nS: .", reply));
    RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> logIn(server));
    assertThat(refusal.remedy()).isEqualTo(remedy);
    server.finish();
  }

  private static String loginAnsweredBy(String capa, String reply) {
    return "S: +OK\nC: CAPA\n"
        + capa
        + "\nC: USER harish\nS: +OK\nC: PASS vegetables\nS: "
        + reply
        + "\nC: QUIT\nS: +OK\nEOF";
  }

  // 1939-AUTH-4, 1939-PASS-4: after a refusal the next try begins with USER.
  @Test
  void anotherLoginMayBeTriedOnTheSameConnection() throws IOException {
    FakeServer server =
        FakeServer.playing(
            """
            S: +OK
            C: USER harish
            S: +OK
            C: PASS fruit
            S: -ERR wrong
            C: USER harish
            S: +OK
            C: PASS vegetables
            S: +OK
            C: QUIT
            S: +OK
            EOF
            """);
    try (Authorization authorization = connect(server)) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> authorization.userPass(HARISH, Secret.of("fruit")))
          .withMessageNotContaining("fruit");
      authorization.userPass(HARISH, VEGETABLES).close();
      assertThatIllegalStateException()
          .isThrownBy(() -> authorization.userPass(HARISH, VEGETABLES));
    }
    server.finish();
  }

  // E-R-17, 2449-CAPA-7, 2449-CAPA-10
  @Test
  void capabilitiesAreReadLeniently() throws IOException {
    FakeServer server =
        FakeServer.playingOctetByOctet(
            """
            S: +OK
            C: CAPA
            S: +OK
            S: CAPA
            S: top
            S: Uidl extra
            S: UIDL
            S: SASL
            S: X-FOO  bar\\x20
            S: ..odd
            S- LF-ONLY\\n
            S: .
            C: QUIT
            S: +OK
            EOF
            """);
    try (Authorization authorization = connect(server)) {
      assertThat(authorization.capabilities().has("TOP")).isTrue();
      assertThat(authorization.capabilities().find("UIDL").orElseThrow().arguments())
          .containsExactly("extra");
      assertThat(authorization.capabilities().saslMechanisms()).isEmpty();
      assertThat(authorization.capabilities().has("x-foo", "BAR")).isTrue();
      assertThat(authorization.capabilities().has("LF-ONLY")).isTrue();
    }
    server.finish();
  }

  // V-1, 1939-APOP-3, 1939-APOP-4
  @Test
  void logsInByApopWhenAsked() throws IOException {
    FakeServer server =
        FakeServer.playing(
            """
            S: +OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>
            C: APOP mrose c4c9334bac560ecc979e58001b3e22fb
            S: +OK
            C: QUIT
            S: +OK
            EOF
            """);
    try (Authorization authorization = connect(server)) {
      authorization.apop(new UserName("mrose"), Secret.of("tanstaaf")).close();
    }
    server.finish();
  }

  // 6856-USER-5: name and secret as the server prepares them, whatever somebody typed
  @Test
  void apopSendsWhatWasPrepared() throws IOException {
    String digest =
        ApopDigest.of(
            new ApopTimestamp("<1896.697170952@dbc.mtview.ca.us>"), Secret.of("p1\u20442"));
    FakeServer server =
        FakeServer.playing(
            "S: +OK <1896.697170952@dbc.mtview.ca.us>\nC: CAPA\nS: +OK\nS: UTF8 USER\nS: .\n"
                + "C: APOP \u00c5elin "
                + digest
                + "\nS: +OK\nC: QUIT\nS: +OK\nEOF");
    try (Authorization authorization = connect(server)) {
      authorization.apop(new UserName("\u212belin\u00ad"), Secret.of("p\u00bd")).close();
    }
    server.finish();
  }

  // 6856-USER-6
  @Test
  void apopSendsNothingThatPreparationRefuses() throws IOException {
    FakeServer server = FakeServer.playing("S: +OK <1@a>\nC: QUIT\nS: +OK\nEOF");
    try (Authorization authorization = connect(server)) {
      assertThatExceptionOfType(AuthenticationUnavailableException.class)
          .isThrownBy(() -> authorization.apop(HARISH, Secret.of("secret\u0007")))
          .withMessageContaining("the password has characters that SASLprep refuses")
          .withMessageNotContaining("secret\u0007");
      assertThatExceptionOfType(AuthenticationUnavailableException.class)
          .isThrownBy(() -> authorization.apop(new UserName("\ue000"), VEGETABLES))
          .withMessageContaining("the name has characters that SASLprep refuses");
    }
    server.finish();
  }

  // E-R-22, A-49
  @ParameterizedTest
  @ValueSource(
      strings = {
        "S: +OK ready",
        "S: +OK <1@a> <2@a>",
        "S: +OK <1@a",
        "S: +OK <1896>",
        "S: +OK <1\\xE9@a>",
        "S: +OK <1@a b>"
      })
  void apopNeedsATrustworthyTimestamp(String greeting) throws IOException {
    FakeServer server = FakeServer.playing(greeting + "\nC: QUIT\nS: +OK\nEOF");
    try (Authorization authorization = connect(server)) {
      assertThatExceptionOfType(AuthenticationUnavailableException.class)
          .isThrownBy(() -> authorization.apop(HARISH, VEGETABLES))
          .satisfies(e -> assertThat(e.remedy()).isEqualTo(Remedy.CHECK_SETTINGS));
    }
    server.finish();
  }

  // 1939-CMD-13, 2449-LEN-5, 22.7: nothing is sent of what no line can carry.
  @ParameterizedTest
  @ValueSource(strings = {"a\r\nDELE 1", "a\nb", "a\0b", "a\u007f", ""})
  void passwordThatNoLineCanCarryIsNotSent(String password) throws IOException {
    FakeServer server = FakeServer.playing("S: +OK\nC: QUIT\nS: +OK\nEOF");
    try (Authorization authorization = connect(server)) {
      assertThatExceptionOfType(AuthenticationUnavailableException.class)
          .isThrownBy(() -> authorization.userPass(HARISH, Secret.of(password)));
      assertThatExceptionOfType(AuthenticationUnavailableException.class)
          .isThrownBy(() -> authorization.userPass(HARISH, Secret.of("x".repeat(249))));
      assertThatExceptionOfType(AuthenticationUnavailableException.class)
          .isThrownBy(() -> authorization.userPass(new UserName("a b"), VEGETABLES));
    }
    server.finish();
  }

  // 6856-USER-2, 6856-USER-3
  @Test
  void credentialsBeyondAsciiNeedAServerThatSaysSo() throws IOException {
    String password = "gem\u00fcse";
    FakeServer ascii =
        FakeServer.playing("S: +OK\nC: CAPA\nS: +OK\nS: UTF8\nS: .\nC: QUIT\nS: +OK\nEOF");
    try (Authorization authorization = connect(ascii)) {
      assertThatExceptionOfType(AuthenticationUnavailableException.class)
          .isThrownBy(() -> authorization.userPass(HARISH, Secret.of(password)))
          .withMessageNotContaining(password);
    }
    ascii.finish();
    FakeServer utf8 =
        FakeServer.playing(
            "S: +OK\nC: CAPA\nS: +OK\nS: UTF8 USER\nS: .\nC: USER harish\nS: +OK\nC: PASS "
                + password
                + "\nS: +OK\nC: QUIT\nS: +OK\nEOF");
    try (Authorization authorization = connect(utf8)) {
      authorization.userPass(HARISH, Secret.of(password)).close();
    }
    utf8.finish();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CLOSE", "RESET"})
  void lostConnectionIsSaidToBeLost(String end) throws IOException {
    FakeServer server = FakeServer.playing("S: +OK\nC: USER harish\n" + end);
    try (Authorization authorization = connect(server)) {
      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(() -> authorization.userPass(HARISH, VEGETABLES));
    }
    server.finish();
  }

  // E-R-19 and 22.7: an unsolicited -ERR before the end is a disconnect, not an answer.
  @Test
  void unsolicitedGoodbyeIsNoAnswer() throws IOException {
    FakeServer server = FakeServer.playing("S- +OK\\r\\n-ERR idle for too long\\r\\n\nEOF");
    try (Authorization authorization = connect(server)) {
      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(() -> authorization.userPass(HARISH, VEGETABLES))
          .withMessageContaining("closed by the server");
    }
    server.finish();
  }

  @Test
  void silentServerTimesOut() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ClientOptions options =
          cleartext(silent.getLocalPort()).readTimeout(Duration.ofMillis(50)).build();
      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(() -> Pop3Client.connect(options))
          .withMessageContaining("expected: an answer within PT0.05S")
          .satisfies(e -> assertThat(e.remedy()).isEqualTo(Remedy.TRY_LATER));
    }
  }

  /** Each octet comes in time, the whole never does. */
  @Test
  void serverThatTricklesIsCutByTheTotalLimit() throws IOException {
    try (FakeServer server =
        FakeServer.playingOctetByOctet("S: +OK\nC: CAPA\nS: +OK\nS* 100000000 X")) {
      ClientOptions options = cleartext(server.port()).totalTimeout(Duration.ofMillis(300)).build();
      try (Authorization authorization = Pop3Client.connect(options)) {
        assertThatExceptionOfType(ConnectionException.class)
            .isThrownBy(authorization::capabilities)
            .withMessageContaining("not done in time (expected: within PT0.3S)");
      }
    }
  }

  @Test
  void refusedConnectionSaysWhere() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    assertThatExceptionOfType(ConnectionException.class)
        .isThrownBy(() -> Pop3Client.connect(cleartext(port).build()))
        .withMessageContaining("127.0.0.1:" + port);
  }

  // E-R-21
  @Test
  void textsOfTheServerAreEscapedInMessages() throws IOException {
    FakeServer server = FakeServer.playing(loginAnsweredBy("S: -ERR", "-ERR \\x1B[2J\\r evil \\0"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> logIn(server))
        .withMessageContaining("\\u001b[2J\\u000d evil \\u0000");
    server.finish();
  }
}
