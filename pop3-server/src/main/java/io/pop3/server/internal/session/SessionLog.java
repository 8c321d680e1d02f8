package io.pop3.server.internal.session;

import io.pop3.protocol.model.Printable;
import io.pop3.protocol.model.UserName;
import io.pop3.server.observer.LoginFailure;
import io.pop3.server.observer.ServerObserver;
import io.pop3.server.observer.SessionInfo;
import io.pop3.server.observer.SessionSummary;
import io.pop3.spi.maildrop.CommitResult;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the log of sessions: never a secret, and nothing a client sent unless escaped. */
public final class SessionLog implements ServerObserver {

  private static final Logger LOG = LoggerFactory.getLogger("io.pop3.server.session");

  /** A log. */
  public SessionLog() {}

  @Override
  public void connected(SessionInfo session) {
    if (LOG.isDebugEnabled()) {
      LOG.debug("session {}: connected from {}", session.id(), address(session.peer()));
    }
  }

  @Override
  public void turnedAway(InetSocketAddress peer, String limit) {
    LOG.warn("connection from {} turned away: {}", address(peer), limit);
  }

  @Override
  public void authenticated(SessionInfo session, String mechanism, int messages) {
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
    LOG.info(
        "session {}: login failed: peer={} mechanism={} user={} reason={}",
        session.id(),
        address(session.peer()),
        mechanism,
        user(claimed),
        failure);
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
