package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.client.ClientConnection;
import io.pop3.protocol.client.ClientEvent;
import io.pop3.protocol.client.ClientEvent.BodyOpen;
import io.pop3.protocol.client.ClientEvent.Closed;
import io.pop3.protocol.client.ClientEvent.EndReceived;
import io.pop3.protocol.client.ClientEvent.GreetingReceived;
import io.pop3.protocol.client.ClientEvent.NeedInput;
import io.pop3.protocol.client.ClientEvent.ReplyReceived;
import io.pop3.protocol.command.Command;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.reply.DropListing;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.session.LocalProtocolException;
import io.pop3.protocol.session.RemoteProtocolException;
import io.pop3.protocol.session.SessionState;
import io.pop3.protocol.wire.WireLimits;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors E-R of the grammar: messages, order, states. */
class ClientCoreTest {

  private static final Command NOOP = new Command.Noop();
  private static final Command RETR = new Command.Retr(new MessageNumber(1));

  // ---- messages ----

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "E-R-12, a\\n.\\nb\\r\\n.\\r\\n, a\\n.\\nb\\r\\n",
    "E-R-16, ..\\r\\n.\\r\\n, .\\r\\n",
    "E-R-16, .\\r\\r\\n.\\r\\n, \\r\\r\\n",
    "E-R-16, .\\r\\n, ''",
    "dots, ...\\r\\n.x\\r\\n.\\r\\n, ..\\r\\nx\\r\\n",
    "bare LF after CRLF and dot, .\\n\\r\\n.\\r\\n, \\n\\r\\n",
    "CR before dot, \\r.\\r\\n.\\r\\n, \\r.\\r\\n",
    "two CR, a\\r\\r\\n.\\r\\n, a\\r\\r\\n"
  })
  @Requirement({"1939-ML-3", "1939-ML-4"})
  void messageEndsAtItsTerminatorAlone(String id, String wire, String message) {
    OctetString octets = OctetString.parse("+OK\\r\\n" + wire + "+OK next\\r\\n");
    for (int size = 1; size <= octets.size(); size++) {
      ClientConversation conversation = ClientConversation.inTransaction();
      conversation.send(RETR, NOOP);
      StringBuilder read = new StringBuilder();
      ClientEvent last = null;
      for (OctetString piece : Chunking.of(size).cut(octets)) {
        conversation.offer(piece.toLatin1());
        ClientEvent event = conversation.connection().next();
        while (!(event instanceof NeedInput)) {
          last = event;
          if (event instanceof BodyOpen) {
            String part = conversation.readBody();
            read.append(part);
            if (part.isEmpty() && conversation.connection().next() instanceof BodyOpen) {
              break;
            }
          }
          event = conversation.connection().next();
        }
      }
      assertThat(OctetString.ofLatin1(read.toString())).isEqualTo(OctetString.parse(message));
      assertThat(last).as("pieces of %d", size).isInstanceOf(ReplyReceived.class);
      assertThat(((ReplyReceived) last).command()).isEqualTo(NOOP);
    }
  }

  @Test // E-R-13
  void messageThatBreaksOffIsAProtocolErrorAndNeverAnEnd() {
    ClientConversation conversation = ClientConversation.inTransaction();
    conversation.ask(RETR, "+OK\r\nSubject: x\r\n\r\nhalf");
    assertThat(conversation.readBody()).isEqualTo("Subject: x\r\n\r\nhalf");
    conversation.connection().endOfInput();

    assertBroken(conversation::readBody);
  }

  @Test // E-R-14
  @Requirement({"1939-RETR-4", "1939-RSP-5"})
  void announcedCountMeansNothing() {
    ClientConversation conversation = ClientConversation.inTransaction();
    conversation.ask(RETR, "+OK 5 octets\r\n");
    long read = 0;
    for (int i = 0; i < 1000; i++) {
      conversation.offer("x".repeat(998) + "\r\n");
      read += conversation.readBody().length();
    }
    conversation.offer(".\r\n");
    conversation.readBody();

    assertThat(read).isEqualTo(1_000_000);
    assertThat(conversation.connection().next()).isEqualTo(new EndReceived(RETR));
  }

  @Test // E-R-15
  @Requirement("1939-ML-5")
  void negativeReplyToRetrIsAllThereIs() {
    ClientConversation conversation = ClientConversation.inTransaction();

    assertThat(conversation.ask(RETR, "-ERR\r\n").complete()).isTrue();
    assertThat(conversation.connection().next()).isEqualTo(new NeedInput());
    assertThatThrownBy(conversation::readBody).isInstanceOf(LocalProtocolException.class);
  }

  @Test // E-R-18
  void endlessStatusLineIsAProtocolErrorAtTheCap() {
    ClientConversation conversation = ClientConversation.inTransaction();
    conversation.send(NOOP);
    conversation.offer("+OK " + "x".repeat(WireLimits.CLIENT_LINE_OCTETS - 4));
    assertThat(conversation.connection().next()).isEqualTo(new NeedInput());
    conversation.offer("x");

    assertBroken(() -> conversation.connection().next());
  }

  @Test
  void longestLineAllowedIsRead() {
    String text = "x".repeat(WireLimits.CLIENT_LINE_OCTETS - "+OK \r\n".length());

    assertThat(ClientConversation.inTransaction().ask(NOOP, "+OK " + text + "\r\n").status().text())
        .isEqualTo(text);
  }

  // ---- order ----

  @Test // E-R-19
  void unsolicitedRefusalIsADisconnectAndNeverAnOrderlyEnd() {
    ClientConversation conversation = ClientConversation.inTransaction();

    assertThat(conversation.hear("-ERR idle for too long\r\n")).isEqualTo(new Closed(false));
    assertThat(conversation.connection().state()).isEqualTo(SessionState.CLOSED);
    assertMisuse(() -> conversation.send(NOOP));
    assertThat(conversation.hear("+OK never mind\r\n")).isEqualTo(new NeedInput());
    conversation.connection().endOfInput();
    assertThat(conversation.connection().next()).isEqualTo(new Closed(false));
  }

  @Test
  void endBetweenRepliesIsADisconnectAfterWhichNothingCanBeAsked() {
    ClientConversation conversation = ClientConversation.inTransaction();
    conversation.connection().endOfInput();

    assertThat(conversation.connection().next()).isEqualTo(new Closed(false));
    assertThat(conversation.connection().state()).isEqualTo(SessionState.CLOSED);
    assertMisuse(() -> conversation.send(NOOP));
  }

  @Test
  void unsolicitedConsentIsAProtocolError() {
    assertBroken(() -> ClientConversation.inTransaction().hear("+OK surprise\r\n"));
  }

  @Test // E-R-20
  @Requirement("2449-PIPE-2")
  void pipelinedRepliesAreMatchedByOrder() {
    ClientConversation conversation = ClientConversation.inTransaction();
    Command dele = new Command.Dele(new MessageNumber(7));
    conversation.send(NOOP, dele, RETR, new Command.Stat());
    assertThat(conversation.sent()).isEqualTo("NOOP\r\nDELE 7\r\nRETR 1\r\nSTAT\r\n");
    conversation.offer("+OK\r\n-ERR none\r\n+OK\r\nx\r\n.\r\n+OK 1 3\r\n");

    assertThat(((ReplyReceived) conversation.connection().next()).command()).isEqualTo(NOOP);
    ReplyReceived second = (ReplyReceived) conversation.connection().next();
    assertThat(second.command()).isEqualTo(dele);
    assertThat(second.status().isPositive()).isFalse();
    assertThat(((ReplyReceived) conversation.connection().next()).command()).isEqualTo(RETR);
    assertThat(conversation.connection().next()).isEqualTo(new BodyOpen(RETR));
    assertThat(conversation.readBody()).isEqualTo("x\r\n");
    assertThat(conversation.connection().next()).isEqualTo(new EndReceived(RETR));
    ReplyReceived last = (ReplyReceived) conversation.connection().next();
    assertThat(DropListing.parse(last.status().text())).isPresent();
  }

  @Test // E-R-21
  void hostileTextIsShownEscaped() {
    StatusLine status =
        ClientConversation.inTransaction().ask(NOOP, "-ERR \u001B[2J\0\rx\r\n").status();

    assertThat(status.toString()).isEqualTo("-ERR \"\\u001b[2J\\u0000\\u000dx\"");
  }

  @ParameterizedTest(name = "E-R-22: {0}")
  @ValueSource(
      strings = {
        "+OK <a@b> <c@d>",
        "+OK <a@b",
        "+OK <ab>",
        "+OK <a@b\u00E9>",
        "+OK a@b>",
        "+OK <a@b>>",
        "+OK <<a@b>",
        "+OK <a@b@c>",
        "+OK <@b>",
        "+OK <a@>",
        "+OK <a..b@c>",
        "+OK <a@b c>",
        "-ERR <a@b>",
        "+OK <>",
        "+OK"
      })
  void doubtfulTimestampIsNoInvitationToApop(String greeting) {
    ClientConnection connection = ClientConnection.open(false);
    connection.receive(OctetString.ofLatin1(greeting + "\r\n").toBuffer());

    assertThat(((GreetingReceived) connection.next()).greeting().timestamp()).isEmpty();
  }

  @Test
  @Requirement("1939-APOP-1")
  void timestampIsFoundInTheGreeting() {
    ClientConnection connection = ClientConnection.open(false);
    connection.receive(OctetString.ofLatin1("+OK ready <1.2@[10.0.0.1]> hello\r\n").toBuffer());

    assertThat(((GreetingReceived) connection.next()).greeting().timestamp().orElseThrow().value())
        .isEqualTo("<1.2@[10.0.0.1]>");
  }

  // ---- states ----

  @Test
  @Requirement("1939-GRT-3")
  void refusingGreetingMeansNoService() {
    ClientConversation conversation = ClientConversation.greeted("-ERR [SYS/TEMP] busy\r\n");

    assertThat(conversation.connection().state()).isEqualTo(SessionState.CLOSED);
    assertMisuse(() -> conversation.send(new Command.Capa()));
    conversation.connection().endOfInput();
    assertThat(conversation.connection().next()).isEqualTo(new Closed(false));
  }

  @Test
  void garbageForAGreetingIsAProtocolError() {
    ClientConnection connection = ClientConnection.open(false);
    connection.receive(OctetString.ofLatin1("220 mail ESMTP\r\n").toBuffer());

    assertBroken(connection::next);
  }

  @Test
  void commandsBeforeTheGreetingOrInTheWrongStateAreTheHostsMistake() {
    assertMisuse(() -> ClientConnection.open(false).send(new Command.Capa()));
    ClientConversation conversation = ClientConversation.greeted();
    assertMisuse(() -> conversation.send(new Command.Stat()));
    assertMisuse(() -> conversation.send(Command.pass("secret")));
    assertMisuse(() -> ClientConversation.inTransaction().send(Command.user("a")));
  }

  @Test
  @Requirement("1939-USER-2")
  void loginMayBePipelinedButIsThenWaitedFor() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(Command.user("user"), Command.pass("secret"));

    assertMisuse(() -> conversation.send(new Command.Stat()));
    conversation.offer("+OK\r\n+OK\r\n");
    conversation.connection().next();
    assertMisuse(() -> conversation.send(new Command.Stat()));
    conversation.connection().next();
    conversation.send(new Command.Stat());
    assertThat(conversation.sent()).endsWith("STAT\r\n");
  }

  @Test
  @Requirement({"1939-AUTH-4", "5034-OUT-3"})
  void refusedLoginMayBeTriedAgain() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(Command.user("user"), Command.pass("wrong"));
    conversation.offer("-ERR\r\n-ERR\r\n");
    conversation.connection().next();
    conversation.connection().next();

    assertThat(conversation.connection().state()).isEqualTo(SessionState.AUTHORIZATION);
    conversation.send(Command.user("user"));
  }

  @Test
  void loginThatCannotHaveWorkedIsAProtocolError() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(Command.user("user"), Command.pass("secret"));
    conversation.offer("-ERR\r\n+OK\r\n");
    conversation.connection().next();

    assertBroken(() -> conversation.connection().next());
  }

  @Test
  void quitEndsTheSessionInOrder() {
    ClientConversation conversation = ClientConversation.inTransaction();
    conversation.ask(new Command.Quit(), "+OK bye\r\n");
    assertThat(conversation.connection().state()).isEqualTo(SessionState.CLOSED);
    assertThat(conversation.hear("+OK late\r\n")).isEqualTo(new NeedInput());
    conversation.connection().endOfInput();

    assertThat(conversation.connection().next()).isEqualTo(new Closed(true));
  }

  @Test
  @Requirement("1939-UPD-7")
  void lostReplyToQuitIsNoOrderlyEnd() {
    ClientConversation conversation = ClientConversation.inTransaction();
    conversation.send(new Command.Quit());
    conversation.offer("+OK by");
    conversation.connection().endOfInput();

    assertThat(conversation.connection().next()).isEqualTo(new Closed(false));
  }

  private static void assertBroken(ThrowingCallable exchange) {
    assertThatThrownBy(exchange).isInstanceOf(RemoteProtocolException.class);
  }

  private static void assertMisuse(ThrowingCallable misuse) {
    assertThatThrownBy(misuse).isInstanceOf(LocalProtocolException.class);
  }
}
