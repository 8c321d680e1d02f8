package io.pop3.server.benchmarks.load;

import java.time.Duration;

/**
 * When to begin no more sessions. Those under way are always finished, so that all the server did
 * belongs to what is counted.
 *
 * @param sessions after so many
 * @param time after so long
 * @param rate how many to begin a second by the clock; 0 for one whenever another ends
 * @param lead how long before {@code time} sessions begin already without their latency counting
 */
public record Limit(long sessions, Duration time, double rate, Duration lead) {

  private static final Duration NEVER = Duration.ofDays(1);

  /**
   * A number of sessions.
   *
   * @param sessions how many
   * @return the limit
   */
  public static Limit sessions(long sessions) {
    return new Limit(sessions, NEVER, 0, Duration.ZERO);
  }

  /**
   * A time.
   *
   * @param time how long
   * @return the limit
   */
  public static Limit time(Duration time) {
    return new Limit(Long.MAX_VALUE, time, 0, Duration.ZERO);
  }

  /**
   * The same at a steady rate, whether the server keeps up or not.
   *
   * @param newRate sessions to begin a second
   * @return the limit
   */
  public Limit atRate(double newRate) {
    return new Limit(sessions, time, newRate, lead);
  }

  /**
   * The same after a lead, for a client whose Java compiles again what the end of the run before
   * has taught it.
   *
   * @param newLead how long the latency of sessions does not count
   * @return the limit
   */
  public Limit after(Duration newLead) {
    return new Limit(sessions, time, rate, newLead);
  }

  /** Whether no more sessions begin. */
  boolean isReached(long begun, long elapsedNanoseconds) {
    return begun >= sessions || elapsedNanoseconds >= lead.plus(time).toNanos();
  }

  /** Whether the latency of a session counts. */
  boolean counts(long startNanoseconds) {
    return startNanoseconds >= lead.toNanos();
  }
}
