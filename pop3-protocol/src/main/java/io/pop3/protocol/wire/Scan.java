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
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LF_PATTERN = EACH * '\n';
  private static final long DOT_PATTERN = EACH * '.';

  private Scan() {}

  /** The word that begins at an index. */
  static long word(ByteBuffer buffer, int index) {
    return (long) WORDS.get(buffer, index);
  }

  /** Writes a word. */
  static void putWord(ByteBuffer buffer, int index, long word) {
    WORDS.set(buffer, index, word);
  }

  /**
   * Marks the high bit of the first octet of a word that is LF, and nothing if none is. What is
   * marked behind the first has no meaning.
   */
  static long lineFeeds(long word) {
    return zeros(word ^ LF_PATTERN);
  }

  /** Marks the high bit of the first octet of a word that is 0; nothing if none is. */
  private static long zeros(long word) {
    // Only an octet that is 0 borrows from the next when each is counted down.
    return (word - EACH) & ~word & HIGH_BITS;
  }

  /** How many octets stand before the first mark; all of them if there is none. */
  static int before(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /** How many octets stand before the first LF of four words; all of them if there is none. */
  static int beforeLf(long first, long second, long third, long fourth) {
    long inFirst = lineFeeds(first);
    long inSecond = lineFeeds(second);
    long inThird = lineFeeds(third);
    long inFourth = lineFeeds(fourth);
    if ((inFirst | inSecond | inThird | inFourth) == 0) {
      return 4 * WORD;
    }
    if ((inFirst | inSecond) != 0) {
      return inFirst != 0 ? before(inFirst) : WORD + before(inSecond);
    }
    return inThird != 0 ? 2 * WORD + before(inThird) : 3 * WORD + before(inFourth);
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

  /**
   * Finds the next LF with a dot behind it; an LF in the last place counts, too, since nobody knows
   * what comes behind it.
   *
   * @return its index, or {@code end} if there is none before
   */
  static int indexOfLfDot(ByteBuffer buffer, int start, int end) {
    int i = start;
    for (; i < end - WORD; i += WORD) {
      long others = (word(buffer, i) ^ LF_PATTERN) | (word(buffer, i + 1) ^ DOT_PATTERN);
      long marks = zeros(others);
      if (marks != 0) {
        return i + before(marks);
      }
    }
    while (i < end && (buffer.get(i) != '\n' || (i + 1 < end && buffer.get(i + 1) != '.'))) {
      i++;
    }
    return i;
  }
}
