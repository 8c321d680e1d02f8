package io.pop3.server.internal.authentication;

import io.pop3.protocol.model.UserName;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When users logged in last: LOGIN-DELAY (RFC 2449 section 6.5, A-30). Safe for several threads.
 */
final class LoginIntervals {

  private static final int MAX_ENTRIES = 1_000_000;

  private final Duration delay;
  private final LongSupplier nanoTime;
  private final BoundedMap<UserName, Long> logins = new BoundedMap<>(MAX_ENTRIES);

  LoginIntervals(Duration delay, LongSupplier nanoTime) {
    this.delay = delay;
    this.nanoTime = nanoTime;
  }

  synchronized boolean isTooSoon(UserName user) {
    if (delay.isZero()) {
      return false;
    }
    @Nullable Long last = logins.get(user);
    return last != null && nanoTime.getAsLong() - last < delay.toNanos();
  }

  synchronized void loggedIn(UserName user) {
    if (!delay.isZero()) {
      logins.put(user, nanoTime.getAsLong());
    }
  }
}
