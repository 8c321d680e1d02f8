package io.pop3.protocol.wire;

import java.nio.ByteBuffer;

/**
 * Finds where TOP ends in a stored message: behind the first empty line and so many lines more, or
 * nowhere if there are not so many (RFC 1939 section 7, decision A-19). Works in front of {@link
 * WireEncoder}, on stored octets with LF or CRLF.
 *
 * <p>O(1) state. Not safe for several threads.
 */
public final class TopFilter {

  private long linesLeft;
  private boolean inBody;
  private boolean lineEmpty = true;
  private boolean afterCr;
  private boolean complete;

  /**
   * A filter for one message.
   *
   * @param bodyLines how many lines of the body, 0 or more
   */
  public TopFilter(long bodyLines) {
    if (bodyLines < 0) {
      throw new IllegalArgumentException("body lines: " + bodyLines + " (expected: >= 0)");
    }
    this.linesLeft = bodyLines;
  }

  /**
   * Cuts a piece of the stored message where TOP ends, by setting the buffer's limit there.
   *
   * @param stored the next octets of the message; the position does not move
   * @return true if TOP ends within this piece or ended before; nothing behind it is to be sent
   */
  public boolean cut(ByteBuffer stored) {
    int start = stored.position();
    int end = stored.limit();
    int i = start;
    while (!complete && i < end) {
      int lf = Scan.indexOfLf(stored, i, end);
      noteLine(stored, i, lf);
      i = lf;
      if (lf < end) {
        endLine();
        i++;
      }
    }
    if (complete) {
      stored.limit(i);
    }
    return complete;
  }

  /** Remembers what matters of a run without LF: whether the line has more than a single CR. */
  private void noteLine(ByteBuffer stored, int from, int to) {
    if (from == to) {
      return;
    }
    boolean onlyCr = to - from == 1 && stored.get(from) == '\r';
    if (lineEmpty && !afterCr && onlyCr) {
      afterCr = true;
    } else {
      lineEmpty = false;
    }
  }

  private void endLine() {
    if (inBody) {
      linesLeft--;
    } else if (lineEmpty) {
      inBody = true;
    }
    complete = inBody && linesLeft <= 0;
    lineEmpty = true;
    afterCr = false;
  }
}
