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
    while (in.hasRemaining()) {
      if (!step(in, out)) {
        return CoderResult.OVERFLOW;
      }
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
   * Encodes up to one line end.
   *
   * @return false if there is too little room
   */
  private boolean step(ByteBuffer in, ByteBuffer out) {
    int start = in.position();
    if (lineStart && in.get(start) == '.') {
      if (out.remaining() < 2) {
        return false;
      }
      // The stuffing dot; the message's own one follows as part of its line.
      out.put((byte) '.').put((byte) '.');
      in.position(start + 1);
      wireOctets++;
      lineStart = false;
      return true;
    }
    int room = out.remaining();
    int end = start + Math.min(in.remaining(), room);
    int lf = Scan.indexOfLf(in, start, end);
    int run = lf - start;
    if (run > 0) {
      out.put(out.position(), in, start, run);
      out.position(out.position() + run);
      in.position(lf);
      wireOctets += run;
      lineStart = false;
      afterCr = in.get(lf - 1) == '\r';
    }
    if (lf == end) {
      // No line end within reach: either the input or the room is used up.
      return !in.hasRemaining();
    }
    if (out.remaining() < 2) {
      return false;
    }
    in.position(lf + 1);
    if (afterCr) {
      out.put((byte) '\n');
      wireOctets++;
      afterCr = false;
      lineStart = true;
    } else {
      putLineEnd(out);
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
