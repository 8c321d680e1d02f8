package io.pop3.server.internal.session;

import io.pop3.protocol.downgrade.SurrogateEncoder;
import io.pop3.protocol.wire.CoderResult;
import io.pop3.spi.maildrop.MessageContent;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A message with its header section rewritten in ASCII, made while it is read. */
final class SurrogateContent implements MessageContent {

  private static final int PIECE_OCTETS = 4096;

  private final MessageContent stored;
  private final SurrogateEncoder encoder = new SurrogateEncoder();
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE_OCTETS).flip();
  private boolean storedEnd;
  private boolean end;

  SurrogateContent(MessageContent stored) {
    this.stored = stored;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (encoder.isInBody() && !piece.hasRemaining()) {
      return stored.read(target);
    }
    int start = target.position();
    while (target.hasRemaining() && target.position() == start && !end) {
      if (!piece.hasRemaining() && !storedEnd) {
        storedEnd = stored.read(piece.clear()) < 0;
        piece.flip();
      }
      end = encoder.convert(piece, target, storedEnd) == CoderResult.DONE;
    }
    int count = target.position() - start;
    return count == 0 && end ? -1 : count;
  }

  @Override
  public void close() {
    stored.close();
  }
}
