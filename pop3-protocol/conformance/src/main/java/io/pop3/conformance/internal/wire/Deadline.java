package io.pop3.conformance.internal.wire;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The end of the time that a case has. When it comes, the sockets of the case are closed, so that
 * no operation on them blocks for longer: not a write that the server never reads either, for which
 * sockets have no time-out. Safe for several threads.
 */
public final class Deadline implements Closeable {

  private final Duration limit;
  private final List<Closeable> guarded = new ArrayList<>();
  private final ScheduledFuture<?> alarm;
  private boolean passed;

  /**
   * Starts the clock.
   *
   * @param limit how long the case has
   * @param clockwork runs the alarm
   */
  public Deadline(Duration limit, ScheduledExecutorService clockwork) {
    this.limit = limit;
    this.alarm = clockwork.schedule(this::expire, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Closes something at the deadline; at once if that has passed. */
  synchronized void guard(Closeable resource) {
    guarded.add(resource);
    if (passed) {
      closeQuietly(resource);
    }
  }

  /** Whether the time is up. */
  synchronized boolean passed() {
    return passed;
  }

  /** How long the case has. */
  Duration limit() {
    return limit;
  }

  private synchronized void expire() {
    passed = true;
    guarded.forEach(Deadline::closeQuietly);
  }

  /** Stops the clock. */
  @Override
  public void close() {
    alarm.cancel(false);
  }

  private static void closeQuietly(Closeable resource) {
    try {
      resource.close();
    } catch (IOException e) {
      // Whoever still uses it hears of it there.
    }
  }
}
