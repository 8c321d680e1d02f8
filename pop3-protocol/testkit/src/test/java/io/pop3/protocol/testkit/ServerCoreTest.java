package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.Rejection;
import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.digest.ApopDigest;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.ResponseCode;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.server.ServerConnection;
import io.pop3.protocol.server.ServerEvent;
import io.pop3.protocol.server.ServerEvent.CommandReceived;
import io.pop3.protocol.server.ServerEvent.CommandRejected;
import io.pop3.protocol.server.ServerEvent.Signal;
import io.pop3.protocol.server.ServerOptions;
import io.pop3.protocol.session.LocalProtocolException;
import io.pop3.protocol.session.SessionState;
import io.pop3.protocol.wire.CoderResult;
import io.pop3.protocol.wire.WireLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's side of a connection: STLS, AUTH, order, limits, and the host's own mistakes. */
class ServerCoreTest {

  private static final StatusLine OK = StatusLine.ok("fine");
  private static final StatusLine ERR = StatusLine.err("no");
  private static final StatusLine WRONG = StatusLine.err(ResponseCode.AUTH, "wrong credentials");

  // ---- greeting ----

  @Test
  @Requirement({"1939-GRT-1", "1939-GRT-2", "1957-SP-1"})
  void greetingIsTheFirstLineAndPositive() {
    assertThat(CoreConversation.open(ServerOptions.defaults()).sent()).isEqualTo("+OK ready\r\n");
  }

  @Test
  @Requirement({"1939-APOP-1", "5322-MID-1", "2449-GRAM-5"})
  void greetingCarriesOneTimestampAndNoOtherAngleBracket() {
    ApopTimestamp timestamp = new ApopTimestamp("<1896.697170952@dbc.mtview.ca.us>");
    Greeting greeting = Greeting.of("POP3 ready", timestamp);

    assertThat(new String(greeting.line().toOctets(), StandardCharsets.US_ASCII))
        .isEqualTo("+OK POP3 ready <1896.697170952@dbc.mtview.ca.us>\r\n");
    assertThat(greeting.timestamp()).contains(timestamp);
    assertThatThrownBy(() -> Greeting.of("ready <x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: no angle brackets");
    assertThatThrownBy(() -> Greeting.of("a>b", timestamp))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test // decision A-53
  void refusingGreetingEndsTheSession() {
    ServerConnection connection =
        ServerConnection.open(
            ServerOptions.defaults(), Greeting.refusal(ResponseCode.SYS_TEMP, "too many clients"));

    assertThat(connection.next()).isEqualTo(Signal.CLOSED);
    assertThat(connection.hasOutput()).isTrue();
    assertThat(connection.wantsInput()).isFalse();
  }

  // ---- one reply a command ----

  @Test
  @Requirement("1939-CMD-12")
  void nothingFurtherIsSeenBeforeTheReply() {
    CoreConversation conversation = CoreConversation.inTransaction();

    assertThat(conversation.receive("NOOP\r\nSTAT\r\n"))
        .isEqualTo(new CommandReceived(new Command.Noop()));
    assertThat(conversation.connection().next()).isEqualTo(Signal.REPLY_OWED);
    assertThat(conversation.connection().next()).isEqualTo(Signal.REPLY_OWED);
    assertThat(conversation.answer(OK)).isEqualTo(new CommandReceived(new Command.Stat()));
  }

  @Test
  @Requirement({"1939-ML-5", "1939-ML-6"})
  void replyMustHaveTheFormOfItsCommand() {
    CoreConversation conversation = CoreConversation.inTransaction();
    ServerConnection connection = conversation.connection();
    conversation.receive("LIST\r\n");
    assertMisuse(() -> connection.reply(OK));
    assertMisuse(() -> connection.replyMessage(OK));
    assertMisuse(() -> connection.replyLines(ERR, line -> false));
    assertThat(conversation.answer(ERR)).isEqualTo(Signal.NEED_INPUT);
    conversation.receive("LIST 1\r\n");
    assertMisuse(() -> connection.replyLines(OK, line -> false));
    conversation.answer(OK);
    conversation.receive("RETR 1\r\n");
    assertMisuse(() -> connection.reply(OK));
    assertMisuse(() -> connection.replyMessage(ERR));
    assertThat(conversation.answer(ERR)).isEqualTo(Signal.NEED_INPUT);
  }

  @Test
  void replyWithoutCommandIsTheHostsMistake() {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());

    assertMisuse(() -> conversation.connection().reply(OK));
    assertMisuse(() -> conversation.connection().challenge(new byte[0]));
    assertMisuse(() -> conversation.connection().tlsEstablished());
    assertMisuse(
        () ->
            conversation
                .connection()
                .encodeBody(ByteBuffer.allocate(0), ByteBuffer.allocate(9), true));
  }

  @ParameterizedTest
  @EnumSource(Rejection.class)
  void rejectedLineCannotBeAnsweredPositively(Rejection reason) {
    assertThat(new CommandRejected(reason).reply().isPositive()).isFalse();
    assertThat(new CommandRejected(reason).reply().code()).isEmpty();
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.receive("XXXX\r\n");
    assertMisuse(() -> conversation.connection().reply(OK));
    assertThat(conversation.answer(ERR)).isEqualTo(Signal.NEED_INPUT);
  }

  @Test
  @Requirement("1939-ML-5")
  void negativeReplyToRetrIsOneLine() {
    CoreConversation conversation = CoreConversation.inTransaction();
    conversation.receive("RETR 1\r\nNOOP\r\n");

    assertThat(conversation.answer(ERR)).isEqualTo(new CommandReceived(new Command.Noop()));
  }

  // ---- listings ----

  @Test
  @Requirement("1939-ML-1")
  void listingIsPulledLineByLineThroughAnyBuffer() {
    for (int room = 1; room < 600; room += 37) {
      CoreConversation conversation = CoreConversation.inTransaction();
      conversation.receive("CAPA\r\nNOOP\r\n");
      conversation.connection().replyLines(OK, countdown(3));
      assertThat(conversation.connection().next()).isEqualTo(Signal.OUTPUT_WAITING);
      StringBuilder sent = new StringBuilder();
      boolean empty = false;
      while (!empty) {
        ByteBuffer out = ByteBuffer.allocate(room);
        empty = conversation.connection().drainTo(out);
        sent.append(new String(out.array(), 0, out.position(), StandardCharsets.US_ASCII));
      }

      assertThat(sent.toString()).isEqualTo("+OK fine\r\nLINE3\r\nLINE2\r\nLINE1\r\n.\r\n");
      assertThat(conversation.connection().next())
          .isEqualTo(new CommandReceived(new Command.Noop()));
    }
  }

  private static io.pop3.protocol.server.LineSource countdown(int lines) {
    int[] left = {lines};
    return line -> {
      if (left[0] == 0) {
        return false;
      }
      line.put(("LINE" + left[0]--).getBytes(StandardCharsets.US_ASCII));
      return true;
    };
  }

  @Test
  void lineThatBeginsWithADotIsTheHostsMistake() {
    CoreConversation conversation = CoreConversation.inTransaction();
    conversation.receive("LIST\r\n");
    conversation.connection().replyLines(OK, line -> line.put((byte) '.').hasRemaining());

    assertMisuse(conversation::sent);
  }

  @Test
  @Requirement({"2449-CAPA-1", "2449-CAPA-3"})
  void capabilitiesAreOneALineInBothStates() {
    String expected =
        lines(
            "+OK listing follows",
            "TOP",
            "UIDL",
            "USER",
            "SASL PLAIN",
            "RESP-CODES",
            "AUTH-RESP-CODE",
            "PIPELINING",
            "LANG",
            ".");

    assertThat(Sessions.say(Sessions.open(), "CAPA\\r\\n")).isEqualTo(expected);
    assertThat(Sessions.say(Sessions.loggedIn(), "CAPA\\r\\n")).isEqualTo(expected);
  }

  @Test
  @Requirement({"6856-LANG-1", "6856-LANG-5"})
  void languagesAreListedOneALineOrChosenOnOneLine() {
    for (HostSession session : new HostSession[] {Sessions.open(), Sessions.loggedIn()}) {
      assertThat(Sessions.say(session, "LANG\\r\\nLANG en\\r\\nLANG x-none\\r\\n"))
          .isEqualTo(
              lines(
                  "+OK listing follows",
                  "en English",
                  ".",
                  "+OK en texts are in English",
                  "-ERR no such language"));
    }
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  // ---- APOP ----

  @Test
  @Requirement({"1939-APOP-5", "1939-APOP-6"})
  void rightDigestLogsInAndWrongOneDoesNot() {
    String digest = ApopDigest.of(HostMailbox.TIMESTAMP, Secret.of("pencil"));
    HostSession session = Sessions.open();
    assertThat(Sessions.say(session, "APOP user " + "0".repeat(32) + "\\r\\n"))
        .isEqualTo("-ERR [AUTH] wrong credentials\r\n");
    assertThat(Sessions.say(session, "STAT\\r\\n")).startsWith("-ERR ");
    assertThat(Sessions.say(session, "APOP user " + digest.toUpperCase(Locale.ROOT) + "\\r\\n"))
        .isEqualTo("+OK done\r\n");
    assertThat(session.state()).isEqualTo(SessionState.TRANSACTION);
    assertThat(Sessions.say(session, "APOP user " + digest + "\\r\\n")).startsWith("-ERR ");
  }

  // ---- order and limits ----

  @Test
  void hostIsAskedForMoreOnlyWhileThereIsRoom() {
    CoreConversation conversation = CoreConversation.inTransaction();
    ServerConnection connection = conversation.connection();
    conversation.receive("NOOP\r\n");
    ByteBuffer flood =
        ByteBuffer.wrap("NOOP\r\n".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
    while (connection.wantsInput()) {
      int before = flood.position();
      connection.receive(flood);
      assertThat(flood.position()).isGreaterThan(before);
    }
    int held = flood.position();
    connection.receive(flood);

    assertThat(flood.position()).isEqualTo(held).isLessThan(WireLimits.SASL_LINE_OCTETS + 8192);
  }

  @Test
  void repliesThatNobodyReadsHoldTheSessionUp() {
    CoreConversation conversation = CoreConversation.inTransaction();
    ServerConnection connection = conversation.connection();
    conversation.offer("NOOP\r\n".repeat(10_000));
    StatusLine longReply = StatusLine.ok("x".repeat(500));
    int replies = 0;
    while (connection.next() instanceof CommandReceived) {
      connection.reply(longReply);
      replies++;
    }

    assertThat(connection.next()).isEqualTo(Signal.OUTPUT_WAITING);
    assertThat(replies).isLessThan(40);
    conversation.sent();
    assertThat(connection.next()).isInstanceOf(CommandReceived.class);
  }

  @Test // grammar E-X-03
  @Requirement({"2449-PIPE-1", "1939-UPD-6"})
  void abortedReplyKeepsLaterCommandsFromRunning() {
    CoreConversation conversation = CoreConversation.inTransaction();
    conversation.receive("RETR 1\r\nDELE 1\r\nQUIT\r\n");
    conversation.connection().replyMessage(OK);
    conversation.encode("Subject: x\n", false);
    assertThat(conversation.connection().next()).isEqualTo(Signal.BODY_OPEN);
    conversation.connection().abort();

    assertThat(conversation.connection().next()).isEqualTo(Signal.CLOSED);
    assertThat(conversation.connection().state()).isEqualTo(SessionState.CLOSED);
  }

  @Test
  void bodyGoesThroughSmallBuffersBehindItsFirstLine() {
    CoreConversation conversation = CoreConversation.inTransaction();
    conversation.receive("RETR 1\r\n");
    conversation.connection().replyMessage(OK);
    ByteBuffer stored = ByteBuffer.wrap(".a\n".getBytes(StandardCharsets.US_ASCII));
    StringBuilder sent = new StringBuilder();
    CoderResult result = CoderResult.OVERFLOW;
    while (result != CoderResult.DONE) {
      ByteBuffer out = ByteBuffer.allocate(3);
      result = conversation.connection().encodeBody(stored, out, true);
      sent.append(new String(out.array(), 0, out.position(), StandardCharsets.US_ASCII));
    }

    assertThat(sent.toString()).isEqualTo("+OK fine\r\n..a\r\n.\r\n");
    assertThat(conversation.connection().next()).isEqualTo(Signal.NEED_INPUT);
  }

  @Test
  @Requirement("1939-AUTH-3")
  void thirdFailedLoginEndsTheSessionAfterItsReply() {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.receive("USER a\r\nPASS b\r\n".repeat(3) + "NOOP\r\n");
    conversation.answer(OK);
    conversation.answer(WRONG);
    conversation.answer(OK);
    conversation.answer(WRONG);
    conversation.answer(OK);

    assertThat(conversation.answer(WRONG)).isEqualTo(Signal.CLOSED);
    assertThat(conversation.sent()).endsWith("-ERR [AUTH] wrong credentials\r\n");
  }

  @Test
  void busyMaildropIsNoFailedLogin() {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    for (int i = 0; i < 10; i++) {
      conversation.receive("USER a\r\nPASS b\r\n");
      conversation.answer(OK);
      assertThat(conversation.answer(StatusLine.err(ResponseCode.IN_USE, "locked")))
          .isEqualTo(Signal.NEED_INPUT);
    }
  }

  @Test
  @Requirement({"1939-PASS-4", "1939-PASS-1"})
  void anyLineButPassDropsTheName() {
    for (String line : new String[] {"CAPA x", "XXXX", "", "UTF8 x", "PASS", "STAT", "USER"}) {
      CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
      conversation.receive("USER a\r\n");
      conversation.answer(OK);
      conversation.receive(line + "\r\n");
      conversation.answer(ERR);

      assertThat(conversation.receive("PASS b\r\n"))
          .as(line)
          .isEqualTo(new CommandRejected(Rejection.WRONG_STATE));
    }
  }

  @Test
  void newNameReplacesTheOld() {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.receive("USER a\r\nUSER b\r\nPASS c\r\n");
    conversation.answer(OK);

    assertThat(conversation.answer(OK)).isInstanceOf(CommandReceived.class);
  }

  // ---- STLS ----

  @Test // grammar E-T-01
  @Requirement("2595-STLS-13")
  void octetsInTheSameSegmentAsStlsEndTheSession() {
    CoreConversation conversation = CoreConversation.open(Sessions.withStls());

    assertThat(conversation.receive("STLS\r\nNOOP\r\n"))
        .isEqualTo(new CommandRejected(Rejection.DATA_AFTER_STLS));
    assertThat(conversation.answer(new CommandRejected(Rejection.DATA_AFTER_STLS).reply()))
        .isEqualTo(Signal.CLOSED);
    assertThat(conversation.sent()).isEqualTo("+OK ready\r\n-ERR data after STLS\r\n");
  }

  @Test // grammar E-T-01
  @Requirement("2595-STLS-13")
  void octetsBetweenStlsAndItsReplyEndTheSession() {
    CoreConversation conversation = CoreConversation.open(Sessions.withStls());
    assertThat(conversation.receive("STLS\r\n")).isEqualTo(new CommandReceived(new Command.Stls()));
    conversation.offer("N");

    assertThat(conversation.answer(OK)).isEqualTo(Signal.CLOSED);
    assertThat(conversation.sent()).isEqualTo("+OK ready\r\n-ERR data after STLS\r\n");
  }

  @Test // grammar E-T-02
  @Requirement({"2595-STLS-4", "2595-STLS-7", "2595-STLS-12"})
  void handshakeFollowsTheReplyAndNoGreetingFollowsTheHandshake() {
    CoreConversation conversation = CoreConversation.open(Sessions.withStls());
    conversation.sent();
    conversation.receive("STLS\r\n");
    assertThat(conversation.answer(OK)).isEqualTo(Signal.OUTPUT_WAITING);
    assertThat(conversation.sent()).endsWith("+OK fine\r\n");
    assertThat(conversation.connection().next()).isEqualTo(Signal.START_TLS);
    assertThat(conversation.connection().wantsInput()).isFalse();
    assertMisuse(() -> conversation.offer("NOOP\r\n"));
    conversation.connection().tlsEstablished();

    assertThat(conversation.connection().hasOutput()).isFalse();
    assertThat(conversation.connection().isTls()).isTrue();
    assertThat(conversation.receive("STAT\r\n"))
        .isEqualTo(new CommandRejected(Rejection.WRONG_STATE));
  }

  @Test // grammar E-T-03
  @Requirement({"2595-STLS-3", "2595-STLS-6", "6856-UTF8-11", "6856-UTF8-12"})
  void stlsIsRefusedUnderTlsAfterLoginInUtf8ModeAndWithoutCertificate() {
    ServerOptions underTls =
        new ServerOptions(
            Compliance.DEFAULT, deviation -> {}, true, true, true, false, 65_536, 20, 3);
    CommandRejected refused = new CommandRejected(Rejection.WRONG_STATE);
    assertThat(CoreConversation.open(underTls).receive("STLS\r\n")).isEqualTo(refused);
    assertThat(CoreConversation.open(ServerOptions.defaults()).receive("STLS\r\n"))
        .isEqualTo(refused);
    assertThat(CoreConversation.inTransaction().receive("STLS\r\n")).isEqualTo(refused);
    CoreConversation utf8 = CoreConversation.open(Sessions.withStls());
    utf8.receive("UTF8\r\nSTLS\r\n");
    assertThat(utf8.answer(OK)).isEqualTo(refused);
  }

  @Test // grammar E-T-04
  void nameFromBeforeStlsIsGone() {
    CoreConversation conversation = CoreConversation.open(Sessions.withStls());
    conversation.receive("USER a\r\n");
    conversation.answer(OK);
    conversation.receive("STLS\r\n");
    conversation.answer(OK);
    conversation.sent();
    conversation.connection().tlsEstablished();

    assertThat(conversation.receive("PASS b\r\n"))
        .isEqualTo(new CommandRejected(Rejection.WRONG_STATE));
  }

  @Test
  void refusedStlsLeavesTheSessionAsItWas() {
    CoreConversation conversation = CoreConversation.open(Sessions.withStls());
    conversation.receive("STLS\r\n");
    conversation.answer(ERR);

    assertThat(conversation.receive("USER a\r\n")).isInstanceOf(CommandReceived.class);
  }

  // ---- AUTH ----

  @Test // grammar E-S-01
  @Requirement({"5034-CHAL-1", "5034-CHAL-2"})
  void challengesAreBase64BehindPlusAndSpace() {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.sent();
    conversation.receive("AUTH X\r\n");
    conversation.connection().challenge(new byte[0]);
    conversation.receive("\r\n");
    conversation.connection().challenge("<1@a>".getBytes(StandardCharsets.US_ASCII));

    assertThat(conversation.sent()).endsWith("\r\n+ \r\n+ PDFAYT4=\r\n");
  }

  @Test // grammar E-S-02
  @Requirement("5034-AUTH-2")
  void equalsSignIsTheEmptyInitialResponse() {
    HostSession session = Sessions.open();

    assertThat(Sessions.say(session, "AUTH PLAIN =\\r\\nAUTH PLAIN AHVzZXIAcGVuY2ls\\r\\n"))
        .isEqualTo("-ERR [AUTH] wrong credentials\r\n+OK done\r\n");
  }

  @Test // grammar E-S-06
  @Requirement({"5034-CANC-2", "5034-OUT-2", "4422-ABORT-1"})
  void cancelledExchangeIsRefusedAndForgotten() {
    HostSession session = Sessions.open();

    assertThat(Sessions.say(session, "AUTH PLAIN\\r\\n*\\r\\nUSER user\\r\\nPASS pencil\\r\\n"))
        .isEqualTo("+ \r\n-ERR authentication cancelled\r\n+OK done\r\n+OK done\r\n");
  }

  @Test
  @Requirement("5034-CANC-2")
  void cancelledExchangeCannotBeAnsweredPositively() {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.receive("AUTH X\r\n");
    conversation.connection().challenge(new byte[0]);
    assertThat(conversation.receive("*\r\n")).isEqualTo(Signal.SASL_CANCELLED);

    assertMisuse(() -> conversation.connection().reply(OK));
    assertMisuse(() -> conversation.connection().challenge(new byte[0]));
    assertThat(conversation.answer(ERR)).isEqualTo(Signal.NEED_INPUT);
    assertThat(conversation.connection().state()).isEqualTo(SessionState.AUTHORIZATION);
  }

  @ParameterizedTest(name = "E-S-07 to E-S-11: {0}")
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
        "QR==",
        "AAAA\0",
        "\u00FF",
        "QQ=\u0080"
      })
  @Requirement({"5034-B64-1", "5034-B64-3"})
  void whatIsNotBase64EndsTheExchangeOnly(String response) {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.receive("AUTH X\r\n");
    conversation.connection().challenge(new byte[0]);

    assertThat(conversation.receive(response + "\r\n"))
        .isEqualTo(new CommandRejected(Rejection.BAD_BASE64));
    conversation.answer(ERR);
    assertThat(conversation.connection().state()).isEqualTo(SessionState.AUTHORIZATION);
    assertThat(conversation.receive("USER a\r\n")).isInstanceOf(CommandReceived.class);
  }

  @ParameterizedTest(name = "E-S-12: {0}")
  @ValueSource(strings = {"QUIT", "CAPA", "RSET"})
  void withinAnExchangeEveryLineIsAResponse(String line) {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.receive("AUTH X\r\n");
    conversation.connection().challenge(new byte[0]);
    ServerEvent event = conversation.receive(line + "\r\n");

    assertThat(event).isInstanceOf(ServerEvent.SaslResponse.class);
    assertThat(((ServerEvent.SaslResponse) event).response().length()).isEqualTo(3);
  }

  @Test // grammar E-S-18
  @Requirement("4422-NAME-1")
  void mechanismNamesHaveTwentyCharactersAtMost() {
    Sessions.assertRefused(false, ServerOptions.defaults(), "AUTH ABCDEFGHIJKLMNOPQRSTU");
    Sessions.assertRefused(false, ServerOptions.defaults(), "AUTH PL@IN");
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    assertThat(conversation.receive("auth abcdefghij-lmnop_rs9\r\n"))
        .isEqualTo(new CommandReceived(new Command.Auth("ABCDEFGHIJ-LMNOP_RS9", Optional.empty())));
  }

  @Test // grammar E-S-19
  void endOfInputWithinAnExchangeEndsTheSession() {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.receive("AUTH X\r\n");
    conversation.connection().challenge(new byte[0]);
    conversation.connection().endOfInput();

    assertThat(conversation.connection().next()).isEqualTo(Signal.CLOSED);
  }

  @Test // grammar E-S-20
  @Requirement({"5034-AUTH-3", "5034-AUTH-4", "4422-ONE-1"})
  void authAfterLoginIsRefusedWithoutChallenge() {
    assertThat(CoreConversation.inTransaction().receive("AUTH PLAIN\r\n"))
        .isEqualTo(new CommandRejected(Rejection.WRONG_STATE));
  }

  @Test
  void challengeOutsideAnExchangeIsTheHostsMistake() {
    CoreConversation conversation = CoreConversation.inTransaction();
    conversation.receive("NOOP\r\n");

    assertMisuse(() -> conversation.connection().challenge(new byte[0]));
  }

  @Test
  void challengeThatCannotBeHeldIsTheHostsMistake() {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.receive("AUTH X\r\n");

    assertMisuse(() -> conversation.connection().challenge(new byte[60_000]));
    assertThat(conversation.answer(ERR)).isEqualTo(Signal.NEED_INPUT);
  }

  // ---- UTF8 and LANG ----

  @Test
  @Requirement("6856-UTF8-3")
  void utf8IsRefusedWhereItIsNotOffered() {
    assertThat(CoreConversation.open(ServerOptions.defaults()).receive("UTF8\r\n"))
        .isEqualTo(new CommandRejected(Rejection.WRONG_STATE));
    CoreConversation offered = CoreConversation.open(Sessions.withStls());
    offered.receive("UTF8\r\n");
    offered.answer(ERR);
    assertThat(offered.connection().isUtf8()).isFalse();
  }

  @Test
  @Requirement({"6856-UTF8-1", "6856-UTF8-2", "1939-RSET-2"})
  void utf8ModeHoldsUntilTheEnd() {
    CoreConversation conversation = CoreConversation.open(Sessions.withStls());
    conversation.receive("UTF8\r\nUTF8\r\nUSER a\r\nPASS b\r\nRSET\r\nUTF8\r\n");
    conversation.answer(OK);
    assertThat(conversation.connection().isUtf8()).isTrue();
    conversation.answer(OK);
    conversation.answer(OK);
    conversation.answer(OK);
    assertThat(conversation.answer(OK)).isEqualTo(new CommandRejected(Rejection.WRONG_STATE));
    assertThat(conversation.connection().isUtf8()).isTrue();
  }

  @Test
  void textBeyondAsciiNeedsUtf8OrLang() {
    StatusLine german = StatusLine.ok("de Gr\u00FC\u00DFe");
    StatusLine refusal = StatusLine.err("nicht verf\u00FCgbar");
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.receive("CAPA\r\n");
    assertMisuse(() -> conversation.connection().reply(refusal));
    conversation.answer(ERR);
    conversation.receive("LANG xx\r\n");
    assertMisuse(() -> conversation.connection().reply(refusal));
    conversation.answer(ERR);
    conversation.receive("LANG de\r\nCAPA\r\n");
    conversation.answer(german);

    assertThatCode(() -> conversation.answer(refusal)).doesNotThrowAnyException();
  }

  // ---- texts ----

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[AUTH] x", " x", "a\rb", "a\nb", "a\0b", "a\u007Fb", "a\u0085b", "a\uD800"})
  @Requirement({"2449-GRAM-4", "2449-RC-1", "5198-NET-2"})
  void textsThatCouldMisleadCannotBeMade(String text) {
    assertThatThrownBy(() -> StatusLine.ok(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StatusLine.err(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StatusLine.err(ResponseCode.AUTH, text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Requirement({"2449-GRAM-3", "1939-RSP-3"})
  void codeStandsBetweenIndicatorAndText() {
    assertThat(
            new String(
                StatusLine.err(ResponseCode.SYS_TEMP, "later").toOctets(),
                StandardCharsets.US_ASCII))
        .isEqualTo("-ERR [SYS/TEMP] later\r\n");
    assertThatThrownBy(() -> new ResponseCode("A//B")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ResponseCode("A]B")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ResponseCode("A B")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ResponseCode("")).isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertMisuse(org.assertj.core.api.ThrowableAssert.ThrowingCallable misuse) {
    assertThatThrownBy(misuse).isInstanceOf(LocalProtocolException.class);
  }
}
