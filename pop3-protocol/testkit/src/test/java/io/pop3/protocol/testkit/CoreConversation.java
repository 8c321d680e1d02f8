package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.server.ServerConnection;
import io.pop3.protocol.server.ServerEvent;
import io.pop3.protocol.server.ServerOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A server connection whose host is the test itself, reply by reply. */
final class CoreConversation {

  private final ServerConnection connection;
  private final StringBuilder sent = new StringBuilder();

  private CoreConversation(ServerOptions options) {
    connection = ServerConnection.open(options, Greeting.of("ready"));
  }

  static CoreConversation open(ServerOptions options) {
    return new CoreConversation(options);
  }

  /** After USER and PASS, with nothing left to send. */
  static CoreConversation inTransaction() {
    CoreConversation conversation = open(ServerOptions.defaults());
    conversation.receive("USER user\r\nPASS secret\r\n");
    conversation.answer(StatusLine.ok("name noted"));
    conversation.answer(StatusLine.ok("logged in"));
    conversation.sent();
    return conversation;
  }

  ServerConnection connection() {
    return connection;
  }

  /** Hands octets over; {@link ServerConnection#next()} is left to the test. */
  void offer(String text) {
    ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    connection.receive(octets);
    assertThat(octets.hasRemaining()).isFalse();
  }

  /** Hands octets over and takes the first event. */
  ServerEvent receive(String text) {
    offer(text);
    return connection.next();
  }

  /** Gives the reply that is owed and takes the next event. */
  ServerEvent answer(StatusLine status) {
    connection.reply(status);
    return connection.next();
  }

  void encode(String stored, boolean end) {
    ByteBuffer out = ByteBuffer.allocate(4096);
    connection.encodeBody(ByteBuffer.wrap(stored.getBytes(StandardCharsets.ISO_8859_1)), out, end);
    append(out);
  }

  /** Everything sent so far. */
  String sent() {
    boolean empty = false;
    while (!empty) {
      ByteBuffer out = ByteBuffer.allocate(4096);
      empty = connection.drainTo(out);
      append(out);
    }
    return sent.toString();
  }

  private void append(ByteBuffer out) {
    sent.append(OctetString.writtenTo(out).toLatin1());
  }
}
