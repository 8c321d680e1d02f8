package io.pop3.spi.maildrop;

import java.util.OptionalInt;

/**
 * How long mail may stay before the store removes it by itself: what the capability EXPIRE
 * announces (RFC 2449 section 6.7).
 *
 * @param days full days that every message stays at least; empty if nothing is removed
 * @param differsByUser whether some users' mail may stay longer than these days
 */
public record Expiry(OptionalInt days, boolean differsByUser) {

  /** Nothing is removed but what clients delete. */
  public static final Expiry NEVER = new Expiry(OptionalInt.empty(), false);

  /**
   * Checks the days.
   *
   * @throws IllegalArgumentException if there are negative ones
   */
  public Expiry {
    if (days.isPresent() && days.getAsInt() < 0) {
      throw new IllegalArgumentException("days: " + days.getAsInt() + " (expected: >= 0)");
    }
  }
}
