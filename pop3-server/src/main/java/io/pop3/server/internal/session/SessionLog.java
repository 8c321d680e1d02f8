package io.pop3.server.internal.session;

import io.pop3.protocol.model.Printable;
import io.pop3.protocol.model.UserName;
import io.pop3.server.observer.LoginFailure;
import io.pop3.server.observer.ServerObserver;
import io.pop3.server.observer.SessionInfo;
import io.pop3.server.observer.SessionSummary;
import io.pop3.spi.maildrop.CommitResult;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the log of sessions: never a secret, and nothing a client sent unless escaped. Strangers
 * can't flood it, see {@link LineBudget}, unless it is asked for everything by level DEBUG.
 */
public final class SessionLog implements ServerObserver {

  private static final Logger LOG = LoggerFactory.getLogger("io.pop3.server.session");

  private final LineBudget budget;

  /** A log. */
  public SessionLog() {
    this(System::nanoTime);
  }

  SessionLog(LongSupplier nanoTime) {
    this.budget = new LineBudget(nanoTime);
  }

  private boolean allows(LineBudget.Kind kind, InetSocketAddress peer) {
    tellWhatWasLeftOut();
    return budget.allows(kind, peer.getAddress()) || LOG.isDebugEnabled();
  }

  private void tellWhatWasLeftOut() {
    Optional<LineBudget.LeftOut> leftOut = budget.renew();
    if (leftOut.isPresent() && !LOG.isDebugEnabled()) {
      Map<LineBudget.Kind, Long> lines = leftOut.get().lines();
      LOG.warn(
          "left out since the last minute: {} failed logins, {} sessions without login,"
              + " {} connections turned away, of {} addresses, most of {}: {}",
          lines.getOrDefault(LineBudget.Kind.FAILED_LOGIN, 0L),
          lines.getOrDefault(LineBudget.Kind.SESSION_WITHOUT_LOGIN, 0L),
          lines.getOrDefault(LineBudget.Kind.TURNED_AWAY, 0L),
          leftOut.get().addresses(),
          leftOut.get().loudest().getHostAddress(),
          leftOut.get().linesOfLoudest());
    }
  }

  @Override
  public void connected(SessionInfo session) {
    if (LOG.isDebugEnabled()) {
      LOG.debug("session {}: connected from {}", session.id(), address(session.peer()));
    }
  }

  @Override
  public void turnedAway(InetSocketAddress peer, String limit) {
    if (allows(LineBudget.Kind.TURNED_AWAY, peer)) {
      LOG.warn("connection from {} turned away: {}", address(peer), limit);
    }
  }

  @Override
  public void authenticated(SessionInfo session, String mechanism, int messages) {
    tellWhatWasLeftOut();
    if (LOG.isDebugEnabled()) {
      LOG.debug(
          "session {}: {} logged in by {}, {} messages",
          session.id(),
          user(session.user()),
          mechanism,
          messages);
    }
  }

  @Override
  public void loginFailed(
      SessionInfo session, String mechanism, Optional<UserName> claimed, LoginFailure failure) {
    if (allows(LineBudget.Kind.FAILED_LOGIN, session.peer())) {
      LOG.info(
          "session {}: login failed: peer={} mechanism={} user={} reason={}",
          session.id(),
          address(session.peer()),
          mechanism,
          user(claimed),
          failure);
    }
  }

  @Override
  public void committed(SessionInfo session, CommitResult result) {
    if (LOG.isDebugEnabled()) {
      LOG.debug(
          "session {}: removed {} messages, {} were gone already",
          session.id(),
          result.removed(),
          result.alreadyGone());
    }
  }

  @Override
  public void closed(SessionInfo session, SessionSummary summary) {
    if (session.user().isEmpty()
        && !allows(LineBudget.Kind.SESSION_WITHOUT_LOGIN, session.peer())) {
      return;
    }
    LOG.info(
        "session {}: closed: peer={} tls={} user={} retrieved={} removed={} in={} out={} ms={} end={}",
        session.id(),
        address(session.peer()),
        session.tls(),
        user(session.user()),
        summary.retrieved(),
        summary.removed(),
        summary.octetsIn(),
        summary.octetsOut(),
        summary.duration().toMillis(),
        summary.reason());
  }

  private static String address(InetSocketAddress peer) {
    return peer.getAddress().getHostAddress() + ":" + peer.getPort();
  }

  private static String user(Optional<UserName> user) {
    return user.map(name -> Printable.of(name.value())).orElse("none");
  }
}
