package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.client.ClientConnection;
import io.pop3.protocol.client.ClientEvent;
import io.pop3.protocol.command.Command;
import io.pop3.protocol.wire.CoderResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client connection whose server is the test itself, octet by octet. */
final class ClientConversation {

  private final ClientConnection connection;

  private ClientConversation(boolean tls) {
    connection = ClientConnection.open(tls);
  }

  static ClientConversation greeted() {
    return greeted("+OK ready\r\n");
  }

  static ClientConversation greeted(String greeting) {
    ClientConversation conversation = new ClientConversation(false);
    assertThat(conversation.hear(greeting)).isInstanceOf(ClientEvent.GreetingReceived.class);
    return conversation;
  }

  static ClientConversation inTransaction() {
    ClientConversation conversation = greeted();
    conversation.send(Command.user("user"));
    conversation.send(Command.pass("secret"));
    conversation.offer("+OK\r\n+OK\r\n");
    conversation.connection.next();
    conversation.connection.next();
    conversation.sent();
    return conversation;
  }

  ClientConnection connection() {
    return connection;
  }

  void send(Command... commands) {
    for (Command command : commands) {
      connection.send(command);
    }
  }

  void offer(String text) {
    ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    connection.receive(octets);
    assertThat(octets.hasRemaining()).isFalse();
  }

  /** The server says something; the first event of it. */
  ClientEvent hear(String text) {
    offer(text);
    return connection.next();
  }

  /** The reply to a command. */
  ClientEvent.ReplyReceived ask(Command command, String answer) {
    send(command);
    return (ClientEvent.ReplyReceived) hear(answer);
  }

  /** The message that is open, as far as it arrived. */
  String readBody() {
    StringBuilder message = new StringBuilder();
    CoderResult result = CoderResult.OVERFLOW;
    while (result == CoderResult.OVERFLOW) {
      ByteBuffer out = ByteBuffer.allocate(5);
      result = connection.readBody(out);
      message.append(new String(out.array(), 0, out.position(), StandardCharsets.ISO_8859_1));
    }
    return message.toString();
  }

  /** What was sent since the last time. */
  String sent() {
    ByteBuffer out = ByteBuffer.allocate(200_000);
    assertThat(connection.drainTo(out)).isTrue();
    return new String(out.array(), 0, out.position(), StandardCharsets.UTF_8);
  }
}
