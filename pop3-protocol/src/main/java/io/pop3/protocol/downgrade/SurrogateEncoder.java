package io.pop3.protocol.downgrade;

import io.pop3.protocol.wire.CoderResult;
import java.nio.ByteBuffer;

/**
 * Turns a stored message into its surrogate: the same message with a header section of ASCII alone
 * (RFC 6856 section 2.1, RFC 6858, decision A-50). The output takes the place of the stored octets:
 * {@link io.pop3.protocol.wire.TopFilter} and {@link io.pop3.protocol.wire.WireEncoder} come behind
 * it.
 *
 * <p>One pass, any buffer sizes, no octet of output that depends on how the input was cut. State is
 * bounded: a header field is held until its end, up to {@value #MAX_FIELD_OCTETS} octets, and so is
 * what becomes of it. Not safe for several threads.
 */
public final class SurrogateEncoder {

  /** How much of a header field is held; a longer one is rewritten in pieces. */
  public static final int MAX_FIELD_OCTETS = 16_384;

  private final HeaderSection header = new HeaderSection();
  private boolean inBody;

  /** An encoder for one message. */
  public SurrogateEncoder() {}

  /**
   * Converts as much as the buffers allow. Both positions move on.
   *
   * @param stored stored octets; may be empty
   * @param out where to put the surrogate; one octet of room is enough to make progress
   * @param endOfInput whether {@code stored} holds the last octets of the message
   * @return UNDERFLOW when {@code stored} is used up and the message goes on, OVERFLOW when {@code
   *     out} is full, DONE when the surrogate is complete
   */
  public CoderResult convert(ByteBuffer stored, ByteBuffer out, boolean endOfInput) {
    if (!inBody) {
      CoderResult result = header.convert(stored, out, endOfInput);
      if (result != CoderResult.DONE) {
        return result;
      }
      inBody = true;
    }
    int count = Math.min(stored.remaining(), out.remaining());
    out.put(out.position(), stored, stored.position(), count);
    out.position(out.position() + count);
    stored.position(stored.position() + count);
    if (stored.hasRemaining()) {
      return CoderResult.OVERFLOW;
    }
    return endOfInput ? CoderResult.DONE : CoderResult.UNDERFLOW;
  }

  /**
   * Tells whether the header section is behind: all further octets pass as they are, and a host may
   * spare itself the copying.
   *
   * @return whether {@link #convert} has nothing left to change
   */
  public boolean isInBody() {
    return inBody;
  }
}
