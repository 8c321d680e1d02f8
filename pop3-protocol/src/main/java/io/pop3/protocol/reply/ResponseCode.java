package io.pop3.protocol.reply;

import io.pop3.protocol.model.Printable;
import java.util.Locale;

/**
 * An extended response code: {@code [level/level]} at the beginning of a reply's text (RFC 2449
 * section 8, RFC 3206). Compared without regard to ASCII letter case (ledger 2449-RC-2).
 *
 * @param levels the levels without the brackets, joined by {@code /}, in upper case
 */
public record ResponseCode(String levels) {

  /** Credentials good, maildrop locked: RFC 2449 section 8.1.2. */
  public static final ResponseCode IN_USE = new ResponseCode("IN-USE");

  /** Too soon after the last login: RFC 2449 section 8.1.1. */
  public static final ResponseCode LOGIN_DELAY = new ResponseCode("LOGIN-DELAY");

  /** A problem with the credentials: RFC 3206 section 5. */
  public static final ResponseCode AUTH = new ResponseCode("AUTH");

  /** Trouble of the system that is likely to pass: RFC 3206 section 4. */
  public static final ResponseCode SYS_TEMP = new ResponseCode("SYS/TEMP");

  /** Trouble of the system that somebody has to mend: RFC 3206 section 4. */
  public static final ResponseCode SYS_PERM = new ResponseCode("SYS/PERM");

  /** The content needs UTF-8 mode: RFC 6856 section 5. */
  public static final ResponseCode UTF8 = new ResponseCode("UTF8");

  /**
   * Checks the levels and folds their case.
   *
   * @throws IllegalArgumentException if a level is empty or has a character that is not printable
   *     ASCII, or {@code ]}
   */
  public ResponseCode {
    if (!isValid(levels)) {
      throw new IllegalArgumentException(
          "response code: " + Printable.of(levels) + " (expected: levels joined by /)");
    }
    levels = levels.toUpperCase(Locale.ROOT);
  }

  static boolean isValid(String levels) {
    boolean levelEmpty = true;
    for (int i = 0; i < levels.length(); i++) {
      char c = levels.charAt(i);
      if (c == '/') {
        if (levelEmpty) {
          return false;
        }
        levelEmpty = true;
      } else if (c < 0x21 || c > 0x7E || c == ']') {
        return false;
      } else {
        levelEmpty = false;
      }
    }
    return !levelEmpty;
  }

  /**
   * Tells whether this is a code or a refinement of it: unknown deeper levels are ignored (ledger
   * 2449-RC-3).
   *
   * @param known the code a client knows
   * @return true if this begins with all levels of {@code known}
   */
  public boolean is(ResponseCode known) {
    return levels.equals(known.levels) || levels.startsWith(known.levels + "/");
  }

  @Override
  public String toString() {
    return "[" + levels + "]";
  }
}
