package io.pop3.server.benchmarks.core;

import io.pop3.protocol.wire.CoderResult;
import io.pop3.protocol.wire.WireEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Messages to encode: what mail looks like, and the worst that an encoder can meet. */
public enum SampleMessage {
  /** Text with lines of about 70 octets ended by LF, as a Unix MTA delivers; 64 KiB. */
  TEXT_LF("The quick brown fox jumps over the lazy dog, and nobody wonders why.\n", 65_536),
  /** The same with CRLF. */
  TEXT_CRLF("The quick brown fox jumps over the lazy dog, and nobody wonders why.\r\n", 65_536),
  /** A base64 attachment: lines of 76 octets ended by LF; 1 MiB. */
  BASE64_LF(
      "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0\n", 1 << 20),
  /** Nothing but line ends: every octet becomes two. */
  EMPTY_LINES("\n", 65_536),
  /** Nothing but dots on lines of their own: every line is stuffed. */
  DOTS(".\n", 65_536),
  /** One line without end. */
  ONE_LINE("x", 65_536);

  private final String line;
  private final int octets;

  SampleMessage(String line, int octets) {
    this.line = line;
    this.octets = octets;
  }

  byte[] stored() {
    ByteArrayOutputStream content = new ByteArrayOutputStream(octets);
    byte[] piece = line.getBytes(StandardCharsets.US_ASCII);
    while (content.size() + piece.length <= octets) {
      content.writeBytes(piece);
    }
    return content.toByteArray();
  }

  byte[] wire() {
    byte[] stored = stored();
    ByteBuffer out = ByteBuffer.allocate(stored.length * 3 + 16);
    CoderResult result = new WireEncoder().encode(ByteBuffer.wrap(stored), out, true);
    if (result != CoderResult.DONE) {
      throw new IllegalStateException("encoder: " + result + " (expected: DONE)");
    }
    byte[] wire = new byte[out.position()];
    out.flip().get(wire);
    return wire;
  }
}
