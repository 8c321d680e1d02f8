package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.server.ServerConnection;
import io.pop3.protocol.server.ServerEvent;
import io.pop3.protocol.server.ServerEvent.CommandReceived;
import io.pop3.protocol.server.ServerEvent.Signal;
import io.pop3.protocol.server.ServerOptions;
import io.pop3.protocol.session.LocalProtocolException;
import io.pop3.protocol.wire.WireLimits;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds of what a server connection holds, to the octet. */
class ServerBoundsTest {

  private static final StatusLine OK = StatusLine.ok("fine");

  /** What may wait while a reply is owed. */
  private static final int WAITING = 4096;

  private static final int INPUT = WireLimits.SASL_LINE_OCTETS + WAITING;
  private static final int OUTPUT = 16_384;

  // ---- input ----

  @Test
  void betweenCommandsInputIsWantedUntilTheQueueIsFull() {
    CoreConversation conversation = CoreConversation.inTransaction();
    assertThat(conversation.connection().wantsInput()).isTrue();
    conversation.offer("x".repeat(INPUT - 1));
    assertThat(conversation.connection().wantsInput()).isTrue();
    conversation.offer("x");

    assertThat(conversation.connection().wantsInput()).isFalse();
  }

  @Test
  void whileAReplyIsOwedLittleInputIsWanted() {
    CoreConversation conversation = CoreConversation.inTransaction();
    conversation.receive("NOOP\r\n");
    conversation.offer("x".repeat(WAITING - 1));
    assertThat(conversation.connection().wantsInput()).isTrue();
    conversation.offer("x");

    assertThat(conversation.connection().wantsInput()).isFalse();
  }

  @Test
  void longResponseIsWantedWholeAndNotHeldOnceItIsTaken() {
    CoreConversation conversation = challenged();
    conversation.offer("QUJD".repeat(2000));
    assertThat(conversation.connection().wantsInput()).isTrue();
    ServerEvent event = conversation.receive("\r\n");

    assertThat(((ServerEvent.SaslResponse) event).response().length()).isEqualTo(6000);
    assertThat(conversation.connection().wantsInput()).isTrue();
  }

  @Test
  void cancellationIsNotHeldOnceItIsTaken() {
    CoreConversation conversation = challenged();
    assertThat(conversation.receive("*\r\n")).isEqualTo(Signal.SASL_CANCELLED);
    conversation.offer("x".repeat(WAITING - 1));

    assertThat(conversation.connection().wantsInput()).isTrue();
  }

  @Test
  void afterTheEndOfInputNoneIsWanted() {
    CoreConversation conversation = CoreConversation.inTransaction();
    conversation.connection().endOfInput();

    assertThat(conversation.connection().wantsInput()).isFalse();
  }

  // ---- output ----

  @Test
  void commandsRunUntilMoreThan8192OctetsWaitToBeSent() {
    CoreConversation conversation = CoreConversation.inTransaction();
    StatusLine of512Octets = StatusLine.ok("x".repeat(512 - "+OK \r\n".length()));
    ServerEvent event = conversation.receive("NOOP\r\n".repeat(100));
    int replies = 0;
    while (event instanceof CommandReceived) {
      event = conversation.answer(of512Octets);
      replies++;
    }

    assertThat(event).isEqualTo(Signal.OUTPUT_WAITING);
    assertThat(replies).isEqualTo(8192 / 512 + 1);
  }

  @Test
  void challengeMayFillTheOutputQueue() {
    int longest = (OUTPUT - "+ \r\n".length()) / 4 * 3;
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.sent();
    conversation.receive("AUTH X\r\n");
    ServerConnection connection = conversation.connection();
    assertThatThrownBy(() -> connection.challenge(new byte[longest + 1]))
        .isInstanceOf(LocalProtocolException.class)
        .hasMessage("challenge: 16388 octets (expected: <= 16384)");
    connection.challenge(new byte[longest]);

    assertThat(conversation.sent()).hasSize("+OK ready\r\n".length() + OUTPUT);
  }

  @Test
  void emptyLineOfAListingIsNoDotWhateverTheBufferHeld() {
    CoreConversation conversation = CoreConversation.inTransaction();
    conversation.receive("CAPA\r\n");
    int[] lines = {2};
    conversation.connection().replyLines(OK, line -> --lines[0] > 0);
    ByteBuffer out = ByteBuffer.allocate(2048);
    Arrays.fill(out.array(), (byte) '.');

    assertThat(conversation.connection().drainTo(out)).isTrue();
    assertThat(OctetString.writtenTo(out).toLatin1()).isEqualTo("+OK fine\r\n\r\n.\r\n");
  }

  // ---- settings ----

  @ParameterizedTest
  @CsvSource({"1023, 1, 1, SASL line octets", "1024, 0, 1, bad commands", "1024, 1, 0, failed"})
  void limitsHaveALeastValue(int saslLine, int badCommands, int failedLogins, String what) {
    assertThatThrownBy(() -> options(saslLine, badCommands, failedLogins))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(what);
    assertThat(options(1024, 1, 1).maxSaslLineOctets()).isEqualTo(1024);
  }

  private static ServerOptions options(int saslLine, int badCommands, int failedLogins) {
    return new ServerOptions(
        Compliance.DEFAULT,
        deviation -> {},
        false,
        false,
        false,
        false,
        saslLine,
        badCommands,
        failedLogins);
  }

  private static CoreConversation challenged() {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.receive("AUTH X\r\n");
    conversation.connection().challenge(new byte[0]);
    return conversation;
  }
}
