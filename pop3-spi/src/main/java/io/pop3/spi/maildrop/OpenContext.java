package io.pop3.spi.maildrop;

import java.time.Duration;

/**
 * The circumstances in which a maildrop is opened.
 *
 * @param session names the session in logs and in the lock's description of its holder
 * @param lockWait how long {@code open} may wait for another session to end; zero to try once
 */
public record OpenContext(String session, Duration lockWait) {

  /**
   * Checks the wait.
   *
   * @throws IllegalArgumentException if {@code lockWait} is negative
   */
  public OpenContext {
    if (lockWait.isNegative()) {
      throw new IllegalArgumentException("lock wait: " + lockWait + " (expected: not negative)");
    }
  }

  /**
   * A context that does not wait for the lock.
   *
   * @param session names the session in logs
   * @return the context
   */
  public static OpenContext of(String session) {
    return new OpenContext(session, Duration.ZERO);
  }
}
