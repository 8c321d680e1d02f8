package io.pop3.protocol.reply;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What a {@linkplain Capability capability line} means: the tag as one of {@link Kind}, its
 * arguments as values (grammar section 4.4).
 *
 * <p>A line whose tag nobody here knows, or whose arguments are not what the tag's RFC says, is
 * {@link Other} and keeps its words: a client neither guesses nor fails. Writing a value and
 * reading it again gives the same value; reading a line and writing it gives the one canonical
 * line, without leading zeros and with words of the RFCs in upper case.
 */
public sealed interface CapabilityValue
    permits CapabilityValue.Plain,
        CapabilityValue.Sasl,
        CapabilityValue.LoginDelay,
        CapabilityValue.Expire,
        CapabilityValue.Implementation,
        CapabilityValue.Utf8,
        CapabilityValue.Other {

  /** The tags of the RFCs, to switch over. */
  enum Kind {
    /** TOP works: RFC 2449 section 6.1. */
    TOP(Capability.TOP),
    /** USER and PASS work: RFC 2449 section 6.2. */
    USER(Capability.USER),
    /** AUTH works: {@link Sasl}. */
    SASL(Capability.SASL),
    /** Extended response codes are used: RFC 2449 section 6.4. */
    RESP_CODES(Capability.RESP_CODES),
    /** Every credential failure carries the AUTH code: RFC 3206 section 6. */
    AUTH_RESP_CODE(Capability.AUTH_RESP_CODE),
    /** How long to wait between logins: {@link LoginDelay}. */
    LOGIN_DELAY(Capability.LOGIN_DELAY),
    /** Several commands may be under way at once: RFC 2449 section 6.6. */
    PIPELINING(Capability.PIPELINING),
    /** How long mail may stay: {@link Expire}. */
    EXPIRE(Capability.EXPIRE),
    /** UIDL works: RFC 2449 section 6.8. */
    UIDL(Capability.UIDL),
    /** What the server is: {@link Implementation}. */
    IMPLEMENTATION(Capability.IMPLEMENTATION),
    /** STLS works now: RFC 2595 section 4. */
    STLS(Capability.STLS),
    /** UTF8 works: {@link Utf8}. */
    UTF8(Capability.UTF8),
    /** LANG works: RFC 6856 section 3. */
    LANG(Capability.LANG),
    /** No tag of the RFCs, or not as they have it: {@link Other}. */
    OTHER("");

    private final String tag;

    Kind(String tag) {
      this.tag = tag;
    }

    /**
     * The tag as it is sent.
     *
     * @return upper case; empty for {@link #OTHER}, which has many
     */
    public String tag() {
      return tag;
    }

    /**
     * Tells whether the tag stands alone.
     *
     * @return true if {@link Plain} is its value
     */
    public boolean isPlain() {
      return switch (this) {
        case TOP, USER, RESP_CODES, AUTH_RESP_CODE, PIPELINING, UIDL, STLS, LANG -> true;
        case SASL, LOGIN_DELAY, EXPIRE, IMPLEMENTATION, UTF8, OTHER -> false;
      };
    }

    static Kind of(String tag) {
      return Arrays.stream(values())
          .filter(kind -> kind != OTHER && kind.tag.equals(tag))
          .findFirst()
          .orElse(OTHER);
    }
  }

  /**
   * Which capability this is.
   *
   * @return its kind
   */
  Kind kind();

  /**
   * The line that says so.
   *
   * @return tag and arguments in their canonical form
   */
  Capability capability();

  /**
   * Reads what a line means.
   *
   * @param line tag and arguments
   * @return the value; {@link Other} if the RFCs give it none
   */
  static CapabilityValue of(Capability line) {
    return CapabilityReader.read(line).orElseGet(() -> new Other(line));
  }

  /**
   * A capability without arguments.
   *
   * @param kind which
   */
  record Plain(Kind kind) implements CapabilityValue {

    /**
     * Checks the kind.
     *
     * @throws IllegalArgumentException if a capability of this kind has arguments
     */
    public Plain {
      if (!kind.isPlain()) {
        throw new IllegalArgumentException(
            "capability: " + kind + " (expected: one without arguments)");
      }
    }

    @Override
    public Capability capability() {
      return Capability.of(kind.tag());
    }
  }

  /**
   * AUTH works with these mechanisms (RFC 5034 section 3).
   *
   * @param mechanisms their names in upper case, at least one, each once
   */
  record Sasl(List<String> mechanisms) implements CapabilityValue {

    /**
     * Folds the case of the names.
     *
     * @throws IllegalArgumentException if there is none, or one can't stand in a capability line
     */
    public Sasl {
      mechanisms =
          checked(
              Kind.SASL,
              mechanisms.stream().map(name -> name.toUpperCase(Locale.ROOT)).distinct().toList());
    }

    @Override
    public Kind kind() {
      return Kind.SASL;
    }

    @Override
    public Capability capability() {
      return new Capability(Capability.SASL, mechanisms);
    }
  }

  /**
   * How long to wait from one login to the next (RFC 2449 section 6.5).
   *
   * @param delay full seconds
   * @param differsByUser whether some users have to wait less; asked after login the server tells
   *     exactly (ledger 2449-DLY-4)
   */
  record LoginDelay(Duration delay, boolean differsByUser) implements CapabilityValue {

    /**
     * Checks the delay.
     *
     * @throws IllegalArgumentException if it is negative, not in full seconds, or longer than 2^31
     *     - 1 of them
     */
    public LoginDelay {
      if (delay.isNegative()
          || !delay.equals(delay.truncatedTo(ChronoUnit.SECONDS))
          || delay.toSeconds() > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "login delay: " + delay + " (expected: 0 to " + Integer.MAX_VALUE + " full seconds)");
      }
    }

    @Override
    public Kind kind() {
      return Kind.LOGIN_DELAY;
    }

    @Override
    public Capability capability() {
      return CapabilityReader.policy(kind(), Long.toString(delay.toSeconds()), differsByUser);
    }
  }

  /**
   * How long mail stays before the server removes it by itself (RFC 2449 section 6.7).
   *
   * @param days full days that it stays at least; empty for NEVER
   * @param differsByUser whether some users' mail stays longer; asked after login the server tells
   *     exactly (ledger 2449-EXP-5)
   */
  record Expire(OptionalInt days, boolean differsByUser) implements CapabilityValue {

    /** The word for no expiry. */
    static final String NEVER = "NEVER";

    /**
     * Checks the days.
     *
     * @throws IllegalArgumentException if there are negative ones
     */
    public Expire {
      if (days.isPresent() && days.getAsInt() < 0) {
        throw new IllegalArgumentException("days: " + days.getAsInt() + " (expected: >= 0)");
      }
    }

    @Override
    public Kind kind() {
      return Kind.EXPIRE;
    }

    @Override
    public Capability capability() {
      String word = days.isPresent() ? Integer.toString(days.getAsInt()) : NEVER;
      return CapabilityReader.policy(kind(), word, differsByUser);
    }
  }

  /**
   * What the server is (RFC 2449 section 6.9).
   *
   * @param words a name and perhaps more, for people only; at least one word
   */
  record Implementation(List<String> words) implements CapabilityValue {

    /**
     * Checks the words.
     *
     * @throws IllegalArgumentException if there is none, or one can't stand in a capability line
     */
    public Implementation {
      words = checked(Kind.IMPLEMENTATION, words);
    }

    @Override
    public Kind kind() {
      return Kind.IMPLEMENTATION;
    }

    @Override
    public Capability capability() {
      return new Capability(Capability.IMPLEMENTATION, words);
    }
  }

  /**
   * The UTF8 command works (RFC 6856 section 2).
   *
   * @param credentials whether USER, PASS and APOP take UTF-8, with or without the command
   */
  record Utf8(boolean credentials) implements CapabilityValue {

    @Override
    public Kind kind() {
      return Kind.UTF8;
    }

    @Override
    public Capability capability() {
      return credentials
          ? Capability.of(Capability.UTF8, Capability.USER)
          : Capability.of(Capability.UTF8);
    }
  }

  /**
   * A line that has no value among the others; its words are kept as they came.
   *
   * @param capability the line
   */
  record Other(Capability capability) implements CapabilityValue {

    /**
     * Checks that there is no better value.
     *
     * @throws IllegalArgumentException if the RFCs give this line a meaning
     */
    public Other {
      if (CapabilityReader.read(capability).isPresent()) {
        throw new IllegalArgumentException(
            "capability: " + capability.format() + " (expected: none that has a value)");
      }
    }

    @Override
    public Kind kind() {
      return Kind.OTHER;
    }

    /**
     * The tag.
     *
     * @return in upper case
     */
    public String tag() {
      return capability.tag();
    }
  }

  private static List<String> checked(Kind kind, List<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException(kind.tag() + ": no word (expected: at least one)");
    }
    return new Capability(kind.tag(), words).arguments();
  }
}
