package io.pop3.protocol.wire;

import java.nio.ByteBuffer;

/** Searches buffers eight octets at a time. */
final class Scan {

  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LF_PATTERN = LOW_BITS * '\n';

  private Scan() {}

  /**
   * Finds the next LF. Reads by absolute index, so the position does not move.
   *
   * @return its index, or {@code end} if there is none before
   */
  static int indexOfLf(ByteBuffer buffer, int start, int end) {
    int i = start;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      long word = buffer.getLong(i) ^ LF_PATTERN;
      // An octet of the word is zero exactly where the high bit survives; borrows only reach
      // octets behind the first match, so a match anywhere is enough to look closer.
      if (((word - LOW_BITS) & ~word & HIGH_BITS) != 0) {
        break;
      }
    }
    while (i < end && buffer.get(i) != '\n') {
      i++;
    }
    return i;
  }
}
