package io.pop3.server.benchmarks.load;

import java.time.Duration;

/**
 * When to begin no more sessions. Those under way are always finished, so that all the server did
 * belongs to what is counted.
 *
 * @param sessions after so many
 * @param time after so long
 * @param rate how many to begin a second by the clock; 0 for one whenever another ends
 */
public record Limit(long sessions, Duration time, double rate) {

  private static final Duration NEVER = Duration.ofDays(1);

  /**
   * A number of sessions.
   *
   * @param sessions how many
   * @return the limit
   */
  public static Limit sessions(long sessions) {
    return new Limit(sessions, NEVER, 0);
  }

  /**
   * A time.
   *
   * @param time how long
   * @return the limit
   */
  public static Limit time(Duration time) {
    return new Limit(Long.MAX_VALUE, time, 0);
  }

  /**
   * The same at a steady rate, whether the server keeps up or not.
   *
   * @param newRate sessions to begin a second
   * @return the limit
   */
  public Limit atRate(double newRate) {
    return new Limit(sessions, time, newRate);
  }
}
