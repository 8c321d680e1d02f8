package io.pop3.server.internal.netty;

import io.pop3.server.internal.session.Link;
import io.pop3.server.internal.session.Session;
import io.pop3.server.observer.EndReason;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of which anything is left. Safe for several threads. */
final class OpenSessions {

  private static final Logger LOG = LoggerFactory.getLogger(OpenSessions.class);

  /** How long commits and the like may take after everything else was cut off. */
  private static final Duration LAST_WORK = Duration.ofMinutes(1);

  private final Set<Ticket> open = new HashSet<>();
  private boolean stopping;

  /** One session's place. */
  final class Ticket {

    private final Link link;
    private @Nullable Session session;

    Ticket(Link link) {
      this.link = link;
    }

    /** Takes the place. Called on the event loop, as everything that uses the session. */
    void open(Session begun) {
      session = begun;
      boolean late;
      synchronized (OpenSessions.this) {
        open.add(this);
        late = stopping;
      }
      if (late) {
        begun.stop();
      }
    }

    /** Gives the place up. */
    void close() {
      synchronized (OpenSessions.this) {
        open.remove(this);
        OpenSessions.this.notifyAll();
      }
    }

    private void stop() {
      Session current = session;
      if (current != null) {
        current.stop();
      }
    }

    private void end() {
      Session current = session;
      if (current != null) {
        current.end(EndReason.SERVER_STOPPED);
      }
      link.abort();
    }
  }

  Ticket newTicket(Link link) {
    return new Ticket(link);
  }

  /** Ends all sessions and waits for that. */
  void stop(Duration grace) {
    synchronized (this) {
      stopping = true;
    }
    for (Ticket ticket : current()) {
      ticket.link.execute(ticket::stop);
    }
    if (awaitEmpty(grace)) {
      return;
    }
    for (Ticket ticket : current()) {
      ticket.link.execute(ticket::end);
    }
    if (!awaitEmpty(LAST_WORK)) {
      LOG.error("stop: plugins still busy for {} sessions after {}", current().size(), LAST_WORK);
    }
  }

  private synchronized List<Ticket> current() {
    return List.copyOf(open);
  }

  private synchronized boolean awaitEmpty(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (!open.isEmpty()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return open.isEmpty();
    }
  }
}
