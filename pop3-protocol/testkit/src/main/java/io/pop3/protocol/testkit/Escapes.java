package io.pop3.protocol.testkit;

import java.util.HexFormat;

/** Writes octets as printable ASCII and reads them back. */
final class Escapes {

  private static final HexFormat HEXADECIMAL = HexFormat.of().withUpperCase();

  private Escapes() {}

  static String write(byte[] octets, int count) {
    StringBuilder text = new StringBuilder(count + 16);
    for (int i = 0; i < count; i++) {
      write(octets[i] & 0xFF, text);
    }
    return text.toString();
  }

  private static void write(int octet, StringBuilder text) {
    switch (octet) {
      case '\r' -> text.append("\\r");
      case '\n' -> text.append("\\n");
      case '\t' -> text.append("\\t");
      case 0 -> text.append("\\0");
      case '\\' -> text.append("\\\\");
      case '"' -> text.append("\\\"");
      default -> {
        if (octet >= 0x20 && octet < 0x7F) {
          text.append((char) octet);
        } else {
          HEXADECIMAL.toHexDigits(text.append("\\x"), (byte) octet);
        }
      }
    }
  }

  static OctetString parse(String escaped) {
    StringBuilder octets = new StringBuilder(escaped.length());
    int i = 0;
    while (i < escaped.length()) {
      char c = escaped.charAt(i);
      if (c < 0x20 || c > 0x7E) {
        throw new IllegalArgumentException(
            String.format("character: U+%04X (expected: printable ASCII)", (int) c));
      }
      if (c != '\\') {
        octets.append(c);
        i++;
      } else if (escaped.startsWith("\\x", i)) {
        octets.append(hexadecimal(escaped, i));
        i += 4;
      } else {
        octets.append(named(escaped, i));
        i += 2;
      }
    }
    return OctetString.ofLatin1(octets.toString());
  }

  private static char hexadecimal(String escaped, int start) {
    int high = start + 2 < escaped.length() ? Character.digit(escaped.charAt(start + 2), 16) : -1;
    int low = start + 3 < escaped.length() ? Character.digit(escaped.charAt(start + 3), 16) : -1;
    if (high < 0 || low < 0) {
      throw unknown(escaped, start);
    }
    return (char) (high * 16 + low);
  }

  private static char named(String escaped, int start) {
    if (start + 1 == escaped.length()) {
      throw unknown(escaped, start);
    }
    return switch (escaped.charAt(start + 1)) {
      case 'r' -> '\r';
      case 'n' -> '\n';
      case 't' -> '\t';
      case '0' -> '\0';
      case '\\' -> '\\';
      case '"' -> '"';
      default -> throw unknown(escaped, start);
    };
  }

  private static IllegalArgumentException unknown(String escaped, int start) {
    String escape = escaped.substring(start, Math.min(escaped.length(), start + 4));
    return new IllegalArgumentException(
        "escape: " + escape + " (expected: \\r, \\n, \\t, \\0, \\\\, \\\" or \\xNN)");
  }
}
