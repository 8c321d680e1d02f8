package io.pop3.server.benchmarks.core;

import io.pop3.protocol.wire.CoderResult;
import io.pop3.protocol.wire.WireEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Messages to encode: what mail looks like, and the worst that an encoder can meet. */
public enum SampleMessage {
  /**
   * Text with lines of 1 to 78 octets ended by LF, as a Unix MTA delivers; 64 KiB. Lengths that
   * follow no rule matter: lines of one length are half the work for a processor that guesses.
   */
  TEXT_LF(new Random(1939), "\n", 65_536),
  /** The same with CRLF. */
  TEXT_CRLF(new Random(1939), "\r\n", 65_536),
  /** A base64 attachment: lines of 76 octets ended by LF; 1 MiB. */
  BASE64_LF(
      "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0\n", 1 << 20),
  /** Nothing but line ends: every octet becomes two. */
  EMPTY_LINES("\n", 65_536),
  /** Nothing but dots on lines of their own: every line is stuffed. */
  DOTS(".\n", 65_536),
  /** One line without end. */
  ONE_LINE("x", 65_536);

  private static final int LONGEST_LINE = 78;

  private final String stored;

  SampleMessage(String line, int octets) {
    stored = line.repeat(octets / line.length());
  }

  SampleMessage(Random lengths, String lineEnd, int octets) {
    StringBuilder text = new StringBuilder(octets);
    while (text.length() < octets - LONGEST_LINE - lineEnd.length()) {
      text.append("x".repeat(1 + lengths.nextInt(LONGEST_LINE))).append(lineEnd);
    }
    stored = text.toString();
  }

  byte[] stored() {
    return stored.getBytes(StandardCharsets.US_ASCII);
  }

  byte[] wire() {
    ByteBuffer out = ByteBuffer.allocate(stored.length() * 3 + 16);
    CoderResult result = new WireEncoder().encode(ByteBuffer.wrap(stored()), out, true);
    if (result != CoderResult.DONE) {
      throw new IllegalStateException("encoder: " + result + " (expected: DONE)");
    }
    byte[] wire = new byte[out.position()];
    out.flip().get(wire);
    return wire;
  }
}
