package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.client.ClientConnection;
import io.pop3.protocol.client.ClientEvent;
import io.pop3.protocol.client.ClientEvent.ChallengeReceived;
import io.pop3.protocol.client.ClientEvent.EndReceived;
import io.pop3.protocol.client.ClientEvent.LineReceived;
import io.pop3.protocol.client.ClientEvent.NeedInput;
import io.pop3.protocol.command.Command;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.session.LocalProtocolException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The bounds of what a client connection holds, to the octet. */
class ClientBoundsTest {

  private static final int INPUT = 65_536;
  private static final int OUTPUT = 131_072;
  private static final Command LIST = new Command.List(Optional.empty());
  private static final Command DELE = new Command.Dele(new MessageNumber(1));

  // ---- input ----

  @Test
  void inputIsWantedUntilTheQueueIsFull() {
    ClientConversation conversation = ClientConversation.inTransaction();
    conversation.offer("x".repeat(INPUT - 1));
    assertThat(conversation.connection().wantsInput()).isTrue();
    conversation.offer("x");

    assertThat(conversation.connection().wantsInput()).isFalse();
  }

  @Test
  void afterTheEndOfInputNoneIsWanted() {
    ClientConnection connection = ClientConnection.open(false);
    assertThat(connection.wantsInput()).isTrue();
    connection.endOfInput();

    assertThat(connection.wantsInput()).isFalse();
  }

  @Test
  void lineOfAListingIsNotHeldOnceItIsTaken() {
    ClientConversation conversation = ClientConversation.inTransaction();
    conversation.ask(LIST, "+OK\r\n1 120\r\n");
    assertThat(conversation.connection().next()).isInstanceOf(LineReceived.class);

    assertNothingIsHeld(conversation);
  }

  @Test
  void endOfAListingIsNotHeldOnceItIsTaken() {
    ClientConversation conversation = ClientConversation.inTransaction();
    conversation.ask(LIST, "+OK\r\n.\r\n");
    assertThat(conversation.connection().next()).isEqualTo(new EndReceived(LIST));

    assertNothingIsHeld(conversation);
  }

  @Test
  void challengeIsNotHeldOnceItIsTaken() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(new Command.Auth("X", Optional.empty()));
    ClientEvent challenge = conversation.hear("+ QUJD\r\n");
    assertThat(challenge).isInstanceOf(ChallengeReceived.class);
    assertThat(challenge.kind()).isEqualTo(ClientEvent.Kind.CHALLENGE);

    assertNothingIsHeld(conversation);
  }

  @Test
  void whateverAServerSaysAfterItsGoodbyeIsNotHeld() {
    ClientConversation conversation = ClientConversation.inTransaction();
    conversation.ask(new Command.Quit(), "+OK bye\r\n");
    assertThat(conversation.hear("+OK late\r\n")).isEqualTo(new NeedInput());

    assertNothingIsHeld(conversation);
  }

  private static void assertNothingIsHeld(ClientConversation conversation) {
    conversation.offer("x".repeat(INPUT));
    assertThat(conversation.connection().wantsInput()).isFalse();
  }

  // ---- output ----

  @Test
  void commandsMayFillTheOutputQueue() {
    ClientConversation conversation = ClientConversation.inTransaction();
    int room = OUTPUT / "DELE 1\r\n".length();
    for (int i = 0; i < room; i++) {
      conversation.send(DELE);
    }
    assertThat(conversation.connection().outstanding()).isEqualTo(room);
    assertMisuse(() -> conversation.send(DELE));

    assertThat(conversation.connection().outstanding()).isEqualTo(room);
    assertThat(conversation.connection().drainTo(ByteBuffer.allocate(OUTPUT - 1))).isFalse();
    assertThat(conversation.connection().hasOutput()).isTrue();
    assertThat(conversation.connection().drainTo(ByteBuffer.allocate(1))).isTrue();
    assertThat(conversation.connection().hasOutput()).isFalse();
  }

  @Test
  void responseMayFillTheOutputQueue() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(new Command.Auth("XYZ", Optional.empty()));
    int longest = (OUTPUT - "AUTH XYZ\r\n".length() - "\r\n".length()) / 4 * 3;
    conversation.hear("+ \r\n");

    assertThatThrownBy(() -> conversation.connection().respond(Secret.of("t".repeat(longest + 1))))
        .isInstanceOf(LocalProtocolException.class)
        .hasMessage("response: 131064 octets (expected: <= 131060)");
    conversation.connection().respond(Secret.of("t".repeat(longest)));
    assertThat(conversation.sent()).hasSize(OUTPUT);
  }

  @Test
  @Requirement("2449-LEN-5")
  void lineOf255OctetsIsSentAndOneOf256IsNot() {
    Optional<Secret> initialResponse = Optional.of(Secret.of("A".repeat(240)));
    ClientConversation conversation = ClientConversation.greeted();
    assertMisuse(() -> conversation.send(new Command.Auth("OF8CHARS", initialResponse)));
    conversation.send(new Command.Auth("XOAUTH2", initialResponse));

    assertThat(conversation.sent()).hasSize(255);
  }

  private static void assertMisuse(ThrowingCallable misuse) {
    assertThatThrownBy(misuse).isInstanceOf(LocalProtocolException.class);
  }
}
