package io.pop3.protocol.sasl;

import io.pop3.protocol.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What an anonymous client says of itself: nothing, a mail address, or a token without {@code @}
 * (RFC 4505 section 2), prepared by the trace profile (section 3, 4505-TRACE-1): nothing is mapped,
 * normalised or unassigned; controls, private use, non-characters, surrogates and the like are
 * prohibited; directions are checked.
 */
final class Trace {

  /** The greatest length of a token in characters (RFC 4505 section 2). */
  static final int MAX_CHARACTERS = 255;

  private static final int MAX_OCTETS = 4 * MAX_CHARACTERS;

  private Trace() {}

  static Optional<String> parse(byte[] message) {
    if (message.length > MAX_OCTETS || !Utf8.isWellFormed(message, 0, message.length)) {
      return Optional.empty();
    }
    return Optional.of(new String(message, StandardCharsets.UTF_8)).filter(Trace::isLegal);
  }

  static boolean isLegal(String text) {
    return text.isEmpty()
        || (text.codePointCount(0, text.length()) <= MAX_CHARACTERS
            && text.codePoints().noneMatch(StringPrepTables.PROHIBITED::contains)
            && (text.indexOf('@') < 0 || isAddress(text))
            && Directions.agree(text));
  }

  /** As much of an address as matters for a trace: something on each side of the last at-sign. */
  private static boolean isAddress(String text) {
    int at = text.lastIndexOf('@');
    return at > 0 && at < text.length() - 1 && text.indexOf(' ', at) < 0;
  }
}
