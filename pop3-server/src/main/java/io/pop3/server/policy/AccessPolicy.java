package io.pop3.server.policy;

import io.pop3.server.observer.SessionInfo;
import io.pop3.spi.maildrop.MaildropOwner;
import java.net.InetSocketAddress;

/**
 * Says no to connections and logins that would otherwise be accepted: block lists, networks, hours.
 * Safe for several threads. What a policy throws counts as no, and is logged.
 */
public interface AccessPolicy {

  /** Says no to nobody. */
  AccessPolicy OPEN = new AccessPolicy() {};

  /**
   * Asks whether a client may connect. Called on event loops, so it must be fast and must not
   * block.
   *
   * @param peer where the client is
   * @return false to close the connection at once
   */
  default boolean mayConnect(InetSocketAddress peer) {
    return true;
  }

  /**
   * Asks whether a client that proved its identity may log in. Called on a worker thread; may
   * block.
   *
   * @param session the session
   * @param owner whose maildrop would be opened
   * @param mechanism the way: {@code USER}, {@code APOP} or a SASL mechanism
   * @return false to answer as if the credentials were wrong
   */
  default boolean mayLogIn(SessionInfo session, MaildropOwner owner, String mechanism) {
    return true;
  }
}
