package io.pop3.server.options;

import java.time.Duration;

/**
 * How guessing passwords is made hopeless, and knowing them cheap.
 *
 * @param firstDelay how long a wrong login has to wait for its answer, and the next one from that
 *     address for its check; doubles with every further failure; zero for no delays
 * @param greatestDelay what it grows to
 * @param forgetAfter without failures for so long, an address or a user begins anew
 * @param rememberedPasswords how many good passwords to remember, as keyed hashes that nobody can
 *     log in with, so that the next login need not pay for a slow hash; 0 for none
 * @param rememberFor how long; a backend that notices changes ends it at once
 */
public record Defence(
    Duration firstDelay,
    Duration greatestDelay,
    Duration forgetAfter,
    int rememberedPasswords,
    Duration rememberFor) {

  private static final int MANY = 10_000_000;
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * Checks all values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Defence {
    Faults faults = new Faults();
    faults.between("first delay", firstDelay, Duration.ZERO, Duration.ofMinutes(1));
    faults.between("greatest delay", greatestDelay, firstDelay, Duration.ofMinutes(1));
    faults.between("forget failures after", forgetAfter, Duration.ofSeconds(1), DAY);
    faults.between("remembered passwords", rememberedPasswords, 0, MANY);
    faults.between("remember passwords for", rememberFor, Duration.ofSeconds(1), DAY);
    faults.throwIfAny();
  }

  /**
   * Delays from 1 to 15 seconds, forgotten after 10 minutes; 10,000 passwords remembered for 15
   * minutes.
   *
   * @return the recommended values
   */
  public static Defence defaults() {
    return new Defence(
        Duration.ofSeconds(1),
        Duration.ofSeconds(15),
        Duration.ofMinutes(10),
        10_000,
        Duration.ofMinutes(15));
  }

  /**
   * Neither delays nor remembered passwords: for tests, and behind something else that defends.
   *
   * @return values that do nothing
   */
  public static Defence none() {
    return defaults().withDelays(Duration.ZERO, Duration.ZERO).withRememberedPasswords(0);
  }

  /**
   * The same with other delays.
   *
   * @param first see {@link #firstDelay()}
   * @param greatest see {@link #greatestDelay()}
   * @return another defence
   */
  public Defence withDelays(Duration first, Duration greatest) {
    return new Defence(first, greatest, forgetAfter, rememberedPasswords, rememberFor);
  }

  /**
   * The same with another memory of failures.
   *
   * @param newForgetAfter see {@link #forgetAfter()}
   * @return another defence
   */
  public Defence withForgetAfter(Duration newForgetAfter) {
    return new Defence(firstDelay, greatestDelay, newForgetAfter, rememberedPasswords, rememberFor);
  }

  /**
   * The same with another number of passwords.
   *
   * @param newRememberedPasswords see {@link #rememberedPasswords()}
   * @return another defence
   */
  public Defence withRememberedPasswords(int newRememberedPasswords) {
    return new Defence(firstDelay, greatestDelay, forgetAfter, newRememberedPasswords, rememberFor);
  }

  /**
   * The same with another time to remember passwords.
   *
   * @param newRememberFor see {@link #rememberFor()}
   * @return another defence
   */
  public Defence withRememberFor(Duration newRememberFor) {
    return new Defence(firstDelay, greatestDelay, forgetAfter, rememberedPasswords, newRememberFor);
  }
}
