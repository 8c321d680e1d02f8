package io.pop3.server.observer;

import io.pop3.protocol.command.Rejection;
import io.pop3.protocol.compliance.Deviation;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.maildrop.CommitResult;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Hears what happens in a server. Every method does nothing unless overridden.
 *
 * <p>Methods are called on event loops, for several sessions at once: they must be fast, must not
 * block, and must be safe for several threads. Calls for one session never overlap. What they throw
 * is logged and changes nothing.
 */
public interface ServerObserver {

  /**
   * A connection was accepted and greeted.
   *
   * @param session the session
   */
  default void connected(SessionInfo session) {}

  /**
   * A connection was turned away because a limit was reached.
   *
   * @param peer where it came from
   * @param limit which limit, in a few words
   */
  default void turnedAway(InetSocketAddress peer, String limit) {}

  /**
   * Somebody logged in.
   *
   * @param session the session, with its user
   * @param mechanism the way: {@code USER}, {@code APOP} or a SASL mechanism
   * @param messages how many messages the maildrop has
   */
  default void authenticated(SessionInfo session, String mechanism, int messages) {}

  /**
   * A login failed.
   *
   * @param session the session
   * @param mechanism the way: {@code USER}, {@code APOP} or a SASL mechanism
   * @param claimed whom the client claimed to be, as far as it is known
   * @param failure why it failed
   */
  default void loginFailed(
      SessionInfo session, String mechanism, Optional<UserName> claimed, LoginFailure failure) {}

  /**
   * A line of the client was not executed.
   *
   * @param session the session
   * @param reason why not
   */
  default void rejected(SessionInfo session, Rejection reason) {}

  /**
   * A deviation of the client was tolerated.
   *
   * @param session the session
   * @param deviation what it did
   */
  default void tolerated(SessionInfo session, Deviation deviation) {}

  /**
   * RETR or TOP was answered completely.
   *
   * @param session the session
   * @param message the message
   * @param whole true for RETR, false for TOP
   */
  default void retrieved(SessionInfo session, MessageNumber message, boolean whole) {}

  /**
   * DELE marked a message.
   *
   * @param session the session
   * @param message the message
   */
  default void marked(SessionInfo session, MessageNumber message) {}

  /**
   * QUIT removed what was marked.
   *
   * @param session the session
   * @param result what was removed
   */
  default void committed(SessionInfo session, CommitResult result) {}

  /**
   * QUIT could not remove what was marked.
   *
   * @param session the session
   */
  default void commitFailed(SessionInfo session) {}

  /**
   * A session ended; the maildrop's lock is released or about to be.
   *
   * @param session the session
   * @param summary what it came to
   */
  default void closed(SessionInfo session, SessionSummary summary) {}
}
