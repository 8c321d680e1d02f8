package io.pop3.server.internal.netty;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.pop3.server.time.TimeSource;
import io.pop3.server.time.TimeSource.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Time for the sessions of a server: that of the event loops, unless a program sets another. */
public final class LoopTime {

  private final Optional<TimeSource> source;

  /**
   * The time of a server.
   *
   * @param source what the program set
   */
  public LoopTime(Optional<TimeSource> source) {
    this.source = source;
  }

  long nanoTime() {
    return source.isPresent() ? source.get().nanoTime() : System.nanoTime();
  }

  /** Runs a task on a loop after a while. */
  Cancellation schedule(EventLoop loop, Duration delay, Runnable task) {
    if (source.isPresent()) {
      return source.get().schedule(delay, () -> loop.execute(task));
    }
    ScheduledFuture<?> future = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }
}
