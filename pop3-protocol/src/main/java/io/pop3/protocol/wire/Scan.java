package io.pop3.protocol.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Searches buffers eight octets at a time. */
final class Scan {

  private static final long LOW_SEVEN_BITS = 0x7F7F7F7F7F7F7F7FL;
  private static final long LF_PATTERN = 0x0101010101010101L * '\n';

  private Scan() {}

  /**
   * Finds the next LF. Reads by absolute index, so the position does not move.
   *
   * @param buffer of either byte order
   * @return its index, or {@code end} if there is none before
   */
  static int indexOfLf(ByteBuffer buffer, int start, int end) {
    int i = start;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      long word = buffer.getLong(i) ^ LF_PATTERN;
      // The high bit of each octet that was LF, and no other: adding 0x7F to seven bits never
      // carries.
      long matches = ~(((word & LOW_SEVEN_BITS) + LOW_SEVEN_BITS) | word | LOW_SEVEN_BITS);
      if (matches != 0) {
        boolean firstIsHigh = buffer.order() == ByteOrder.BIG_ENDIAN;
        return i
            + ((firstIsHigh
                    ? Long.numberOfLeadingZeros(matches)
                    : Long.numberOfTrailingZeros(matches))
                >>> 3);
      }
    }
    while (i < end && buffer.get(i) != '\n') {
      i++;
    }
    return i;
  }
}
