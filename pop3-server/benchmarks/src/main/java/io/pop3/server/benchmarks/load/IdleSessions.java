package io.pop3.server.benchmarks.load;

import io.netty.channel.EventLoop;
import io.pop3.server.benchmarks.mail.UserMail;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sessions that are logged in and do nothing until they are closed. Lives on its event loop. */
final class IdleSessions {

  private final EventLoop loop;
  private final Connector connector;
  private final int sessions;
  private final int concurrency;
  private final Events events = new Events();
  private final List<SessionHandler> held = new ArrayList<>();
  private final CompletableFuture<Void> allReady = new CompletableFuture<>();
  private final CompletableFuture<Void> allEnded = new CompletableFuture<>();
  private int begun;
  private int ended;
  private boolean closing;

  IdleSessions(EventLoop loop, Plan plan, int sessions, ClientTls tls, List<UserMail> mail) {
    if (sessions > plan.set().users()) {
      throw new IllegalArgumentException(
          "sessions: " + sessions + " (expected: <= " + plan.set().users() + " users)");
    }
    this.loop = loop;
    this.connector = new Connector(loop, plan, tls, mail, new Tally());
    this.sessions = sessions;
    this.concurrency = plan.concurrency();
  }

  CompletableFuture<Void> open() {
    loop.execute(events::beginMore);
    return allReady;
  }

  /** Ends all sessions by QUIT, and waits for that. */
  void close() {
    loop.execute(
        () -> {
          closing = true;
          held.forEach(SessionHandler::quit);
        });
    allEnded.join();
  }

  /** What the sessions say. */
  private final class Events implements SessionHandler.Listener {

    private void beginMore() {
      while (begun < sessions && begun - held.size() < concurrency) {
        connector.open(++begun, System.nanoTime(), this);
      }
    }

    @Override
    public void answered() {
      // That it logs in is what counts.
    }

    @Override
    public void ready(SessionHandler handler) {
      held.add(handler);
      if (held.size() == sessions) {
        allReady.complete(null);
      } else {
        beginMore();
      }
    }

    @Override
    public void secured(boolean resumed) {
      // Either is fine.
    }

    @Override
    public void active() {
      // Nobody waits for it.
    }

    @Override
    public void ended(SessionHandler handler) {
      if (!closing) {
        failed(new LoadException("idle session: ended by the server (expected: to be held)"));
      } else if (++ended == sessions) {
        allEnded.complete(null);
      }
    }

    @Override
    public void failed(Throwable cause) {
      allReady.completeExceptionally(cause);
      allEnded.completeExceptionally(cause);
    }
  }
}
