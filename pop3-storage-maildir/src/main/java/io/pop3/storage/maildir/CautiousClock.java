package io.pop3.storage.maildir;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The time by which mail may be removed for its age: the wall clock, unless that runs ahead of the
 * time that has passed since the start. A clock that jumps forward by years must not take all mail
 * with it; one that jumps back only delays. Safe for several threads.
 */
final class CautiousClock {

  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Instant start;
  private final long startNanos;

  CautiousClock(Clock clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.start = clock.instant();
    this.startNanos = nanoTime.getAsLong();
  }

  /** The earlier of what the clock says and what it should say by the time passed. */
  Instant now() {
    Instant said = clock.instant();
    Instant passed = start.plusNanos(nanoTime.getAsLong() - startNanos);
    return said.isBefore(passed) ? said : passed;
  }
}
