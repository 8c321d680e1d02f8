package io.pop3.protocol.command;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The keywords of POP3 commands. The names are the keywords as sent. */
public enum Verb {
  /** Ends the session: RFC 1939 sections 4 and 6. */
  QUIT(0, 0),
  /** Asks for the capabilities: RFC 2449 section 5. */
  CAPA(0, 0),
  /** Chooses or lists languages: RFC 6856 section 3. */
  LANG(0, 1),
  /** Names a mailbox: RFC 1939 section 7. */
  USER(1, 1),
  /** Gives the password: RFC 1939 section 7. Its argument is the rest of the line. */
  PASS(1, 1),
  /** Logs in by a digest: RFC 1939 section 7. */
  APOP(2, 2),
  /** Logs in by SASL: RFC 5034. */
  AUTH(1, 2),
  /** Starts TLS: RFC 2595 section 4. */
  STLS(0, 0),
  /** Enters UTF-8 mode: RFC 6856 section 2. */
  UTF8(0, 0),
  /** Asks for the drop listing: RFC 1939 section 5. */
  STAT(0, 0),
  /** Asks for scan listings: RFC 1939 section 5. */
  LIST(0, 1),
  /** Asks for a message: RFC 1939 section 5. */
  RETR(1, 1),
  /** Marks a message as deleted: RFC 1939 section 5. */
  DELE(1, 1),
  /** Does nothing: RFC 1939 section 5. */
  NOOP(0, 0),
  /** Clears all marks: RFC 1939 section 5. */
  RSET(0, 0),
  /** Asks for the header section and some lines: RFC 1939 section 7. */
  TOP(2, 2),
  /** Asks for unique-id listings: RFC 1939 section 7. */
  UIDL(0, 1);

  private final int minArguments;
  private final int maxArguments;

  Verb(int minArguments, int maxArguments) {
    this.minArguments = minArguments;
    this.maxArguments = maxArguments;
  }

  /**
   * The smallest number of arguments.
   *
   * @return 0 to 2
   */
  public int minArguments() {
    return minArguments;
  }

  /**
   * The greatest number of arguments.
   *
   * @return 0 to 2
   */
  public int maxArguments() {
    return maxArguments;
  }

  /**
   * The form of a positive reply to this verb (ledger 1939-ML-6).
   *
   * @param withArgument whether the command has an argument; it decides for LIST, UIDL and LANG
   * @return the form
   */
  public ReplyShape replyShape(boolean withArgument) {
    return switch (this) {
      case RETR, TOP -> ReplyShape.MESSAGE;
      case CAPA -> ReplyShape.LISTING;
      case LIST, UIDL, LANG -> withArgument ? ReplyShape.SINGLE_LINE : ReplyShape.LISTING;
      default -> ReplyShape.SINGLE_LINE;
    };
  }

  /**
   * Finds a verb by its keyword, without regard to ASCII letter case and independent of the locale
   * (ledger 1939-CMD-2).
   *
   * @param line holds the keyword
   * @param start where the keyword begins
   * @param end where it ends
   * @return the verb, or null if there is none
   */
  static @Nullable Verb find(byte[] line, int start, int end) {
    int length = end - start;
    if (length < 3 || length > 4) {
      return null;
    }
    int keyword = 0;
    for (int i = start; i < end; i++) {
      int c = line[i];
      if (c >= 'a' && c <= 'z') {
        c -= 'a' - 'A';
      }
      keyword = keyword << 8 | (c & 0xFF);
    }
    for (Verb verb : ALL) {
      // The length tells a leading NUL from no octet at all.
      if (verb.packed == keyword && verb.name().length() == length) {
        return verb;
      }
    }
    return null;
  }

  private static final Verb[] ALL = values();

  private final int packed = pack(name().toUpperCase(Locale.ROOT));

  private static int pack(String keyword) {
    int packed = 0;
    for (int i = 0; i < keyword.length(); i++) {
      packed = packed << 8 | keyword.charAt(i);
    }
    return packed;
  }
}
