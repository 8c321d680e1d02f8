package io.pop3.protocol.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Searches buffers eight octets at a time, as words whose lowest octet is the first one, whatever
 * the kind and the byte order of the buffer. Indices are absolute; no position moves.
 */
final class Scan {

  /** How many octets a word has. */
  static final int WORD = Long.BYTES;

  private static final VarHandle WORDS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_SEVEN_BITS = 0x7F7F7F7F7F7F7F7FL;
  private static final long LF_PATTERN = 0x0101010101010101L * '\n';

  private Scan() {}

  /** The word that begins at an index. */
  static long word(ByteBuffer buffer, int index) {
    return (long) WORDS.get(buffer, index);
  }

  /** Writes a word. */
  static void putWord(ByteBuffer buffer, int index, long word) {
    WORDS.set(buffer, index, word);
  }

  /** Marks the high bit of each octet of a word that is LF, and no other bit. */
  static long lineFeeds(long word) {
    long others = word ^ LF_PATTERN;
    // Adding 0x7F to seven bits never carries into the next octet.
    return ~(((others & LOW_SEVEN_BITS) + LOW_SEVEN_BITS) | others | LOW_SEVEN_BITS);
  }

  /** How many octets stand before the first mark; all of them if there is none. */
  static int before(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /**
   * Finds the next LF.
   *
   * @return its index, or {@code end} if there is none before
   */
  static int indexOfLf(ByteBuffer buffer, int start, int end) {
    int i = start;
    for (; i <= end - WORD; i += WORD) {
      long marks = lineFeeds(word(buffer, i));
      if (marks != 0) {
        return i + before(marks);
      }
    }
    while (i < end && buffer.get(i) != '\n') {
      i++;
    }
    return i;
  }
}
