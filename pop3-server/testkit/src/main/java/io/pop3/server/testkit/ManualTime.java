package io.pop3.server.testkit;

import io.pop3.server.time.TimeSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Time that stands still until a test moves it. Safe for several threads. */
public final class ManualTime implements TimeSource {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::number));
  private long now;
  private long number;

  /** Time that begins with the year 2026. */
  public ManualTime() {}

  private record Task(long due, long number, Runnable action) {}

  /**
   * Moves on at once, then runs what came due, in order, on the calling thread. Whatever is done in
   * consequence, on any thread, finds the new time: a server whose timers fire on its own threads
   * must not see a moment in between, or it would reckon from one moment and wait from another.
   *
   * @param duration how far; not negative
   */
  public void advance(Duration duration) {
    move(duration);
    for (Task task = nextDue(); task != null; task = nextDue()) {
      task.action().run();
    }
  }

  private synchronized void move(Duration duration) {
    now += duration.toNanos();
  }

  private synchronized @Nullable Task nextDue() {
    Task task = tasks.peek();
    return task == null || task.due() > now ? null : tasks.remove();
  }

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public synchronized Cancellation schedule(Duration delay, Runnable action) {
    Task task = new Task(now + Math.max(0, delay.toNanos()), number++, action);
    tasks.add(task);
    return () -> cancel(task);
  }

  private synchronized void cancel(Task task) {
    tasks.remove(task);
  }

  @Override
  public Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
      }

      @Override
      public Instant instant() {
        return BEGIN.plusNanos(nanoTime());
      }
    };
  }
}
