package io.pop3.conformance.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Octets as text: each char stands for the octet of its value. */
public final class Octets {

  private static final int SHOWN = 160;

  private Octets() {}

  /** The octets that a text of chars 0 to 255 stands for. */
  public static byte[] bytes(String octets) {
    return octets.getBytes(ISO_8859_1);
  }

  /** The text that stands for these octets. */
  public static String text(byte[] octets) {
    return new String(octets, ISO_8859_1);
  }

  /** The octets of any text in UTF-8. */
  public static String utf8(String text) {
    return text(text.getBytes(UTF_8));
  }

  /** Tells whether every octet is printable ASCII or a space. */
  public static boolean isPrintable(String octets) {
    return octets.chars().allMatch(c -> c >= 0x20 && c <= 0x7E);
  }

  /** Tells whether every octet is below 0x80. */
  public static boolean isAscii(String octets) {
    return octets.chars().allMatch(c -> c < 0x80);
  }

  /**
   * Shows octets on one line: printable ASCII as it is, the rest escaped, and a long text cut in
   * its middle.
   */
  public static String show(String octets) {
    if (octets.length() <= SHOWN) {
      return escape(octets);
    }
    int half = SHOWN / 2;
    int left = octets.length() - 2 * half;
    return escape(octets.substring(0, half))
        + " ... "
        + left
        + " octets ... "
        + escape(octets.substring(octets.length() - half));
  }

  private static String escape(String octets) {
    StringBuilder shown = new StringBuilder(octets.length());
    for (int i = 0; i < octets.length(); i++) {
      char c = octets.charAt(i);
      switch (c) {
        case '\r' -> shown.append("\\r");
        case '\n' -> shown.append("\\n");
        case '\t' -> shown.append("\\t");
        case '\\' -> shown.append("\\\\");
        default -> {
          if (c >= 0x20 && c <= 0x7E) {
            shown.append(c);
          } else {
            shown.append(String.format("\\x%02X", (int) c));
          }
        }
      }
    }
    return shown.toString();
  }
}
