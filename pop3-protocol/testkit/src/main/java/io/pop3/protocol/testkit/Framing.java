package io.pop3.protocol.testkit;

import io.pop3.protocol.wire.LineFramer;
import io.pop3.protocol.wire.LineFramer.LineEnd;
import io.pop3.protocol.wire.OctetQueue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A rule for finding lines: what ends one, how long it may be, and when to give up. Runs the framer
 * under that rule, and a model of it.
 *
 * @param lineEnd what is a line end
 * @param maxOctets the limit of a line, line end included
 * @param maxDiscarded after how many octets without line end to give up; a line whose own limit is
 *     no smaller is given up so many octets beyond it
 */
public record Framing(LineEnd lineEnd, int maxOctets, int maxDiscarded) {

  /** What was found, in the order of the stream. */
  public sealed interface Found {

    /**
     * A line.
     *
     * @param octets the line without its line end
     * @param bareLf whether its line end was LF alone
     */
    record Line(OctetString octets, boolean bareLf) implements Found {}

    /** A line over the limit. */
    record TooLong() implements Found {}

    /** A line that does not seem to end; nothing comes behind it. */
    record NoLineEnd() implements Found {}
  }

  /**
   * Runs the framer over a stream as a host would: octets are offered while there is room, and
   * lines taken after each piece.
   *
   * @param stream what a peer sends
   * @param pieces how it arrives
   * @return what the framer found
   * @throws AssertionError if the queue exceeds its bound or does not move
   */
  public List<Found> run(OctetString stream, Chunking pieces) {
    OctetQueue queue = new OctetQueue(maxOctets + 1);
    LineFramer framer = new LineFramer(queue, lineEnd, maxDiscarded);
    List<Found> found = new ArrayList<>();
    for (OctetString piece : pieces.cut(stream)) {
      ByteBuffer input = piece.toBuffer();
      while (input.hasRemaining()) {
        if (queue.offer(input) == 0) {
          throw new AssertionError("framer: no room and no line in " + queue.size() + " octets");
        }
        if (queue.size() > maxOctets + 1) {
          throw new AssertionError(
              "queue: " + queue.size() + " (expected: <= " + (maxOctets + 1) + ")");
        }
        if (!takeLines(framer, found)) {
          return found;
        }
      }
    }
    return found;
  }

  /** Returns whether the session may go on. */
  private boolean takeLines(LineFramer framer, List<Found> found) {
    while (true) {
      switch (framer.next(maxOctets)) {
        case NEED_INPUT -> {
          return true;
        }
        case LINE -> {
          byte[] line = Arrays.copyOfRange(framer.array(), framer.start(), framer.end());
          found.add(new Found.Line(OctetString.of(line), framer.isBareLf()));
        }
        case TOO_LONG -> found.add(new Found.TooLong());
        case NO_LINE_END -> {
          found.add(new Found.NoLineEnd());
          return false;
        }
      }
    }
  }

  /**
   * What there is to be found, by looking at the whole stream at once (decisions ).
   *
   * @param stream what a peer sends
   * @return the lines
   */
  public List<Found> model(OctetString stream) {
    List<Found> found = new ArrayList<>();
    String text = stream.toLatin1();
    int givenUpAt = maxOctets < maxDiscarded ? maxDiscarded : maxOctets + maxDiscarded;
    int start = 0;
    while (start < text.length()) {
      int lf = text.indexOf(lineEnd == LineEnd.LF ? "\n" : "\r\n", start);
      int content = (lf < 0 ? text.length() : text.indexOf('\n', lf)) - start;
      int length = lf < 0 ? content : content + 1;
      if (length > maxOctets && content >= givenUpAt) {
        found.add(new Found.NoLineEnd());
        return found;
      }
      if (lf < 0) {
        return found;
      }
      String line = text.substring(start, start + content);
      boolean cr = line.endsWith("\r");
      String octets = cr ? line.substring(0, line.length() - 1) : line;
      found.add(
          length > maxOctets
              ? new Found.TooLong()
              : new Found.Line(OctetString.ofLatin1(octets), !cr));
      start += length;
    }
    return found;
  }
}
