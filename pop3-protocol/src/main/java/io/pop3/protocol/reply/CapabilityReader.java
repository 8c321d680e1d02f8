package io.pop3.protocol.reply;

import io.pop3.protocol.reply.CapabilityValue.Expire;
import io.pop3.protocol.reply.CapabilityValue.Implementation;
import io.pop3.protocol.reply.CapabilityValue.Kind;
import io.pop3.protocol.reply.CapabilityValue.LoginDelay;
import io.pop3.protocol.reply.CapabilityValue.Plain;
import io.pop3.protocol.reply.CapabilityValue.Sasl;
import io.pop3.protocol.reply.CapabilityValue.Utf8;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The grammar of capability arguments (grammar section 4.4). */
final class CapabilityReader {

  private CapabilityReader() {}

  /** What a line means; empty if its tag is unknown or its arguments are not what the tag has. */
  static Optional<CapabilityValue> read(Capability line) {
    Kind kind = Kind.of(line.tag());
    List<String> words = line.arguments();
    return switch (kind) {
      case TOP, USER, RESP_CODES, AUTH_RESP_CODE, PIPELINING, UIDL, STLS, LANG ->
          words.isEmpty() ? Optional.of(new Plain(kind)) : Optional.empty();
      case SASL -> words.isEmpty() ? Optional.empty() : Optional.of(new Sasl(words));
      case IMPLEMENTATION ->
          words.isEmpty() ? Optional.empty() : Optional.of(new Implementation(words));
      case LOGIN_DELAY -> loginDelay(words);
      case EXPIRE -> expire(words);
      case UTF8 ->
          endsInUser(words, 0) ? Optional.of(new Utf8(!words.isEmpty())) : Optional.empty();
      case OTHER -> Optional.empty();
    };
  }

  /** {@code 1*DIGIT [SP "USER"]}. */
  private static Optional<CapabilityValue> loginDelay(List<String> words) {
    OptionalInt seconds = endsInUser(words, 1) ? number(words.get(0)) : OptionalInt.empty();
    return seconds.isEmpty()
        ? Optional.empty()
        : Optional.of(new LoginDelay(Duration.ofSeconds(seconds.getAsInt()), words.size() > 1));
  }

  /** {@code (1*DIGIT / "NEVER") [SP "USER"]}. */
  private static Optional<CapabilityValue> expire(List<String> words) {
    if (!endsInUser(words, 1)) {
      return Optional.empty();
    }
    OptionalInt days = number(words.get(0));
    return days.isEmpty() && !words.get(0).equalsIgnoreCase(Expire.NEVER)
        ? Optional.empty()
        : Optional.of(new Expire(days, words.size() > 1));
  }

  /** Whether behind so many words comes nothing, or USER alone. */
  private static boolean endsInUser(List<String> words, int count) {
    return words.size() == count
        || (words.size() == count + 1 && words.get(count).equalsIgnoreCase(Capability.USER));
  }

  private static OptionalInt number(String word) {
    long value = Decimal.parse(word, 0, word.length());
    return value < 0 || value > Integer.MAX_VALUE
        ? OptionalInt.empty()
        : OptionalInt.of((int) value);
  }

  /** A value that may differ by user, as a line. */
  static Capability policy(Kind kind, String value, boolean differsByUser) {
    return differsByUser
        ? Capability.of(kind.tag(), value, Capability.USER)
        : Capability.of(kind.tag(), value);
  }
}
