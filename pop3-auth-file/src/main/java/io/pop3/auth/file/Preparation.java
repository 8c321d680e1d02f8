package io.pop3.auth.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Brings names and passwords into the form in which they are compared: the one place in this module
 * for SASLprep (RFC 4013, decision A-46).
 *
 * <p>Printable ASCII stays as it is, ASCII control characters are refused, and so are octets that
 * are not UTF-8. Characters beyond ASCII pass unchanged.
 */
enum Preparation {
  /** What a client sends to be compared. */
  QUERY,
  /** What is kept to be compared with. */
  STORED;

  /**
   * Prepares a text.
   *
   * @return the text in the form that is compared; empty if it can't be prepared
   */
  Optional<String> of(String text) {
    return hasControl(text) ? Optional.empty() : Optional.of(text);
  }

  /**
   * Prepares a password.
   *
   * @param octets the password, which this method leaves alone
   * @return the octets that are compared, which the caller wipes; empty if they can't be prepared
   */
  Optional<byte[]> of(byte[] octets) {
    CharBuffer text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
    boolean refused = hasControl(text);
    Arrays.fill(text.array(), '\0');
    return refused ? Optional.empty() : Optional.of(octets.clone());
  }

  private static boolean hasControl(CharSequence text) {
    return text.chars().anyMatch(c -> c < 0x20 || c == 0x7F);
  }
}
