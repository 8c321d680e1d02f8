package io.pop3.protocol.reply;

import io.pop3.protocol.model.Printable;
import io.pop3.protocol.wire.WireLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of a CAPA reply: a tag and its arguments (RFC 2449 sections 3 and 5), as words. What they
 * mean, {@link CapabilityValue} says.
 *
 * @param tag the tag in upper case; tags are compared without regard to case
 * @param arguments the arguments as they came
 */
public record Capability(String tag, List<String> arguments) {

  /** The TOP command works: RFC 2449 section 6.1. */
  public static final String TOP = "TOP";

  /** USER and PASS work: RFC 2449 section 6.2. */
  public static final String USER = "USER";

  /** AUTH works with these mechanisms: RFC 5034 section 3. */
  public static final String SASL = "SASL";

  /** Extended response codes are used: RFC 2449 section 6.4. */
  public static final String RESP_CODES = "RESP-CODES";

  /** Every credential failure carries the AUTH code: RFC 3206 section 6. */
  public static final String AUTH_RESP_CODE = "AUTH-RESP-CODE";

  /** Seconds between logins: RFC 2449 section 6.5. */
  public static final String LOGIN_DELAY = "LOGIN-DELAY";

  /** Several commands may be under way at once: RFC 2449 section 6.6. */
  public static final String PIPELINING = "PIPELINING";

  /** Days until mail is removed: RFC 2449 section 6.7. */
  public static final String EXPIRE = "EXPIRE";

  /** The UIDL command works: RFC 2449 section 6.8. */
  public static final String UIDL = "UIDL";

  /** What the server is: RFC 2449 section 6.9. */
  public static final String IMPLEMENTATION = "IMPLEMENTATION";

  /** The STLS command works now: RFC 2595 section 4. */
  public static final String STLS = "STLS";

  /** The UTF8 command works: RFC 6856 section 2. */
  public static final String UTF8 = "UTF8";

  /** The LANG command works: RFC 6856 section 3. */
  public static final String LANG = "LANG";

  /**
   * Checks the line and folds the tag's case.
   *
   * @throws IllegalArgumentException if the tag or an argument has an illegal character, or the
   *     line is longer than 512 octets
   */
  public Capability {
    if (!isWord(tag) || tag.indexOf('.') >= 0) {
      throw new IllegalArgumentException(
          "capability tag: " + Printable.of(tag) + " (expected: printable ASCII without dots)");
    }
    tag = tag.toUpperCase(Locale.ROOT);
    arguments = List.copyOf(arguments);
    int octets = tag.length() + 2;
    for (String argument : arguments) {
      if (!isWord(argument)) {
        throw new IllegalArgumentException(
            "argument of "
                + tag
                + ": "
                + Printable.of(argument)
                + " (expected: printable ASCII without spaces)");
      }
      octets += 1 + argument.length();
    }
    if (octets > WireLimits.CAPABILITY_LINE_OCTETS) {
      throw new IllegalArgumentException(
          "capability "
              + tag
              + ": "
              + octets
              + " octets (expected: <= "
              + WireLimits.CAPABILITY_LINE_OCTETS
              + ")");
    }
  }

  /**
   * A capability.
   *
   * @param tag the tag
   * @param arguments the arguments
   * @return the capability
   */
  public static Capability of(String tag, String... arguments) {
    return new Capability(tag, List.of(arguments));
  }

  private static boolean isWord(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < 0x21 || word.charAt(i) > 0x7E) {
        return false;
      }
    }
    return !word.isEmpty();
  }

  /**
   * Parses a line of a CAPA reply; spaces too many are ignored.
   *
   * @param line the line
   * @return the capability; empty if this is none, which a client ignores
   */
  public static Optional<Capability> parse(String line) {
    List<String> words = new ArrayList<>();
    for (String word : line.split(" ", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    if (line.length() > WireLimits.CAPABILITY_LINE_OCTETS - 2
        || words.isEmpty()
        || !words.stream().allMatch(Capability::isWord)
        || words.get(0).indexOf('.') >= 0) {
      return Optional.empty();
    }
    return Optional.of(new Capability(words.get(0), words.subList(1, words.size())));
  }

  /**
   * The line as it is sent.
   *
   * @return tag and arguments, one space apart
   */
  public String format() {
    return arguments.isEmpty() ? tag : tag + " " + String.join(" ", arguments);
  }
}
