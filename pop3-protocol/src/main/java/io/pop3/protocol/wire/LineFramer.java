package io.pop3.protocol.wire;

import java.nio.ByteBuffer;

/**
 * Finds lines in a queue of octets, in linear time and bounded memory. A line over its limit is
 * discarded to its end and reported once, so that peer and server stay in step (decision A-02).
 *
 * <p>Not safe for several threads.
 */
public final class LineFramer {

  /** What the framer found. */
  public enum Result {
    /** No complete line yet. */
    NEED_INPUT,
    /** A line; see {@link #array()}, {@link #start()}, {@link #end()}. */
    LINE,
    /** A line over its limit came to its end; it was discarded. */
    TOO_LONG,
    /** So much was discarded that the line is taken to have no end; nothing else is found after. */
    NO_LINE_END
  }

  /** What is a line end. */
  public enum LineEnd {
    /** CRLF only; any other LF is part of the line. */
    CRLF,
    /** LF, with or without one CR directly before it. */
    LF
  }

  private final OctetQueue queue;
  private final LineEnd lineEnd;
  private final int maxDiscarded;
  private int scanned;
  private boolean discarding;
  private boolean discardedCr;
  private long discarded;
  private long givenUpAt;
  private int start;
  private int end;
  private int lineOctets;
  private boolean bareLf;

  /**
   * A framer over a queue, which nobody else takes octets from while lines are read.
   *
   * @param queue where the octets come in
   * @param lineEnd what is a line end
   * @param maxDiscarded after how many octets without line end to give up; a line whose own limit
   *     is no smaller is given up so many octets beyond it
   */
  public LineFramer(OctetQueue queue, LineEnd lineEnd, int maxDiscarded) {
    this.queue = queue;
    this.lineEnd = lineEnd;
    this.maxDiscarded = maxDiscarded;
  }

  /**
   * Looks for the next line. The line before, if any, is dropped from the queue.
   *
   * @param maxOctets the limit for this line, line end included
   * @return what was found
   */
  public Result next(int maxOctets) {
    drop();
    int lf = indexOfLineEnd();
    if (discarding) {
      return discard(lf);
    }
    int length = (lf < 0 ? queue.tail() : lf + 1) - queue.head();
    if (length > maxOctets) {
      discarding = true;
      // A line that may be long has as much again to come to its end (decision A-39).
      givenUpAt = maxOctets < maxDiscarded ? maxDiscarded : (long) maxOctets + maxDiscarded;
      return discard(lf);
    }
    if (lf < 0) {
      return Result.NEED_INPUT;
    }
    start = queue.head();
    boolean cr = lf > start && queue.array()[lf - 1] == '\r';
    end = cr ? lf - 1 : lf;
    bareLf = !cr;
    lineOctets = length;
    return Result.LINE;
  }

  /** Drops the line that {@link #next} found last from the queue and overwrites it. */
  public void drop() {
    if (lineOctets > 0) {
      queue.skip(lineOctets);
      lineOctets = 0;
      scanned = 0;
    }
  }

  private int indexOfLineEnd() {
    byte[] octets = queue.array();
    int from = queue.head() + scanned;
    for (int i = from; i < queue.tail(); i++) {
      if (octets[i] == '\n' && (lineEnd == LineEnd.LF || isAfterCr(octets, i))) {
        return i;
      }
    }
    scanned = queue.size();
    return -1;
  }

  private boolean isAfterCr(byte[] octets, int i) {
    return i > queue.head() ? octets[i - 1] == '\r' : discardedCr;
  }

  private Result discard(int lf) {
    int count = (lf < 0 ? queue.tail() : lf + 1) - queue.head();
    int content = lf < 0 ? count : count - 1;
    // Judged by the line alone, never by how much of it arrived at once; and a session that was
    // given up stays so.
    boolean endless = discarded + content >= givenUpAt;
    if (count > 0) {
      discardedCr = queue.array()[queue.head() + count - 1] == '\r';
      queue.skip(count);
    }
    scanned = 0;
    discarded += count;
    if (endless) {
      return Result.NO_LINE_END;
    }
    if (lf < 0) {
      return Result.NEED_INPUT;
    }
    discarding = false;
    discardedCr = false;
    discarded = 0;
    return Result.TOO_LONG;
  }

  /**
   * The array that holds the line last found; valid until the queue changes.
   *
   * @return the array
   */
  public byte[] array() {
    return queue.array();
  }

  /**
   * Where the line begins.
   *
   * @return an index into {@link #array()}
   */
  public int start() {
    return start;
  }

  /**
   * Where the line ends, its line end left out.
   *
   * @return an index into {@link #array()}
   */
  public int end() {
    return end;
  }

  /**
   * Tells whether the line ended in LF without CR.
   *
   * @return true for a bare LF
   */
  public boolean isBareLf() {
    return bareLf;
  }

  /**
   * Tells whether octets wait behind the line last found.
   *
   * @return whether the peer sent more
   */
  public boolean hasMore() {
    return queue.size() > lineOctets;
  }

  /**
   * Tells whether the octets that wait begin with these, in any ASCII letter case.
   *
   * @param upperCase letters in upper case, and other ASCII
   * @return whether they do
   */
  public boolean startsWith(String upperCase) {
    int from = queue.head() + lineOctets;
    if (queue.tail() - from < upperCase.length()) {
      return false;
    }
    for (int i = 0; i < upperCase.length(); i++) {
      int c = queue.array()[from + i];
      if (c >= 'a' && c <= 'z') {
        c -= 'a' - 'A';
      }
      if (c != upperCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The waiting octets as a buffer for a decoder, which consumes from its position on.
   *
   * @return a view; hand it back to {@link #consumed} before the queue changes
   */
  public ByteBuffer waiting() {
    drop();
    return ByteBuffer.wrap(queue.array(), queue.head(), queue.size());
  }

  /**
   * Drops what a decoder took from {@link #waiting()}.
   *
   * @param view the view, its position behind what was taken
   */
  public void consumed(ByteBuffer view) {
    queue.skip(view.position() - queue.head());
    scanned = 0;
  }
}
