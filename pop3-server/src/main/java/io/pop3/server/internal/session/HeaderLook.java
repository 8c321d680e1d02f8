package io.pop3.server.internal.session;

import io.pop3.protocol.downgrade.HeaderMeasure;
import io.pop3.spi.maildrop.MessageContent;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What the header section of a message is like.
 *
 * @param needsUtf8 whether it goes beyond ASCII
 * @param addedOctets how much longer its surrogate is
 */
record HeaderLook(boolean needsUtf8, long addedOctets) {

  /** As it is stored. */
  static final HeaderLook ASCII = new HeaderLook(false, 0);

  private static final int PIECE_OCTETS = 4096;

  /** Reads as little as a header section needs; called by workers. */
  static HeaderLook of(MessageContent stored) throws IOException {
    HeaderMeasure measure = new HeaderMeasure();
    ByteBuffer piece = ByteBuffer.allocate(PIECE_OCTETS);
    boolean complete = false;
    while (!complete) {
      boolean end = stored.read(piece.clear()) < 0;
      complete = measure.update(piece.flip(), end);
    }
    return measure.needsUtf8() ? new HeaderLook(true, measure.addedOctets()) : ASCII;
  }
}
