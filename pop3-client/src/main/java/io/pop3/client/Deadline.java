package io.pop3.client;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a connection when its whole time is over: a read that gets an octet now and then, a
 * handshake, a write that nobody takes, all end by it. Costs no thread of its own.
 */
final class Deadline {

  private final CompletableFuture<Boolean> timer = new CompletableFuture<>();
  private volatile boolean expired;
  private volatile @Nullable Socket guarded;

  private Deadline() {}

  /** Starts to count. */
  static Deadline start(Optional<Duration> limit) {
    Deadline deadline = new Deadline();
    if (limit.isPresent()) {
      CompletableFuture<Void> unused = deadline.timer.thenAccept(deadline::end);
      deadline.timer.completeOnTimeout(true, limit.get().toMillis(), TimeUnit.MILLISECONDS);
    }
    return deadline;
  }

  private void end(boolean timeIsOver) {
    if (timeIsOver) {
      expired = true;
      cut();
    }
  }

  /** Names the socket to cut; one that comes too late is cut at once. */
  void guard(Socket socket) {
    guarded = socket;
    if (expired) {
      cut();
    }
  }

  private void cut() {
    Socket socket = guarded;
    if (socket != null) {
      closeNow(socket);
    }
  }

  /** The connection is gone anyway. */
  void cancel() {
    timer.complete(false);
  }

  boolean isExpired() {
    return expired;
  }

  /** Closes without saying goodbye to TLS, and so without blocking. */
  static void closeNow(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // There is nothing left that could be done about a socket that does not close.
      return;
    }
  }
}
