package io.pop3.server.internal.session;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The work of one session that may block: one task at a time, results back on the event loop. */
final class Work {

  private final Link link;
  private boolean running;
  private @Nullable Runnable last;

  Work(Link link) {
    this.link = link;
  }

  boolean isRunning() {
    return running;
  }

  /** Has a task done. Exactly one of the two consumers is called, on the event loop. */
  <T> void start(
      Executor executor, Callable<T> task, Consumer<T> success, Consumer<Throwable> failure) {
    if (running || last != null) {
      throw new IllegalStateException("work: begun twice (expected: one task at a time)");
    }
    running = true;
    try {
      executor.execute(() -> perform(task, success, failure));
    } catch (RejectedExecutionException full) {
      running = false;
      failure.accept(full);
    }
  }

  private <T> void perform(Callable<T> task, Consumer<T> success, Consumer<Throwable> failure) {
    Runnable outcome;
    try {
      T result = task.call();
      outcome = () -> success.accept(result);
    } catch (Throwable thrown) {
      outcome = () -> failure.accept(thrown);
    }
    Runnable reported = outcome;
    link.execute(() -> done(reported));
  }

  private void done(Runnable outcome) {
    // An end that the outcome itself asks for is run by finish, since nothing runs any more.
    Runnable end = last;
    running = false;
    outcome.run();
    if (end != null) {
      end.run();
    }
  }

  /**
   * Starts no further task.
   *
   * @param end called on the event loop when nothing runs any more, perhaps at once
   */
  void finish(Runnable end) {
    last = end;
    if (!running) {
      end.run();
    }
  }
}
