package io.pop3.server.internal.session;

import io.pop3.protocol.compliance.Deviation;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.server.ServerConnection;
import io.pop3.protocol.server.ServerEvent;
import io.pop3.protocol.server.ServerOptions;
import io.pop3.protocol.session.SessionState;
import io.pop3.server.observer.EndReason;
import io.pop3.server.observer.SessionInfo;
import io.pop3.server.observer.SessionSummary;
import io.pop3.server.options.Limits;
import io.pop3.server.options.Pop3ServerOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session, from the greeting to the release of its maildrop. Everything happens on the event
 * loop of its {@link Link}.
 */
public final class Session {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private final Link link;
  private final SessionServices services;
  private final Runnable released;
  private final ServerConnection connection;
  private final Work work;
  private final MaildropAccess access;
  private final Deadlines deadlines;
  private final Commands commands;
  private final long begun;
  private SessionInfo info;
  private Offer offer;
  private boolean running;
  private boolean again;
  private boolean waiting;
  private boolean pausing;
  private boolean stopping;
  private boolean ended;
  private boolean holdsMaildrop;
  private @Nullable EndReason endReason;

  /**
   * Begins a session; the greeting goes out with the first {@link #run()}.
   *
   * @param link the connection to the client
   * @param services what all sessions share
   * @param id names the session
   * @param timestamp invites APOP; empty not to
   * @param tls the TLS state; empty without TLS
   * @param released called on the event loop when nothing of the session is left
   */
  public Session(
      Link link,
      SessionServices services,
      String id,
      Optional<ApopTimestamp> timestamp,
      Optional<TlsState> tls,
      Runnable released) {
    this.link = link;
    this.services = services;
    this.released = released;
    this.begun = link.nanoTime();
    this.offer = new Offer(services, link.peer(), tls);
    this.info = new SessionInfo(id, link.peer(), link.local(), tls.isPresent(), Optional.empty());
    Pop3ServerOptions options = services.options();
    String text = options.identity().greeting();
    Greeting greeting =
        timestamp.map(stamp -> Greeting.of(text, stamp)).orElseGet(() -> Greeting.of(text));
    this.connection = ServerConnection.open(coreOptions(options, tls.isPresent()), greeting);
    this.work = new Work(link);
    this.access = new MaildropAccess(id, services.users());
    this.commands = new Commands(this, services, timestamp);
    this.deadlines =
        new Deadlines(link, options.timeouts(), options.loginDeadline(), () -> waiting, this::end);
    services.observer().connected(info);
  }

  private ServerOptions coreOptions(Pop3ServerOptions options, boolean tls) {
    Limits limits = options.limits();
    return new ServerOptions(
        options.compliance(),
        this::tolerated,
        tls,
        options.tls().isPresent(),
        true,
        true,
        limits.saslLineOctets(),
        limits.badCommands(),
        limits.failedLogins());
  }

  private void tolerated(Deviation deviation) {
    services.observer().tolerated(info, deviation);
  }

  /** Goes on as far as possible. Called whenever something may have changed. */
  public void run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        goOn();
      } while (again);
    } catch (RuntimeException fault) {
      LOG.error("session {}: ended by a fault", info.id(), fault);
      end(EndReason.INTERNAL_ERROR);
    } finally {
      running = false;
    }
  }

  /** One flush for all replies that could be made in one go. */
  private void goOn() {
    do {
      feed();
    } while (step());
    if (!ended) {
      drain();
      link.flush();
      deadlines.noteSending();
      link.setReading(connection.wantsInput());
    }
  }

  private void feed() {
    while (connection.wantsInput() && link.feed(connection)) {
      // Until the connection has enough or nothing is left.
    }
  }

  /**
   * Does the next thing.
   *
   * @return whether there may be more to do at once
   */
  private boolean step() {
    if (ended || waiting || !link.isWritable()) {
      return false;
    }
    if (stopping && isBetweenCommands()) {
      return finish(EndReason.SERVER_STOPPED);
    }
    ServerEvent event = connection.next();
    switch (event.kind()) {
      case COMMAND_RECEIVED -> {
        deadlines.lineReceived();
        commands.execute(((ServerEvent.CommandReceived) event).command());
      }
      case COMMAND_REJECTED -> {
        deadlines.lineReceived();
        commands.reject((ServerEvent.CommandRejected) event);
      }
      case SASL_RESPONSE -> {
        deadlines.lineReceived();
        commands.respond(((ServerEvent.SaslResponse) event).response());
      }
      case SASL_CANCELLED -> {
        deadlines.lineReceived();
        commands.cancelled();
      }
      case OUTPUT_WAITING -> drain();
      case BODY_OPEN -> commands.sendMore();
      case CLOSED -> {
        return finish(closeReason());
      }
      case NEED_INPUT -> {
        return connection.wantsInput() && link.feed(connection);
      }
      case START_TLS -> startTls();
      case REPLY_OWED -> throw new IllegalStateException("session: unexpected " + event.kind());
    }
    return true;
  }

  private boolean isBetweenCommands() {
    return !connection.hasOutput() && !commands.isSending();
  }

  private void startTls() {
    waiting = true;
    link.startTls(this::tlsEstablished, () -> end(EndReason.TLS_FAILED));
  }

  private void tlsEstablished(TlsState state) {
    offer = new Offer(services, link.peer(), Optional.of(state));
    info = new SessionInfo(info.id(), info.peer(), info.local(), true, Optional.empty());
    connection.tlsEstablished();
    services.observer().tlsEstablished(info, state.protocol(), state.cipherSuite());
    resume(() -> {});
  }

  /** The maildrop is open: TRANSACTION begins with the positive reply, which is not given here. */
  void loggedIn(UserName user, String mechanism, int messages) {
    info = new SessionInfo(info.id(), info.peer(), info.local(), info.tls(), Optional.of(user));
    deadlines.loggedIn();
    services.observer().authenticated(info, mechanism, messages);
  }

  /** Why the session will have ended once everything is sent. */
  void willEnd(EndReason reason) {
    endReason = reason;
  }

  /** Has something done that may block; the session waits for it. */
  <T> void await(
      Executor executor, Callable<T> task, Consumer<T> success, Consumer<Throwable> failure) {
    waiting = true;
    work.start(
        executor,
        task,
        result -> resume(() -> success.accept(result)),
        thrown -> resume(() -> failure.accept(thrown)));
  }

  /** The same, but the outcome is told also to a session that ended meanwhile. */
  <T> void awaitInAnyCase(
      Executor executor, Callable<T> task, Consumer<T> success, Consumer<Throwable> failure) {
    waiting = true;
    work.start(
        executor,
        task,
        result -> {
          success.accept(result);
          resume(() -> {});
        },
        thrown -> {
          failure.accept(thrown);
          resume(() -> {});
        });
  }

  /** Lets the client wait. */
  void pause(Duration delay, Runnable next) {
    if (delay.isZero()) {
      next.run();
      return;
    }
    waiting = true;
    pausing = true;
    link.schedule(
        delay,
        () -> {
          pausing = false;
          resume(next);
        });
  }

  /** Waits until everything before was taken by the network. */
  void awaitSent(Runnable next) {
    waiting = true;
    drain();
    link.whenSent(() -> resume(next));
  }

  private void resume(Runnable next) {
    if (ended) {
      return;
    }
    waiting = false;
    deadlines.workDone();
    try {
      next.run();
    } catch (RuntimeException fault) {
      LOG.error("session {}: ended by a fault", info.id(), fault);
      end(EndReason.INTERNAL_ERROR);
    }
    run();
  }

  /** Moves output of the connection to the link while the network keeps up. */
  private boolean drain() {
    while (connection.hasOutput()) {
      if (!link.isWritable()) {
        return false;
      }
      ByteBuffer room = link.output();
      connection.drainTo(room);
      link.commitOutput();
    }
    return true;
  }

  private boolean finish(EndReason reason) {
    if (drain()) {
      end(reason);
    }
    return false;
  }

  private EndReason closeReason() {
    return endReason == null ? EndReason.DISCONNECTED : endReason;
  }

  /**
   * The connection is gone.
   *
   * @param broken whether it was not closed in order
   */
  public void lost(boolean broken) {
    end(broken ? EndReason.CONNECTION_FAILED : EndReason.DISCONNECTED);
  }

  /** The server stops: the session ends as soon as the reply under way is made. */
  public void stop() {
    stopping = true;
    if (pausing || connection.state() == SessionState.TLS_HANDSHAKE) {
      end(EndReason.SERVER_STOPPED);
    }
    run();
  }

  /** Ends the session now: nothing more is executed, the maildrop is released. */
  public void end(EndReason reason) {
    if (ended) {
      return;
    }
    ended = true;
    connection.abort();
    deadlines.cancel();
    if (reason == EndReason.WRITE_STALLED
        || reason == EndReason.CONNECTION_FAILED
        || reason == EndReason.TLS_FAILED) {
      link.abort();
    } else {
      link.close(services.options().timeouts().writeStall());
    }
    work.finish(() -> release(reason));
  }

  private void release(EndReason reason) {
    commands.close();
    services
        .observer()
        .closed(
            info,
            new SessionSummary(
                reason,
                Duration.ofNanos(link.nanoTime() - begun),
                commands.retrieved(),
                commands.removed(),
                link.octetsIn(),
                link.octetsOut()));
    if (!holdsMaildrop) {
      released.run();
      return;
    }
    Runnable task =
        () -> {
          access.release();
          link.execute(released);
        };
    try {
      services.pools().workers().execute(task);
    } catch (RejectedExecutionException full) {
      // A lock that is never released would be worse than a short wait here.
      task.run();
    }
  }

  /** Whether a worker has, or may get, hold of a maildrop that is to be released at the end. */
  void holdMaildrop(boolean holds) {
    holdsMaildrop = holds;
  }

  boolean isEnded() {
    return ended;
  }

  ServerConnection connection() {
    return connection;
  }

  Link link() {
    return link;
  }

  MaildropAccess access() {
    return access;
  }

  Offer offer() {
    return offer;
  }

  SessionInfo info() {
    return info;
  }
}
