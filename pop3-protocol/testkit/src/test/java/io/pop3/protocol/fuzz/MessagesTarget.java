package io.pop3.protocol.fuzz;

import io.pop3.protocol.testkit.Chunking;
import io.pop3.protocol.testkit.Framing;
import io.pop3.protocol.testkit.Laws;
import io.pop3.protocol.testkit.OctetString;
import io.pop3.protocol.testkit.StoredMessage;
import io.pop3.protocol.testkit.WireModel;
import io.pop3.protocol.wire.LineFramer.LineEnd;
import io.pop3.protocol.wire.WireEncoder;

/**
 * A stored message through encoder, decoder, TOP filter and measure, and its octets as a stream of
 * lines. One octet each chooses how it is cut, the buffers of the output, the lines of TOP, and the
 * rule for lines.
 */
public final class MessagesTarget {

  private MessagesTarget() {}

  /**
   * Runs the target.
   *
   * @param data any octets
   */
  public static void fuzzerTestOneInput(byte[] data) {
    FuzzInput input = new FuzzInput(data);
    Chunking pieces = input.chunking();
    Chunking buffers = input.chunking(WireEncoder.MIN_OUTPUT_OCTETS);
    int lines = input.choice(256);
    LineEnd lineEnd = input.flag() ? LineEnd.CRLF : LineEnd.LF;
    Framing framing = new Framing(lineEnd, 2 + input.choice(40), 1 + input.choice(60));
    OctetString octets = input.rest();
    StoredMessage message = new StoredMessage(octets);

    Laws.messageSurvivesCoding(message, pieces, buffers);
    Laws.measureAgreesWithEncoder(message, pieces);
    Laws.topIsPrefix(message, lines % 20, pieces, buffers);
    Laws.terminatorStandsOnlyAtTheEnd(WireModel.encode(octets));
    Laws.linesAreIndependentOfChunking(octets, pieces, framing);
  }
}
