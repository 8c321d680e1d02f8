package io.pop3.protocol.model;

/**
 * The unique-id of a message: 1 to 70 octets of 0x21 to 0x7E that name one message of a maildrop in
 * every session (RFC 1939 section 7, ledger 1939-UIDL-3). Compared octet by octet, so case counts.
 *
 * @param value the identifier
 */
public record UniqueId(String value) implements Comparable<UniqueId> {

  /** The greatest length of a unique-id, in octets (RFC 1939 section 7). */
  public static final int MAX_OCTETS = 70;

  /**
   * Checks the identifier.
   *
   * @throws IllegalArgumentException if {@code value} is empty, longer than {@value #MAX_OCTETS}
   *     octets, or has a character outside 0x21 to 0x7E
   */
  public UniqueId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "unique-id: "
              + Printable.of(value)
              + " (expected: 1 to "
              + MAX_OCTETS
              + " characters of 0x21 to 0x7E)");
    }
  }

  /**
   * Tells whether a text could be a unique-id.
   *
   * @param value any text
   * @return whether the constructor would accept it
   */
  public static boolean isValid(String value) {
    int length = value.length();
    if (length < 1 || length > MAX_OCTETS) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c < 0x21 || c > 0x7E) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(UniqueId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
