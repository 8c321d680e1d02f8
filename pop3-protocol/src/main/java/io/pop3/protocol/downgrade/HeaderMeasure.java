package io.pop3.protocol.downgrade;

import io.pop3.protocol.wire.CoderResult;
import io.pop3.protocol.wire.WireMeasure;
import java.nio.ByteBuffer;

/**
 * Looks at the header section of a stored message: whether it goes beyond ASCII, and by how much
 * the surrogate of {@link SurrogateEncoder} differs in size. Since bodies pass unchanged, nothing
 * behind the first empty line has to be read: the surrogate's size is that of the message plus
 * {@link #addedOctets()}.
 *
 * <p>One pass, O(1) state. Not safe for several threads.
 */
public final class HeaderMeasure {

  private static final int SCRATCH_OCTETS = 4096;

  private final HeaderSection header = new HeaderSection();
  private final WireMeasure before = new WireMeasure();
  private final WireMeasure after = new WireMeasure();
  private final ByteBuffer scratch = ByteBuffer.allocate(SCRATCH_OCTETS);

  /** A measure for one message. */
  public HeaderMeasure() {}

  /**
   * Takes the next piece.
   *
   * @param stored stored octets; the position moves behind what belongs to the header section
   * @param endOfInput whether these are the last octets of the message
   * @return true if the header section is complete and nothing more is to be fed
   */
  public boolean update(ByteBuffer stored, boolean endOfInput) {
    CoderResult result = CoderResult.OVERFLOW;
    while (result == CoderResult.OVERFLOW) {
      ByteBuffer taken = stored.duplicate();
      result = header.convert(stored, scratch, endOfInput);
      before.update(taken.limit(stored.position()));
      after.update(scratch.flip());
      scratch.clear();
    }
    return result == CoderResult.DONE;
  }

  /**
   * Tells whether the header section goes beyond ASCII: whether the message needs UTF-8 mode to be
   * shown as it is (RFC 6856 section 2.1).
   *
   * @return whether it does, as far as was fed
   */
  public boolean needsUtf8() {
    return header.isChanged();
  }

  /**
   * How much longer the surrogate is, in the wire form and without stuffing.
   *
   * @return octets; below 0 if the surrogate is shorter
   */
  public long addedOctets() {
    return after.wireOctets() - before.wireOctets();
  }
}
