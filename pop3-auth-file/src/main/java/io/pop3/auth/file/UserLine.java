package io.pop3.auth.file;

import io.pop3.protocol.model.UserName;

/**
 * A line that gives a credential to a user: {@code name:password} or {@code
 * name:password:uid:gid:gecos:home:shell:extra}, of which any number of fields may be missing at
 * the end.
 *
 * @param name the user's name
 * @param password the password field
 * @param rest nothing, or the colon behind the password and all that follows
 */
record UserLine(String name, String password, String rest) {

  /** What a name has to be, for messages. */
  static final String NAME_EXPECTED =
      "1 to "
          + UserName.MAX_OCTETS
          + " octets of UTF-8 without colon or control characters, with neither \"#\" in front nor"
          + " blanks at its ends";

  /**
   * Takes a line apart.
   *
   * @throws IllegalArgumentException if there is no colon or the name isn't fit; the message shows
   *     nothing of the line
   */
  static UserLine parse(String text) {
    int nameEnd = text.indexOf(':');
    if (nameEnd < 0) {
      throw new IllegalArgumentException("line: no colon (expected: name:{SCHEME}hash)");
    }
    String name = text.substring(0, nameEnd);
    if (!isFitName(name)) {
      throw new IllegalArgumentException(
          "user name: not fit for use (expected: " + NAME_EXPECTED + ")");
    }
    int passwordEnd = text.indexOf(':', nameEnd + 1);
    int end = passwordEnd < 0 ? text.length() : passwordEnd;
    return new UserLine(name, text.substring(nameEnd + 1, end), text.substring(end));
  }

  static boolean isFitName(String name) {
    return Preparation.STORED
        .of(name)
        .filter(UserName::isValid)
        .filter(fit -> fit.indexOf(':') < 0 && !fit.startsWith("#") && fit.strip().equals(fit))
        .isPresent();
  }

  /** The line without its end. */
  String format() {
    return name + ":" + password + rest;
  }

  /** The name alone: the rest may be secret. */
  @Override
  public String toString() {
    return "UserLine[" + name + ", redacted]";
  }
}
