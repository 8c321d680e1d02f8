package io.pop3.protocol.reply;

/** Decimal numbers as clients read them: ASCII digits, leading zeros allowed, 63 bits at most. */
final class Decimal {

  private Decimal() {}

  /**
   * Reads a number.
   *
   * @return its value, or -1 if it is none or does not fit
   */
  static long parse(String text, int start, int end) {
    if (start >= end) {
      return -1;
    }
    long value = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /**
   * Where the field that begins at {@code start} ends: at the next space or the end of the text.
   */
  static int fieldEnd(String text, int start) {
    int space = text.indexOf(' ', start);
    return space < 0 ? text.length() : space;
  }
}
