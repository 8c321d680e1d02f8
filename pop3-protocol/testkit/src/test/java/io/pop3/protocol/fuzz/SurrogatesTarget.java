package io.pop3.protocol.fuzz;

import io.pop3.protocol.testkit.Chunking;
import io.pop3.protocol.testkit.StoredMessage;
import io.pop3.protocol.testkit.SurrogateLaws;

/**
 * A stored message on its way to a client without UTF-8 mode. One octet each chooses how it is cut,
 * the buffers of the output, and the lines of TOP.
 */
public final class SurrogatesTarget {

  private SurrogatesTarget() {}

  /**
   * Runs the target.
   *
   * @param data any octets
   */
  public static void fuzzerTestOneInput(byte[] data) {
    FuzzInput input = new FuzzInput(data);
    Chunking pieces = input.chunking();
    Chunking buffers = input.chunking();
    int lines = input.choice(20);
    StoredMessage message = new StoredMessage(input.rest());

    SurrogateLaws.headerIsAsciiAndBodyStays(message);
    SurrogateLaws.surrogateIsIndependentOfChunking(message, pieces, buffers);
    SurrogateLaws.sizeFollowsFromTheHeader(message, pieces);
    SurrogateLaws.topOfSurrogateIsPrefix(message, lines);
  }
}
