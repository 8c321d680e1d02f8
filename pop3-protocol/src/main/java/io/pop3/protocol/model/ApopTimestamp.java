package io.pop3.protocol.model;

import java.util.Optional;

/**
 * The timestamp of a greeting that invites APOP: a message id in angle brackets, made of dot-atoms
 * (RFC 1939 section 7, RFC 5322 section 3.6.4, grammar 4.6).
 *
 * @param value the timestamp with its angle brackets
 */
public record ApopTimestamp(String value) {

  /** The greatest length accepted: what fits a 512-octet greeting after {@code +OK } and CRLF. */
  public static final int MAX_OCTETS = 512 - 6;

  private static final String ATEXT_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";

  /**
   * Checks the timestamp.
   *
   * @throws IllegalArgumentException if {@code value} is not {@code <id-left@id-right>}
   */
  public ApopTimestamp {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "timestamp: " + Printable.of(value) + " (expected: <id-left@id-right>)");
    }
  }

  /**
   * Finds the timestamp of a greeting's text. A forged or broken one must not be answered: the
   * client only trusts the one and only, strictly formed {@code <...>} (decision A-49).
   *
   * @param text the text of a greeting
   * @return the timestamp; empty if there is none, more than one, or a malformed one
   */
  public static Optional<ApopTimestamp> find(String text) {
    int start = text.indexOf('<');
    int end = text.indexOf('>', start + 1);
    if (start < 0
        || end < 0
        || text.indexOf('<', start + 1) >= 0
        || text.indexOf('>') != end
        || text.indexOf('>', end + 1) >= 0) {
      return Optional.empty();
    }
    String candidate = text.substring(start, end + 1);
    return isValid(candidate) ? Optional.of(new ApopTimestamp(candidate)) : Optional.empty();
  }

  /**
   * Tells whether a text could be a timestamp.
   *
   * @param value any text
   * @return whether the constructor would accept it
   */
  public static boolean isValid(String value) {
    int length = value.length();
    if (length < 5
        || length > MAX_OCTETS
        || value.charAt(0) != '<'
        || value.charAt(length - 1) != '>') {
      return false;
    }
    int at = value.indexOf('@');
    return at > 0
        && isDotAtom(value, 1, at)
        && (isDotAtom(value, at + 1, length - 1) || isDomainLiteral(value, at + 1, length - 1));
  }

  private static boolean isDotAtom(String value, int start, int end) {
    boolean expectAtom = true;
    for (int i = start; i < end; i++) {
      char c = value.charAt(i);
      if (c == '.') {
        if (expectAtom) {
          return false;
        }
        expectAtom = true;
      } else if (isAtext(c)) {
        expectAtom = false;
      } else {
        return false;
      }
    }
    return !expectAtom;
  }

  private static boolean isDomainLiteral(String value, int start, int end) {
    if (end - start < 2 || value.charAt(start) != '[' || value.charAt(end - 1) != ']') {
      return false;
    }
    for (int i = start + 1; i < end - 1; i++) {
      char c = value.charAt(i);
      boolean dtext = c >= 0x21 && c <= 0x7E && c != '[' && c != '\\' && c != ']';
      // The whole timestamp holds no further angle bracket or "@" (grammar 4.6).
      if (!dtext || c == '<' || c == '>' || c == '@') {
        return false;
      }
    }
    return true;
  }

  private static boolean isAtext(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || ATEXT_SYMBOLS.indexOf(c) >= 0;
  }

  @Override
  public String toString() {
    return value;
  }
}
