package io.pop3.conformance;

import java.time.Duration;

/**
 * How long the suite waits. Each of them is greater than zero and at most a day.
 *
 * @param connect for a connection
 * @param reply for the next octets of a reply
 * @param release for a maildrop to become free after a session was broken off
 * @param silence for octets that must not come
 * @param idle for how long a server has to put up with a silent client; ten minutes by RFC 1939
 *     section 3
 * @param wholeCase for one case from its start to its end, {@code idle} aside
 */
public record TimeLimits(
    Duration connect,
    Duration reply,
    Duration release,
    Duration silence,
    Duration idle,
    Duration wholeCase) {

  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public TimeLimits {
    check("connect", connect);
    check("reply", reply);
    check("release", release);
    check("silence", silence);
    check("idle", idle);
    check("whole case", wholeCase);
  }

  private static void check(String name, Duration limit) {
    if (limit.isNegative() || limit.isZero() || limit.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " limit: " + limit + " (expected: > 0 and <= " + LONGEST + ")");
    }
  }

  /**
   * Limits for a server on the same network that answers failed logins late, as many do.
   *
   * @return 10 s to connect, 30 s for a reply, 10 s for a release, 1 s of silence, 10 min of
   *     idling, 5 min for a case
   */
  public static TimeLimits defaults() {
    return new TimeLimits(
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        Duration.ofMinutes(10),
        Duration.ofMinutes(5));
  }

  /**
   * The same, but waiting for replies this long.
   *
   * @param newReply the limit
   * @return other limits
   */
  public TimeLimits withReply(Duration newReply) {
    return new TimeLimits(connect, newReply, release, silence, idle, wholeCase);
  }

  /**
   * The same, but giving each case this long.
   *
   * @param newWholeCase the limit
   * @return other limits
   */
  public TimeLimits withWholeCase(Duration newWholeCase) {
    return new TimeLimits(connect, reply, release, silence, idle, newWholeCase);
  }
}
