package io.pop3.server.internal.session;

import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.server.ServerConnection;
import io.pop3.protocol.wire.CoderResult;
import java.nio.ByteBuffer;

/** A message on its way to the client. */
final class Retrieval {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final MessageNumber message;
  private final boolean whole;
  private final StatusLine reply;
  private ByteBuffer stored = NOTHING;
  private boolean last;

  Retrieval(MessageNumber message, boolean whole, StatusLine reply) {
    this.message = message;
    this.whole = whole;
    this.reply = reply;
  }

  void take(MaildropAccess.Piece piece) {
    stored = piece.octets();
    last = piece.isLast();
  }

  /**
   * Encodes what is there while the network keeps up.
   *
   * @return UNDERFLOW when more has to be read, OVERFLOW when the network does not keep up, DONE
   */
  CoderResult encode(ServerConnection connection, Link link) {
    CoderResult result = CoderResult.OVERFLOW;
    while (result == CoderResult.OVERFLOW && link.isWritable()) {
      ByteBuffer room = link.output();
      result = connection.encodeBody(stored, room, last);
      link.commitOutput();
    }
    return result;
  }

  MessageNumber message() {
    return message;
  }

  boolean isWhole() {
    return whole;
  }

  StatusLine reply() {
    return reply;
  }
}
