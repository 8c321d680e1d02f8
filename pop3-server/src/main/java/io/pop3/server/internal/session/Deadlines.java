package io.pop3.server.internal.session;

import io.pop3.server.observer.EndReason;
import io.pop3.server.options.Timeouts;
import io.pop3.server.time.TimeSource.Cancellation;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches how long a session waits. Before login a deadline runs from the greeting; the idle
 * timer is restarted by complete command lines alone and rests while the server works or sends;
 * while the network takes nothing of what is being sent, the write-stall timer runs.
 *
 * <p>One timer does for all: commands only note the time, and the timer looks again when it fires.
 */
final class Deadlines {

  private static final Duration SENDING_CHECK = Duration.ofSeconds(30);

  private final Link link;
  private final Timeouts timeouts;
  private final BooleanSupplier isWorking;
  private final Consumer<EndReason> expired;
  private final long begun;
  private final Duration login;
  private @Nullable Cancellation timer;
  private boolean loggedIn;
  private long active;
  private boolean sending;
  private long sendProgress;
  private long stalledSince;

  /**
   * Begins to watch.
   *
   * @param login the deadline for logins
   * @param isWorking whether the server itself is what takes so long
   * @param expired called once, on the event loop
   */
  Deadlines(
      Link link,
      Timeouts timeouts,
      Duration login,
      BooleanSupplier isWorking,
      Consumer<EndReason> expired) {
    this.link = link;
    this.timeouts = timeouts;
    this.login = login;
    this.isWorking = isWorking;
    this.expired = expired;
    this.begun = link.nanoTime();
    this.active = begun;
    this.timer = link.schedule(shorter(login, timeouts.idle()), this::check);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /** A complete line came in. */
  void lineReceived() {
    active = link.nanoTime();
  }

  /** What the server had to do first is done. */
  void workDone() {
    active = link.nanoTime();
  }

  /** The deadline for logins is met. */
  void loggedIn() {
    loggedIn = true;
  }

  /** Something may have been sent. */
  void noteSending() {
    if (!sending && link.hasUnsent()) {
      sending = true;
      sendProgress = link.sendProgress();
      stalledSince = link.nanoTime();
    }
  }

  void cancel() {
    Cancellation running = timer;
    timer = null;
    if (running != null) {
      running.cancel();
    }
  }

  private void check() {
    if (timer == null) {
      return;
    }
    long now = link.nanoTime();
    Duration loginLeft = left(login, begun, now);
    if (!loggedIn && isOver(loginLeft)) {
      expire(EndReason.LOGIN_TIMEOUT);
      return;
    }
    Duration left = link.hasUnsent() ? sendingLeft(now) : idleLeft(now);
    if (isOver(left)) {
      expire(sending ? EndReason.WRITE_STALLED : EndReason.IDLE_TIMEOUT);
      return;
    }
    timer = link.schedule(loggedIn ? left : shorter(left, loginLeft), this::check);
  }

  /** How long to let the client take nothing, but only a moment until the next look. */
  private Duration sendingLeft(long now) {
    noteSending();
    long progress = link.sendProgress();
    if (progress != sendProgress) {
      sendProgress = progress;
      stalledSince = now;
    }
    return shorter(left(timeouts.writeStall(), stalledSince, now), SENDING_CHECK);
  }

  /** How long to let the client say nothing since it had all that it asked for. */
  private Duration idleLeft(long now) {
    sending = false;
    if (isWorking.getAsBoolean()) {
      return timeouts.idle();
    }
    long sent = link.sentAt();
    return left(timeouts.idle(), sent - active > 0 ? sent : active, now);
  }

  private static Duration left(Duration limit, long since, long now) {
    return limit.minusNanos(now - since);
  }

  private static boolean isOver(Duration left) {
    return left.isNegative() || left.isZero();
  }

  private void expire(EndReason reason) {
    timer = null;
    expired.accept(reason);
  }
}
