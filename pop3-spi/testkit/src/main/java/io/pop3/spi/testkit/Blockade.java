package io.pop3.spi.testkit;

import java.util.concurrent.CountDownLatch;

/**
 * A call that {@link FaultyStore} makes wait. Closing it releases the call, so that no thread is
 * left waiting when a test fails. Safe for several threads.
 */
public final class Blockade implements AutoCloseable {

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  Blockade() {}

  /**
   * Waits until a call is blocked.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public void awaitReached() throws InterruptedException {
    reached.await();
  }

  /** Lets the call go on, also one that comes later. Idempotent. */
  public void release() {
    released.countDown();
  }

  /** The same as {@link #release}. */
  @Override
  public void close() {
    release();
  }

  void pass() {
    reached.countDown();
    boolean interrupted = false;
    while (true) {
      try {
        released.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
