package io.pop3.protocol.model;

/**
 * A count of octets of message content in its wire form: each line end counts as two, the stuffing
 * dots and the terminator do not count (RFC 1939 section 11, ledger 1939-FMT-2 to -4).
 *
 * @param value the count, 0 or greater; 64 bits wide (decision A-20)
 */
public record Octets(long value) implements Comparable<Octets> {

  /** No octets at all: the size of an empty message. */
  public static final Octets ZERO = new Octets(0);

  /**
   * Checks the count.
   *
   * @throws IllegalArgumentException if {@code value} is negative
   */
  public Octets {
    if (value < 0) {
      throw new IllegalArgumentException("octets: " + value + " (expected: >= 0)");
    }
  }

  /**
   * Adds two counts.
   *
   * @param other what to add
   * @return the sum
   * @throws ArithmeticException if the sum exceeds 2^63 - 1
   */
  public Octets plus(Octets other) {
    return new Octets(Math.addExact(value, other.value));
  }

  @Override
  public int compareTo(Octets other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
