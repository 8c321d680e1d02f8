package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.Rejection;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.ResponseCode;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.server.ServerConnection;
import io.pop3.protocol.server.ServerEvent.CommandReceived;
import io.pop3.protocol.server.ServerEvent.CommandRejected;
import io.pop3.protocol.server.ServerEvent.Signal;
import io.pop3.protocol.server.ServerOptions;
import io.pop3.protocol.session.LocalProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server may say: the greeting, texts and codes, listings, languages. */
class ServerRepliesTest {

  private static final StatusLine OK = StatusLine.ok("fine");
  private static final StatusLine ERR = StatusLine.err("no");

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
  @Requirement("6856-UTF8-6")
  void inUtf8ModeMessagesAreSentAsTheyAreStored() {
    String message = "Subject: caf\u00C3\u00A9\r\n\r\n\u00C3\u00A9\r\n";
    SampleMailbox mailbox =
        new SampleMailbox(
            "user", "pencil", List.of(new StoredMessage(OctetString.ofLatin1(message))));
    HostSession session = Sessions.open(mailbox, Sessions.utf8Users());
    Sessions.say(session, "UTF8\\r\\nUSER user\\r\\nPASS pencil\\r\\n");

    assertThat(Sessions.say(session, "RETR 1\\r\\n")).endsWith("\r\n" + message + ".\r\n");
  }

  @Test
  @Requirement("1939-CONN-1")
  void serverSpeaksFirst() {
    ServerConnection connection =
        ServerConnection.open(ServerOptions.defaults(), Greeting.of("ready"));
    ByteBuffer output = ByteBuffer.allocate(100);

    assertThat(connection.hasOutput()).isTrue();
    assertThat(connection.drainTo(output)).isTrue();
    assertThat(OctetString.writtenTo(output).toLatin1()).isEqualTo("+OK ready\r\n");
  }

  @Test
  @Requirement("6856-LANG-3")
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
    conversation.receive("USER a\r\n");
    assertMisuse(() -> conversation.connection().reply(german));
    conversation.answer(ERR);
    conversation.receive("LANG de\r\nCAPA\r\n");
    conversation.answer(german);

    assertThatCode(() -> conversation.answer(refusal)).doesNotThrowAnyException();
    conversation.receive("LANG xx\r\nCAPA\r\n");
    conversation.answer(ERR);
    assertThatCode(() -> conversation.answer(refusal)).doesNotThrowAnyException();
  }

  @Test
  @Requirement("6856-UTF8-1")
  void replyThatBeginsUtf8ModeMayBeBeyondAscii() {
    CoreConversation conversation = CoreConversation.open(Sessions.withStls());
    conversation.receive("UTF8\r\n");

    assertThatCode(() -> conversation.answer(StatusLine.ok("gr\u00FC\u00DFe")))
        .doesNotThrowAnyException();
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
