package io.pop3.protocol.sasl;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Names and passwords as clients send them, made comparable (decision A-46). */
final class PreparedText {

  /** The greatest length of a name before it is prepared: RFC 4616 section 2, 4616-LEN-1. */
  static final int MAX_NAME_OCTETS = UserName.MAX_OCTETS;

  /**
   * The greatest length of a password: well above the 255 octets that 4616-LEN-1 demands, for sites
   * whose passwords are tokens.
   */
  static final int MAX_PASSWORD_OCTETS = 4096;

  private PreparedText() {}

  /** A user name from UTF-8; nothing if it is too long, malformed or can't be prepared. */
  static Optional<UserName> name(byte[] octets, int start, int end) {
    return text(octets, start, end).flatMap(PreparedText::name);
  }

  /** A user name; nothing if it can't be prepared. */
  static Optional<UserName> name(String text) {
    return SaslPrep.prepareQuery(text).filter(UserName::isValid).map(UserName::new);
  }

  /** A password from UTF-8, to be wiped; nothing if too long, malformed or not to be prepared. */
  static Optional<Secret> password(byte[] octets, int start, int end) {
    try (Secret raw = Secret.of(octets, start, end - start)) {
      return password(raw);
    }
  }

  /** A password, to be wiped; nothing if too long or not to be prepared. */
  static Optional<Secret> password(Secret raw) {
    return raw.length() > MAX_PASSWORD_OCTETS ? Optional.empty() : SaslPrep.prepareQuery(raw);
  }

  private static Optional<String> text(byte[] octets, int start, int end) {
    return end - start <= MAX_NAME_OCTETS && Utf8.isWellFormed(octets, start, end)
        ? Optional.of(new String(octets, start, end - start, StandardCharsets.UTF_8))
        : Optional.empty();
  }
}
