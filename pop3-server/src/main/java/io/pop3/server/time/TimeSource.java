package io.pop3.server.time;

import java.time.Clock;
import java.time.Duration;

/**
 * The only source of time of a server. Safe for several threads.
 *
 * <p>A program that does not set one gets the system's time; a test sets one that it moves by hand.
 */
public interface TimeSource {

  /**
   * The wall clock, for what people read and for APOP timestamps.
   *
   * @return the clock
   */
  Clock clock();

  /**
   * The time that only moves forward, for timeouts.
   *
   * @return nanoseconds since some moment; only differences mean anything
   */
  long nanoTime();

  /**
   * Runs a task after a while.
   *
   * @param delay how long to wait
   * @param task what to do; short, does not block, runs on any thread
   * @return makes the task not run, if it did not yet
   */
  Cancellation schedule(Duration delay, Runnable task);

  /** Takes back what was scheduled. */
  @FunctionalInterface
  interface Cancellation {

    /** Makes the task not run, if it did not yet; harmless afterwards. */
    void cancel();
  }
}
