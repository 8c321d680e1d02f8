package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads many messages at once: a maildir that is opened for the first time, or got very much mail.
 * The session's own thread does the work, and those of a few helpers that are idle share it, so
 * that the disk has more than one request to order. No session ever waits for a helper to begin.
 */
final class ManyMessages {

  private static final int READ_OCTETS = 64 << 10;

  /** How many messages are taken at a time; fewer than two times that are read by one thread. */
  private static final int BLOCK = 128;

  /** Enough to keep a disk busy; what is asked for beyond is refused, and done without. */
  private static final int HELPERS = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

  private static final ExecutorService IDLE =
      new ThreadPoolExecutor(
          0, HELPERS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), ManyMessages::helper);

  private final int count;
  private final Reading reading;
  private final AtomicInteger next = new AtomicInteger();
  private volatile @Nullable Throwable failure;

  private ManyMessages(int count, Reading reading) {
    this.count = count;
    this.reading = reading;
  }

  /** What is done with each message; safe for several threads. */
  @FunctionalInterface
  interface Reading {

    /**
     * Reads a message.
     *
     * @param index which one
     * @param buffer room to read into, for this call
     */
    void read(int index, ByteBuffer buffer) throws IOException;
  }

  /**
   * Reads messages, in no particular order; after a failure not all of them.
   *
   * @param count how many, counted from 0
   * @throws IOException the first failure
   */
  static void read(int count, Reading reading) throws IOException {
    new ManyMessages(count, reading).run();
  }

  private void run() throws IOException {
    int helpers = Math.min(HELPERS, count / BLOCK - 1);
    CountDownLatch ended = new CountDownLatch(Math.max(0, helpers));
    for (int i = 0; i < helpers; i++) {
      try {
        IDLE.execute(
            () -> {
              work();
              ended.countDown();
            });
      } catch (RejectedExecutionException e) {
        // All are busy for other sessions.
        ended.countDown();
      }
    }
    work();
    awaitAll(ended);
    throwFailure();
  }

  private void work() {
    ByteBuffer buffer = ByteBuffer.allocate(READ_OCTETS);
    try {
      int start = next.getAndAdd(BLOCK);
      while (start < count && failure == null) {
        for (int index = start; index < Math.min(count, start + BLOCK); index++) {
          reading.read(index, buffer);
        }
        start = next.getAndAdd(BLOCK);
      }
    } catch (IOException | RuntimeException | Error e) {
      fail(e);
    }
  }

  private synchronized void fail(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
  }

  /** Helpers may not go on with files when the caller has gone on to something else. */
  private static void awaitAll(CountDownLatch ended) {
    boolean interrupted = false;
    while (ended.getCount() > 0) {
      try {
        ended.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void throwFailure() throws IOException {
    Throwable thrown = failure;
    if (thrown == null) {
      return;
    }
    if (thrown instanceof IOException trouble) {
      throw trouble;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  private static Thread helper(Runnable work) {
    Thread thread = new Thread(work, "pop3d-maildir-reader");
    thread.setDaemon(true);
    return thread;
  }
}
