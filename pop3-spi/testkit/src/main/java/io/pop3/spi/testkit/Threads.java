package io.pop3.spi.testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Threads for suites. */
final class Threads {

  private Threads() {}

  /**
   * Runs a task in a thread of its own; a common pool may have too few threads for all that wait.
   */
  static <T> CompletableFuture<T> async(Callable<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(task.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "contract");
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  static <T> T inAnotherThread(Callable<T> task) throws Exception {
    return async(task).get();
  }
}
