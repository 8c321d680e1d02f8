package io.pop3.protocol.testkit;

/**
 * What a server must say to one line, as far as the RFC settles it: texts for people are free, what
 * machines read is not.
 *
 * @param positive whether it begins with {@code +OK}
 * @param data what must follow the indicator and a space: all of it for STAT, LIST and UIDL of one
 *     message, the tag for LANG; empty if the text is free
 * @param form how it goes on
 * @param body the octets behind the first line, if the form is {@link Form#EXACT_LINES}
 */
public record ModelReply(boolean positive, String data, Form form, OctetString body) {

  /** How a reply goes on behind its first line. */
  public enum Form {
    /** Not at all. */
    LINE,
    /** By exactly these octets. */
    EXACT_LINES,
    /** By some lines and a terminator. */
    FREE_LINES
  }

  private static final OctetString TERMINATOR = OctetString.ofLatin1("\r\n.\r\n");

  static ModelReply ok(String data) {
    return new ModelReply(true, data, Form.LINE, OctetString.EMPTY);
  }

  static ModelReply err() {
    return new ModelReply(false, "", Form.LINE, OctetString.EMPTY);
  }

  static ModelReply exactLines(OctetString body) {
    return new ModelReply(true, "", Form.EXACT_LINES, body);
  }

  static ModelReply freeLines() {
    return new ModelReply(true, "", Form.FREE_LINES, OctetString.EMPTY);
  }

  /**
   * Takes this reply off the beginning of what a server said.
   *
   * @param output what the server said
   * @return what is left
   * @throws AssertionError if the output does not begin with this reply
   */
  public OctetString takeFrom(OctetString output) {
    String text = output.toLatin1();
    int lineEnd = text.indexOf("\r\n");
    String line = lineEnd < 0 ? text : text.substring(0, lineEnd);
    if (lineEnd < 0 || !matchesLine(line)) {
      throw new AssertionError("first line: " + output + " (expected: " + this + ")");
    }
    int end =
        switch (form) {
          case LINE -> lineEnd + 2;
          case EXACT_LINES -> exactEnd(output, lineEnd + 2);
          case FREE_LINES -> freeEnd(text, lineEnd);
        };
    return output.slice(end, output.size());
  }

  private boolean matchesLine(String line) {
    String indicator = positive ? "+OK" : "-ERR";
    if (data.isEmpty()) {
      return line.equals(indicator) || line.startsWith(indicator + " ");
    }
    return line.equals(indicator + " " + data)
        || (data.matches("[a-zA-Z].*") && line.startsWith(indicator + " " + data + " "));
  }

  private int exactEnd(OctetString output, int start) {
    OctetString rest = output.slice(start, output.size());
    if (!rest.startsWith(body)) {
      throw new AssertionError("lines: " + rest + " (expected: " + body + ")");
    }
    return start + body.size();
  }

  private static int freeEnd(String text, int lineEnd) {
    int terminator = text.indexOf(TERMINATOR.toLatin1(), lineEnd);
    if (terminator < 0) {
      throw new AssertionError("lines: no terminator (expected: a line with a single dot)");
    }
    return terminator + TERMINATOR.size();
  }
}
