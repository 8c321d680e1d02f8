package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.Rejection;
import io.pop3.protocol.reply.ResponseCode;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.server.ServerConnection;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One reply a command and in order, limits, and the host's own mistakes. */
class ServerCoreTest {

  private static final StatusLine OK = StatusLine.ok("fine");
  private static final StatusLine ERR = StatusLine.err("no");
  private static final StatusLine WRONG = StatusLine.err(ResponseCode.AUTH, "wrong credentials");

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
    assertMisuse(() -> conversation.connection().reply(ERR));
    assertMisuse(() -> conversation.connection().challenge(new byte[0]));
    assertMisuse(() -> conversation.connection().tlsEstablished());
    assertMisuse(
        () ->
            conversation
                .connection()
                .encodeBody(ByteBuffer.allocate(0), ByteBuffer.allocate(9), true));
  }

  @Test
  @Requirement("1939-ML-6")
  void nothingButItsLinesCanFollowTheBeginningOfAListing() {
    CoreConversation conversation = CoreConversation.inTransaction();
    conversation.receive("LIST\r\n");
    conversation.connection().replyLines(OK, line -> false);

    assertMisuse(() -> conversation.connection().reply(ERR));
    assertMisuse(() -> conversation.connection().replyLines(OK, line -> false));
    assertThat(conversation.sent()).endsWith("+OK fine\r\n.\r\n");
  }

  @Test
  @Requirement("1939-ML-6")
  void nothingButItsOctetsCanFollowTheBeginningOfAMessage() {
    CoreConversation conversation = CoreConversation.inTransaction();
    conversation.receive("RETR 1\r\n");
    conversation.connection().replyMessage(OK);

    assertMisuse(() -> conversation.connection().reply(ERR));
    assertMisuse(() -> conversation.connection().replyMessage(OK));
    conversation.encode("", true);
    assertThat(conversation.sent()).endsWith("+OK fine\r\n.\r\n");
  }

  @ParameterizedTest
  @EnumSource(Rejection.class)
  void rejectedLineCannotBeAnsweredPositively(Rejection reason) {
    assertThat(new CommandRejected(reason).reply().isPositive()).isFalse();
    assertThat(new CommandRejected(reason).reply().code()).isEmpty();
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.receive("XXXX\r\n");
    assertMisuse(() -> conversation.connection().reply(OK));
    assertMisuse(() -> conversation.connection().replyLines(OK, line -> false));
    assertMisuse(() -> conversation.connection().replyMessage(OK));
    assertThat(conversation.answer(ERR)).isEqualTo(Signal.NEED_INPUT);
  }

  @Test
  @Requirement("1939-ML-5")
  void negativeReplyToRetrIsOneLine() {
    CoreConversation conversation = CoreConversation.inTransaction();
    conversation.receive("RETR 1\r\nNOOP\r\n");

    assertThat(conversation.answer(ERR)).isEqualTo(new CommandReceived(new Command.Noop()));
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
      assertThat(result).isIn(CoderResult.OVERFLOW, CoderResult.DONE);
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

  private static void assertMisuse(org.assertj.core.api.ThrowableAssert.ThrowingCallable misuse) {
    assertThatThrownBy(misuse).isInstanceOf(LocalProtocolException.class);
  }
}
