package io.pop3.protocol.wire;

/** Tells well-formed UTF-8 (RFC 3629) from anything else. */
public final class Utf8 {

  private Utf8() {}

  /**
   * Tells whether octets are well-formed UTF-8: no overlong form, no surrogate, nothing beyond
   * U+10FFFF, no sequence cut off.
   *
   * @param octets holds the text
   * @param start where it begins
   * @param end where it ends
   * @return whether it is well-formed
   */
  public static boolean isWellFormed(byte[] octets, int start, int end) {
    int i = start;
    while (i < end) {
      int length = sequenceLength(octets, i, end);
      if (length == 0) {
        return false;
      }
      i += length;
    }
    return true;
  }

  /** The length of the well-formed sequence at a position, or 0 if there is none. */
  private static int sequenceLength(byte[] octets, int i, int end) {
    int lead = octets[i] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
      return continues(octets, i + 1, end, 1, 0x80, 0xBF) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      int low = lead == 0xE0 ? 0xA0 : 0x80;
      int high = lead == 0xED ? 0x9F : 0xBF;
      return continues(octets, i + 1, end, 2, low, high) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
      int low = lead == 0xF0 ? 0x90 : 0x80;
      int high = lead == 0xF4 ? 0x8F : 0xBF;
      return continues(octets, i + 1, end, 3, low, high) ? 4 : 0;
    }
    return 0;
  }

  private static boolean continues(
      byte[] octets, int from, int end, int count, int firstLow, int firstHigh) {
    if (from + count > end) {
      return false;
    }
    int first = octets[from] & 0xFF;
    if (first < firstLow || first > firstHigh) {
      return false;
    }
    for (int i = from + 1; i < from + count; i++) {
      if ((octets[i] & 0xC0) != 0x80) {
        return false;
      }
    }
    return true;
  }
}
