package io.pop3.server.benchmarks.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Lines that bodies are cut from, as if they went round for ever, in both forms: with the LF that a
 * Unix MTA stores and with the CRLF that goes over the wire. Immutable.
 */
final class TextRing {

  /** Mail as people write it: words, empty lines, lines that begin with dots, 8-bit characters. */
  static final TextRing PROSE = new TextRing(prose(4_000));

  /** An attachment: lines of 76 base64 characters. */
  static final TextRing BASE64 = new TextRing(base64(10_000));

  private static final int BASE64_LINE_OCTETS = 57;
  private static final int EMPTY_EVERY = 11;
  private static final int DOT_EVERY = 37;

  private final byte[] stored;
  private final byte[] wire;
  private final int[] lineStarts;

  TextRing(byte[] stored) {
    this.stored = stored;
    this.lineStarts = lineStarts(stored);
    this.wire = withCrlf(stored, lineStarts.length);
  }

  int lines() {
    return lineStarts.length;
  }

  /** The lines with LF. */
  byte[] stored() {
    return stored;
  }

  /** The lines with CRLF. */
  byte[] wire() {
    return wire;
  }

  int storedStart(int line) {
    return lineStarts[line];
  }

  int wireStart(int line) {
    return lineStarts[line] + line;
  }

  /** How many octets {@code octets} stored ones from the given line on have on the wire. */
  long wireOctets(int line, long octets) {
    long end = storedStart(line) + octets;
    long turns = end / stored.length;
    int rest = (int) (end % stored.length);
    return turns * wire.length + rest + lineEndsBefore(rest) - wireStart(line);
  }

  private int lineEndsBefore(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found : -found - 2;
  }

  private static int[] lineStarts(byte[] octets) {
    int[] starts = new int[octets.length];
    int count = 0;
    int start = 0;
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == '\n') {
        starts[count++] = start;
        start = i + 1;
      }
    }
    if (start != octets.length) {
      throw new IllegalArgumentException("ring: last line without LF (expected: whole lines)");
    }
    return Arrays.copyOf(starts, count);
  }

  static byte[] withCrlf(byte[] octets, int lines) {
    byte[] crlf = new byte[octets.length + lines];
    int to = 0;
    for (byte octet : octets) {
      if (octet == '\n') {
        crlf[to++] = '\r';
      }
      crlf[to++] = octet;
    }
    return crlf;
  }

  private static byte[] prose(int lines) {
    List<String> words =
        List.of(
            "account",
            "after",
            "because",
            "café",
            "draft",
            "evening",
            "figure",
            "Grüße",
            "house",
            "invoice",
            "journey",
            "kind",
            "letter",
            "meeting",
            "naïve",
            "order",
            "please",
            "question",
            "regards",
            "señor",
            "table",
            "umbrella",
            "value",
            "weather",
            "żółw",
            "日本語");
    List<String> dots = List.of(".", "..", ". ", "...", ".hidden", "..and more", ".\t");
    Random random = new Random(lines);
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < lines; line++) {
      if (line % DOT_EVERY == 0) {
        text.append(dots.get(random.nextInt(dots.size())));
      }
      if (line % EMPTY_EVERY != 0) {
        int count = 1 + random.nextInt(13);
        for (int i = 0; i < count; i++) {
          text.append(i == 0 ? "" : " ").append(words.get(random.nextInt(words.size())));
        }
      }
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] base64(int lines) {
    Random random = new Random(lines);
    byte[] raw = new byte[BASE64_LINE_OCTETS];
    ByteArrayOutputStream text = new ByteArrayOutputStream(lines * 77);
    for (int line = 0; line < lines; line++) {
      random.nextBytes(raw);
      text.writeBytes(Base64.getEncoder().encode(raw));
      text.write('\n');
    }
    return text.toByteArray();
  }
}
