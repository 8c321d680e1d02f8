package io.pop3.protocol.model;

/**
 * The number of a message within one session: 1 for the first message of the maildrop (RFC 1939
 * section 4, ledger 1939-NUM-1). It means nothing in any other session (1939-NUM-6).
 *
 * @param value the number, 1 or greater
 */
public record MessageNumber(int value) implements Comparable<MessageNumber> {

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if {@code value} is below 1
   */
  public MessageNumber {
    if (value < 1) {
      throw new IllegalArgumentException("message number: " + value + " (expected: >= 1)");
    }
  }

  /**
   * The message number of a position in a listing.
   *
   * @param index a position, counted from 0
   * @return the number of that message, which is {@code index + 1}
   */
  public static MessageNumber ofIndex(int index) {
    return new MessageNumber(index + 1);
  }

  /**
   * The position of this message in the listing it belongs to.
   *
   * @return the position, counted from 0
   */
  public int index() {
    return value - 1;
  }

  @Override
  public int compareTo(MessageNumber other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
