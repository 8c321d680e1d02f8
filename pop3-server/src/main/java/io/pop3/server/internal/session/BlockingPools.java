package io.pop3.server.internal.session;

import io.pop3.server.options.Threads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that may block. A session has at most one task at a time, so the limit on connections
 * bounds the queues, too.
 */
public final class BlockingPools implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BlockingPools.class);
  private static final Duration UNUSED = Duration.ofMinutes(1);
  private static final Duration LAST_TASKS = Duration.ofSeconds(30);

  private final Optional<Executor> given;
  private final ForkJoinPool ownWorkers;
  private final ThreadPoolExecutor verifiers;

  /**
   * Pools; threads begin when there is work.
   *
   * @param threads how many
   * @param given does the work of the workers instead of own threads
   */
  public BlockingPools(Threads threads, Optional<Executor> given) {
    this.given = given;
    this.ownWorkers = workers(threads.workers());
    this.verifiers = pool("pop3-verifier", threads.verifiers());
  }

  /**
   * Wakes the thread that slept last, which costs least; all see the classes that the program that
   * makes the server sees.
   */
  private static ForkJoinPool workers(int threads) {
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    ForkJoinPool.ForkJoinWorkerThreadFactory factory =
        pool -> {
          ForkJoinWorkerThread thread =
              ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
          thread.setName("pop3-worker-" + thread.getPoolIndex());
          thread.setContextClassLoader(classes);
          return thread;
        };
    return new ForkJoinPool(threads, factory, null, true);
  }

  private static ThreadPoolExecutor pool(String name, int threads) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            UNUSED.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new Thread(task, name + "-" + number.incrementAndGet()));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Waits for maildrops.
   *
   * @return the caller's executor, or own threads
   */
  public Executor workers() {
    return given.orElse(ownWorkers);
  }

  /**
   * Checks credentials, apart from the workers: a flood of logins can't starve running sessions.
   *
   * @return own threads
   */
  public Executor verifiers() {
    return verifiers;
  }

  /** Ends the own threads after the tasks under way. */
  @Override
  public void close() {
    verifiers.shutdown();
    ownWorkers.shutdown();
    awaitEnd(verifiers);
    awaitEnd(ownWorkers);
  }

  private static void awaitEnd(ExecutorService pool) {
    try {
      if (pool.awaitTermination(LAST_TASKS.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
      LOG.warn("stop: {} tasks took longer than {}, interrupted", pool, LAST_TASKS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    pool.shutdownNow();
  }
}
