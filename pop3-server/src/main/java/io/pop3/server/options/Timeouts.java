package io.pop3.server.options;

import java.time.Duration;

/**
 * How long a server waits.
 *
 * @param idle without a complete command line for so long, a session ends without a word and
 *     nothing is removed: at least 10 minutes (RFC 1939 section 3, A-25)
 * @param login from the greeting to the end of authentication; a named deviation, in mode STRICT
 *     never below 10 minutes
 * @param writeStall how long a client may refuse to take what is being sent: at least 10 minutes
 *     (A-25)
 * @param tlsHandshake for a TLS handshake
 * @param lockWait how long a login waits for another session with the same maildrop to end
 * @param stopGrace how long a stopping server waits for replies that are being sent, and for
 *     commits
 */
public record Timeouts(
    Duration idle,
    Duration login,
    Duration writeStall,
    Duration tlsHandshake,
    Duration lockWait,
    Duration stopGrace) {

  /** The smallest inactivity timer that RFC 1939 section 3 allows. */
  public static final Duration MIN_IDLE = Duration.ofMinutes(10);

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * Checks all durations.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Timeouts {
    Faults faults = new Faults();
    faults.between("idle timeout", idle, MIN_IDLE, DAY);
    faults.between("login deadline", login, SECOND, DAY);
    faults.between("write stall timeout", writeStall, MIN_IDLE, DAY);
    faults.between("TLS handshake timeout", tlsHandshake, SECOND, MIN_IDLE);
    faults.between("lock wait", lockWait, Duration.ZERO, Duration.ofMinutes(1));
    faults.between("stop grace", stopGrace, Duration.ZERO, MIN_IDLE);
    faults.throwIfAny();
  }

  /**
   * 10 minutes idle, 3 minutes to log in, 10 minutes of write stall, 30 s for a handshake, no wait
   * for locks, 10 s of grace.
   *
   * @return the recommended values
   */
  public static Timeouts defaults() {
    return new Timeouts(
        MIN_IDLE,
        Duration.ofMinutes(3),
        MIN_IDLE,
        Duration.ofSeconds(30),
        Duration.ZERO,
        Duration.ofSeconds(10));
  }

  /**
   * The same with another idle timeout.
   *
   * @param newIdle see {@link #idle()}
   * @return other timeouts
   */
  public Timeouts withIdle(Duration newIdle) {
    return new Timeouts(newIdle, login, writeStall, tlsHandshake, lockWait, stopGrace);
  }

  /**
   * The same with another login deadline.
   *
   * @param newLogin see {@link #login()}
   * @return other timeouts
   */
  public Timeouts withLogin(Duration newLogin) {
    return new Timeouts(idle, newLogin, writeStall, tlsHandshake, lockWait, stopGrace);
  }

  /**
   * The same with another write-stall timeout.
   *
   * @param newWriteStall see {@link #writeStall()}
   * @return other timeouts
   */
  public Timeouts withWriteStall(Duration newWriteStall) {
    return new Timeouts(idle, login, newWriteStall, tlsHandshake, lockWait, stopGrace);
  }

  /**
   * The same with another time for TLS handshakes.
   *
   * @param newTlsHandshake see {@link #tlsHandshake()}
   * @return other timeouts
   */
  public Timeouts withTlsHandshake(Duration newTlsHandshake) {
    return new Timeouts(idle, login, writeStall, newTlsHandshake, lockWait, stopGrace);
  }

  /**
   * The same with another wait for locks.
   *
   * @param newLockWait see {@link #lockWait()}
   * @return other timeouts
   */
  public Timeouts withLockWait(Duration newLockWait) {
    return new Timeouts(idle, login, writeStall, tlsHandshake, newLockWait, stopGrace);
  }

  /**
   * The same with another grace at the end.
   *
   * @param newStopGrace see {@link #stopGrace()}
   * @return other timeouts
   */
  public Timeouts withStopGrace(Duration newStopGrace) {
    return new Timeouts(idle, login, writeStall, tlsHandshake, lockWait, newStopGrace);
  }
}
