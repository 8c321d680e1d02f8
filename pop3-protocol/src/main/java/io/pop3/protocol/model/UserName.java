package io.pop3.protocol.model;

import java.nio.charset.StandardCharsets;

/**
 * The name of a mailbox as a client gives it: not empty and free of control characters. What it
 * means, and whether case counts, is the account policy's affair (ledger 1939-USER-1, A-46).
 *
 * <p>A name may hold a space or characters beyond ASCII, since SASL can carry them; whether the
 * USER and APOP commands can is decided where these commands are written.
 *
 * @param value the name
 */
public record UserName(String value) {

  /**
   * The greatest length of a name in UTF-8 octets, the limit of SASL PLAIN (RFC 4616 section 2).
   */
  public static final int MAX_OCTETS = 255;

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if {@code value} is empty, has a control character or an
   *     unpaired surrogate, or needs more than {@value #MAX_OCTETS} octets in UTF-8
   */
  public UserName {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "user name: "
              + Printable.of(value)
              + " (expected: 1 to "
              + MAX_OCTETS
              + " octets of UTF-8 without control characters)");
    }
  }

  /**
   * Tells whether a text could be a user name.
   *
   * @param value any text
   * @return whether the constructor would accept it
   */
  public static boolean isValid(String value) {
    if (value.isEmpty() || value.length() > MAX_OCTETS) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return value.getBytes(StandardCharsets.UTF_8).length <= MAX_OCTETS;
  }

  @Override
  public String toString() {
    return value;
  }
}
