package io.pop3.protocol.sasl;

/** The check of bidirectional text: RFC 3454 section 6, 4013-BID-1. */
final class Directions {

  private Directions() {}

  /**
   * Tells whether a text has no right-to-left character, or has such characters at both ends and no
   * left-to-right character anywhere.
   */
  static boolean agree(String text) {
    if (text.codePoints().noneMatch(StringPrepTables.RIGHT_TO_LEFT::contains)) {
      return true;
    }
    return StringPrepTables.RIGHT_TO_LEFT.contains(text.codePointAt(0))
        && StringPrepTables.RIGHT_TO_LEFT.contains(text.codePointBefore(text.length()))
        && text.codePoints().noneMatch(StringPrepTables.LEFT_TO_RIGHT::contains);
  }
}
