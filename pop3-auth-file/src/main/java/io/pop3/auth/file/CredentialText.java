package io.pop3.auth.file;

import java.util.Base64;

/**
 * Reads the parts of a stored hash. No message shows a part, but for numbers within nine digits.
 */
final class CredentialText {

  private static final int MAX_DIGITS = 9;

  private CredentialText() {}

  /** Reads a decimal number and checks its range. */
  static int number(String what, String text, int min, int max) {
    boolean decimal = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!decimal || text.length() > MAX_DIGITS) {
      String fault = decimal ? "more than " + MAX_DIGITS + " digits" : "not a number";
      throw new IllegalArgumentException(
          what + ": " + fault + " (expected: " + min + " to " + max + ")");
    }
    return checkRange(what, Integer.parseInt(text), min, max);
  }

  /** Checks that a number is in its range. */
  static int checkRange(String what, int number, int min, int max) {
    if (number < min || number > max) {
      throw new IllegalArgumentException(
          what + ": " + number + " (expected: " + min + " to " + max + ")");
    }
    return number;
  }

  /** Decodes base64, padded or not. */
  static byte[] base64(String what, String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(what + ": not base64 (expected: base64)");
    }
  }

  /** Decodes base64, padded or not, and checks the number of octets. */
  static byte[] base64(String what, String text, int minOctets, int maxOctets) {
    byte[] octets = base64(what, text);
    checkRange(what + " length in octets", octets.length, minOctets, maxOctets);
    return octets;
  }

  static IllegalArgumentException malformed(PasswordScheme scheme, String expected) {
    return new IllegalArgumentException(scheme + " hash: malformed (expected: " + expected + ")");
  }
}
