package io.pop3.protocol.wire;

import java.nio.ByteBuffer;

/**
 * Measures a stored message without encoding it: what LIST must say, and what a store may remember
 * so that it never needs to look again.
 *
 * <p>Feed it the message in pieces of any size, then read the results. O(1) state, one pass. Not
 * safe for several threads.
 */
public final class WireMeasure {

  private long storedOctets;
  private long addedCrs;
  private boolean dotToStuff;
  private long headerOctets = -1;
  private boolean lineStart = true;
  private boolean lineEmpty = true;
  private boolean afterCr;

  /** A measure for one message. */
  public WireMeasure() {}

  /**
   * Takes the next piece.
   *
   * @param stored stored octets; the position moves to the limit
   */
  public void update(ByteBuffer stored) {
    int start = stored.position();
    int end = stored.limit();
    int i = start;
    while (i < end) {
      if (lineStart && stored.get(i) == '.') {
        dotToStuff = true;
      }
      int lf = Scan.indexOfLf(stored, i, end);
      if (lf > i) {
        lineEmpty &= lf - i == 1 && lineStart && stored.get(i) == '\r';
        afterCr = stored.get(lf - 1) == '\r';
        lineStart = false;
      }
      storedOctets += lf - i;
      i = lf;
      if (lf < end) {
        endLine();
        i++;
      }
    }
    stored.position(end);
  }

  private void endLine() {
    storedOctets++;
    if (!afterCr) {
      addedCrs++;
    }
    if (lineEmpty && headerOctets < 0) {
      headerOctets = storedOctets + addedCrs;
    }
    lineStart = true;
    lineEmpty = true;
    afterCr = false;
  }

  /**
   * The size of what was fed so far, taken as a whole message: the length of its wire form.
   *
   * @return octets
   */
  public long wireOctets() {
    long missingLineEnd = lineStart ? 0 : 2;
    return storedOctets + addedCrs + missingLineEnd;
  }

  /**
   * How many octets were fed.
   *
   * @return octets
   */
  public long storedOctets() {
    return storedOctets;
  }

  /**
   * The size of the header section in the wire form, its empty line included; the whole message if
   * there is no empty line.
   *
   * @return octets
   */
  public long headerOctets() {
    return headerOctets < 0 ? wireOctets() : headerOctets;
  }

  /**
   * Tells whether the stored octets are what is sent: nothing to repair and nothing to stuff.
   *
   * @return true if the message may be sent without looking at it
   */
  public boolean isWireReady() {
    return addedCrs == 0 && !dotToStuff && lineStart;
  }
}
