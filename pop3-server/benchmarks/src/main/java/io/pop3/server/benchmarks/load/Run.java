package io.pop3.server.benchmarks.load;

import io.netty.channel.EventLoop;
import io.pop3.server.benchmarks.mail.UserMail;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps sessions going until a limit is reached and all have ended. Lives on its event loop. */
final class Run implements SessionHandler.Listener {

  private static final long SILENCE_SECONDS = 300;

  /**
   * Connections that are not greeted yet. Linux forgets what does not fit into a server's queue of
   * new connections (4096), and neither end hears of it as long as neither says anything.
   */
  private static final int MOST_UNANSWERED = 1024;

  private final EventLoop loop;
  private final Connector connector;
  private final Limit limit;
  private final int concurrency;
  private final Tally tally;
  private final Deque<Integer> idleUsers = new ArrayDeque<>();
  private final CompletableFuture<Tally> result = new CompletableFuture<>();
  private final long begun = System.nanoTime();
  private long begunSessions;
  private int open;
  private int unanswered;
  private boolean timed;
  private long lastActive = begun;
  private @Nullable Throwable failure;

  Run(EventLoop loop, Plan plan, Limit limit, ClientTls tls, List<UserMail> mail) {
    this.loop = loop;
    this.tally = new Tally();
    this.connector = new Connector(loop, plan, tls, mail, tally);
    this.limit = limit;
    this.concurrency = Math.min(plan.concurrency(), plan.set().users());
    for (int user = 1; user <= plan.set().users(); user++) {
      idleUsers.add(user);
    }
  }

  /** Starts; the result comes when the last session has ended. */
  CompletableFuture<Tally> start() {
    loop.execute(this::keepGoing);
    return result;
  }

  private void keepGoing() {
    while (mayBegin()) {
      long now = System.nanoTime();
      if (limit.rate() > 0) {
        long planned = begun + (long) (begunSessions * 1e9 / limit.rate());
        if (planned > now) {
          wakeAt(planned - now);
          return;
        }
        begin(planned);
      } else {
        begin(now);
      }
    }
    if (open == 0 && isOver()) {
      complete();
    }
  }

  private boolean isOver() {
    return failure != null || limit.isReached(begunSessions, System.nanoTime() - begun);
  }

  private boolean mayBegin() {
    return !isOver() && open < concurrency && unanswered < MOST_UNANSWERED && !idleUsers.isEmpty();
  }

  private void begin(long planned) {
    open++;
    unanswered++;
    begunSessions++;
    connector.open(idleUsers.remove(), planned, this);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The loop outlives the run.
  private void wakeAt(long delay) {
    if (!timed) {
      timed = true;
      loop.schedule(
          () -> {
            timed = false;
            keepGoing();
          },
          delay,
          TimeUnit.NANOSECONDS);
    }
  }

  private void complete() {
    Throwable cause = failure;
    if (cause == null) {
      tally.took(System.nanoTime() - begun);
      result.complete(tally);
    } else {
      result.completeExceptionally(cause);
    }
  }

  /** Fails if the server has been silent for too long; to be called now and then on any thread. */
  void watch() {
    loop.execute(
        () -> {
          if (System.nanoTime() - lastActive > TimeUnit.SECONDS.toNanos(SILENCE_SECONDS)) {
            result.completeExceptionally(
                new LoadException("server: silent for " + SILENCE_SECONDS + " s"));
          }
        });
  }

  @Override
  public void answered() {
    unanswered--;
    keepGoing();
  }

  @Override
  public void ready(SessionHandler handler) {
    // It knows what to do.
  }

  @Override
  public void secured(boolean resumed) {
    if (resumed) {
      tally.sessionResumed();
    }
  }

  @Override
  public void active() {
    lastActive = System.nanoTime();
  }

  @Override
  public void ended(SessionHandler handler) {
    open--;
    if (!handler.isAnswered()) {
      unanswered--;
    }
    idleUsers.add(handler.user());
    if (handler.isFinished()) {
      tally.sessionEnded();
      if (limit.counts(handler.started() - begun)) {
        tally.sessionTook(handler.latency());
      }
    } else {
      tally.sessionCutShort();
    }
    keepGoing();
  }

  @Override
  public void failed(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
  }
}
