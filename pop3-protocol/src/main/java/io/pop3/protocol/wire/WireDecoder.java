package io.pop3.protocol.wire;

import java.nio.ByteBuffer;

/**
 * Decodes the body of a multi-line reply: removes the stuffing dots and finds the terminator, a
 * line of {@code .} between two CRLFs (RFC 1939 section 3, decision A-21). A bare LF or CR is data.
 *
 * <p>O(1) state, lines of any length, any buffer sizes. Not safe for several threads.
 */
public final class WireDecoder {

  private enum State {
    LINE_START,
    DOT,
    DOT_CR,
    IN_LINE,
    DONE
  }

  private State state = State.LINE_START;
  private boolean afterCr;
  private long octets;

  /** A decoder for one message. */
  public WireDecoder() {}

  /**
   * Decodes as much as the buffers allow. Both positions move on.
   *
   * @param in octets from the server; after DONE its position is behind the terminator
   * @param out where to put the message; one octet of room is enough to make progress
   * @return UNDERFLOW when {@code in} is used up, OVERFLOW when {@code out} is full, DONE when the
   *     terminator was read
   * @throws IllegalStateException after DONE
   */
  public CoderResult decode(ByteBuffer in, ByteBuffer out) {
    if (state == State.DONE) {
      throw new IllegalStateException("message: already complete (expected: a new decoder)");
    }
    while (in.hasRemaining()) {
      switch (state) {
        case LINE_START -> {
          if (in.get(in.position()) == '.') {
            in.get();
            state = State.DOT;
          } else {
            state = State.IN_LINE;
          }
        }
        case DOT -> {
          if (in.get(in.position()) == '\r') {
            in.get();
            state = State.DOT_CR;
          } else {
            state = State.IN_LINE;
          }
        }
        case DOT_CR -> {
          if (in.get(in.position()) == '\n') {
            in.get();
            state = State.DONE;
            return CoderResult.DONE;
          }
          // The CR held back turns out to be data.
          if (!out.hasRemaining()) {
            return CoderResult.OVERFLOW;
          }
          out.put((byte) '\r');
          octets++;
          afterCr = true;
          state = State.IN_LINE;
        }
        case IN_LINE -> {
          if (!out.hasRemaining()) {
            return CoderResult.OVERFLOW;
          }
          copyLines(in, out);
        }
        case DONE -> throw new AssertionError(state);
      }
    }
    return CoderResult.UNDERFLOW;
  }

  /**
   * Copies up to and including the next LF with a dot behind it, since nothing else may have to be
   * taken out, or all there is. The next line begins there if a CR stands before that LF.
   */
  private void copyLines(ByteBuffer in, ByteBuffer out) {
    int start = in.position();
    int end = start + Math.min(in.remaining(), out.remaining());
    int stop = Math.min(Scan.indexOfLfDot(in, start, end) + 1, end);
    int run = stop - start;
    out.put(out.position(), in, start, run);
    out.position(out.position() + run);
    in.position(stop);
    octets += run;
    byte last = in.get(stop - 1);
    boolean crBefore = run > 1 ? in.get(stop - 2) == '\r' : afterCr;
    if (last == '\n' && crBefore) {
      state = State.LINE_START;
    }
    afterCr = last == '\r';
  }

  /**
   * How many octets of the message were put out so far.
   *
   * @return octets
   */
  public long octets() {
    return octets;
  }
}
