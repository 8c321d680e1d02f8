package io.pop3.server.internal.session;

import io.pop3.protocol.model.UserName;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts the sessions of each user, with those that wait for a maildrop. Safe for several threads.
 */
public final class UserSessions {

  private final int most;
  private final ConcurrentMap<UserName, Integer> byUser = new ConcurrentHashMap<>();

  /**
   * Nobody has a session yet.
   *
   * @param most how many of one user there may be
   */
  public UserSessions(int most) {
    this.most = most;
  }

  /** Counts a session, unless that would be one too many; {@link #leave} must follow then. */
  boolean enter(UserName user) {
    if (byUser.merge(user, 1, Integer::sum) <= most) {
      return true;
    }
    leave(user);
    return false;
  }

  /** Counts a session no more. */
  void leave(UserName user) {
    byUser.computeIfPresent(user, (key, count) -> count == 1 ? null : count - 1);
  }
}
