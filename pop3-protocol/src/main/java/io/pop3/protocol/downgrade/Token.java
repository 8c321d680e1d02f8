package io.pop3.protocol.downgrade;

import java.util.List;

/**
 * A piece of a header field; one char stands for one octet. All tokens of a body, joined, are the
 * body.
 *
 * @param kind what it is
 * @param raw how it is written
 */
record Token(Kind kind, String raw) {

  /** What a token is. */
  enum Kind {
    /** Blanks and folds. */
    SPACE,
    /** Anything without a delimiter. */
    WORD,
    /** Text in quotation marks. */
    QUOTED,
    /** Text in parentheses. */
    COMMENT,
    /** An address in angle brackets. */
    ANGLE,
    /** One delimiter. */
    SPECIAL
  }

  static Token word(String raw) {
    return new Token(Kind.WORD, raw);
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isAscii() {
    return isAscii(raw);
  }

  static boolean isAscii(String raw) {
    return raw.chars().allMatch(octet -> octet < 0x80);
  }

  /** What a reader sees: without quotation marks and backslashes, unfolded. */
  String text() {
    return switch (kind) {
      case QUOTED -> unescaped(raw.substring(1, raw.length() - (isClosed('"') ? 1 : 0)));
      case SPACE, WORD, COMMENT, ANGLE, SPECIAL -> unfolded(raw);
    };
  }

  /** What stands within the parentheses of a comment. */
  String inner() {
    return raw.substring(1, raw.length() - (isClosed(')') ? 1 : 0));
  }

  private boolean isClosed(char close) {
    return raw.length() > 1 && raw.charAt(raw.length() - 1) == close;
  }

  private static String unescaped(String quoted) {
    StringBuilder text = new StringBuilder(quoted.length());
    for (int i = 0; i < quoted.length(); i++) {
      if (quoted.charAt(i) == '\\' && i + 1 < quoted.length()) {
        i++;
      }
      text.append(quoted.charAt(i));
    }
    return unfolded(text.toString());
  }

  /** A fold is its blanks alone (RFC 5322 section 2.2.3). */
  static String unfolded(String raw) {
    return raw.replace("\r\n", "").replace("\n", "");
  }

  static String join(List<Token> tokens) {
    StringBuilder raw = new StringBuilder();
    tokens.forEach(token -> raw.append(token.raw()));
    return raw.toString();
  }
}
