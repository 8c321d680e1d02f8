package io.pop3.server.internal.session;

import io.pop3.protocol.command.Rejection;
import io.pop3.protocol.compliance.Deviation;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.UserName;
import io.pop3.server.observer.LoginFailure;
import io.pop3.server.observer.ServerObserver;
import io.pop3.server.observer.SessionInfo;
import io.pop3.server.observer.SessionSummary;
import io.pop3.spi.maildrop.CommitResult;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several observers, and keeps what they throw away from the sessions. */
public final class Observers implements ServerObserver {

  private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

  private final List<ServerObserver> observers;

  /**
   * Observers to be told in order.
   *
   * @param observers the observers
   */
  public Observers(List<ServerObserver> observers) {
    this.observers = List.copyOf(observers);
  }

  private void tell(Consumer<ServerObserver> event) {
    for (ServerObserver observer : observers) {
      try {
        event.accept(observer);
      } catch (RuntimeException fault) {
        LOG.error("observer {}: failed", observer.getClass().getName(), fault);
      }
    }
  }

  @Override
  public void connected(SessionInfo session) {
    tell(observer -> observer.connected(session));
  }

  @Override
  public void turnedAway(InetSocketAddress peer, String limit) {
    tell(observer -> observer.turnedAway(peer, limit));
  }

  @Override
  public void authenticated(SessionInfo session, String mechanism, int messages) {
    tell(observer -> observer.authenticated(session, mechanism, messages));
  }

  @Override
  public void loginFailed(
      SessionInfo session, String mechanism, Optional<UserName> claimed, LoginFailure failure) {
    tell(observer -> observer.loginFailed(session, mechanism, claimed, failure));
  }

  @Override
  public void rejected(SessionInfo session, Rejection reason) {
    tell(observer -> observer.rejected(session, reason));
  }

  @Override
  public void tolerated(SessionInfo session, Deviation deviation) {
    tell(observer -> observer.tolerated(session, deviation));
  }

  @Override
  public void retrieved(SessionInfo session, MessageNumber message, boolean whole) {
    tell(observer -> observer.retrieved(session, message, whole));
  }

  @Override
  public void marked(SessionInfo session, MessageNumber message) {
    tell(observer -> observer.marked(session, message));
  }

  @Override
  public void committed(SessionInfo session, CommitResult result) {
    tell(observer -> observer.committed(session, result));
  }

  @Override
  public void commitFailed(SessionInfo session) {
    tell(observer -> observer.commitFailed(session));
  }

  @Override
  public void closed(SessionInfo session, SessionSummary summary) {
    tell(observer -> observer.closed(session, summary));
  }
}
