package io.pop3.protocol.wire;

import java.nio.ByteBuffer;

/**
 * Encodes a stored message as the body of a multi-line reply, in one pass over the caller's
 * buffers: LF becomes CRLF, lines that begin with a dot get another, a missing last line end is
 * added, and the terminator closes (RFC 1939 section 3, decisions ).
 *
 * <p>O(1) state, nothing allocated per octet, any buffer sizes (an output buffer needs room for
 * {@value #MIN_OUTPUT_OCTETS} octets to make progress). Not safe for several threads.
 */
public final class WireEncoder {

  /** The smallest room in an output buffer that lets the encoder go on. */
  public static final int MIN_OUTPUT_OCTETS = 3;

  /** How much is read at a time; four words took an eighth to a fifth less time than two. */
  private static final int BLOCK = 4 * Scan.WORD;

  /** What a block can become: itself, a CR, a stuffing dot. */
  private static final int BLOCK_ROOM = BLOCK + 2;

  private boolean lineStart = true;
  private boolean afterCr;
  private boolean repaired;
  private boolean done;
  private long wireOctets;

  /** An encoder for one message. */
  public WireEncoder() {}

  /**
   * Encodes as much as the buffers allow. Both positions move on.
   *
   * @param in stored octets; may be empty
   * @param out where to put the wire form
   * @param endOfInput whether {@code in} holds the last octets of the message
   * @return UNDERFLOW when {@code in} is used up and the message goes on, OVERFLOW when {@code out}
   *     has too little room, DONE when the terminator is in {@code out}
   * @throws IllegalStateException after DONE
   */
  public CoderResult encode(ByteBuffer in, ByteBuffer out, boolean endOfInput) {
    if (done) {
      throw new IllegalStateException("message: already complete (expected: a new encoder)");
    }
    encodeBlocks(in, out);
    if (!encodeOctets(in, out)) {
      return CoderResult.OVERFLOW;
    }
    if (!endOfInput) {
      return CoderResult.UNDERFLOW;
    }
    if (!repaired && !lineStart) {
      if (out.remaining() < 2) {
        return CoderResult.OVERFLOW;
      }
      putLineEnd(out);
    }
    repaired = true;
    if (out.remaining() < 3) {
      return CoderResult.OVERFLOW;
    }
    out.put((byte) '.').put((byte) '\r').put((byte) '\n');
    done = true;
    return CoderResult.DONE;
  }

  /**
   * Encodes as far as there is a block to read and room for what becomes of it. Copying blocks
   * while looking for the line end is what costs least with lines as short as those of mail: the
   * octets of the next line overwrite what was copied too far.
   */
  private void encodeBlocks(ByteBuffer in, ByteBuffer out) {
    int start = in.position();
    int end = in.limit();
    int from = start;
    int to = out.position();
    int lastTo = out.limit() - BLOCK_ROOM;
    int stuffed = 0;
    while (from <= end - BLOCK && to <= lastTo) {
      if (lineStart) {
        lineStart = false;
        if (in.get(from) == '.') {
          out.put(to++, (byte) '.');
          stuffed++;
        }
      }
      long first = Scan.word(in, from);
      long second = Scan.word(in, from + Scan.WORD);
      long third = Scan.word(in, from + 2 * Scan.WORD);
      long fourth = Scan.word(in, from + 3 * Scan.WORD);
      Scan.putWord(out, to, first);
      Scan.putWord(out, to + Scan.WORD, second);
      Scan.putWord(out, to + 2 * Scan.WORD, third);
      Scan.putWord(out, to + 3 * Scan.WORD, fourth);
      int run = Scan.beforeLf(first, second, third, fourth);
      if (run == BLOCK) {
        from += BLOCK;
        to += BLOCK;
        continue;
      }
      from += run;
      to += run;
      if (from > start ? in.get(from - 1) != '\r' : !afterCr) {
        out.put(to++, (byte) '\r');
      }
      out.put(to++, (byte) '\n');
      from++;
      lineStart = true;
    }
    if (from > start) {
      afterCr = in.get(from - 1) == '\r';
      wireOctets += to - out.position() - stuffed;
      in.position(from);
      out.position(to);
    }
  }

  /**
   * Encodes octet by octet.
   *
   * @return false if there is too little room
   */
  private boolean encodeOctets(ByteBuffer in, ByteBuffer out) {
    while (in.hasRemaining()) {
      byte octet = in.get(in.position());
      boolean stuff = lineStart && octet == '.';
      boolean bareLf = octet == '\n' && !afterCr;
      if (out.remaining() < (stuff || bareLf ? 2 : 1)) {
        return false;
      }
      if (stuff) {
        out.put((byte) '.');
      } else if (bareLf) {
        out.put((byte) '\r');
        wireOctets++;
      }
      out.put(octet);
      wireOctets++;
      in.position(in.position() + 1);
      lineStart = octet == '\n';
      afterCr = octet == '\r';
    }
    return true;
  }

  private void putLineEnd(ByteBuffer out) {
    out.put((byte) '\r').put((byte) '\n');
    wireOctets += 2;
    afterCr = false;
    lineStart = true;
  }

  /**
   * How many octets of the wire form were put out so far, without stuffing and terminator; after
   * DONE this is the size of the message.
   *
   * @return octets
   */
  public long wireOctets() {
    return wireOctets;
  }
}
