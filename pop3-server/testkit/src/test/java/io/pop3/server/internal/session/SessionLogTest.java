package io.pop3.server.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.pop3.protocol.model.UserName;
import io.pop3.server.observer.EndReason;
import io.pop3.server.observer.LoginFailure;
import io.pop3.server.observer.SessionInfo;
import io.pop3.server.observer.SessionSummary;
import io.pop3.server.testkit.CapturedLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A log that stays readable at night. */
class SessionLogTest {

  private static final InetSocketAddress PEER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1234);
  private static final SessionSummary SUMMARY =
      new SessionSummary(EndReason.REFUSED, Duration.ZERO, 0, 0, 0, 0);

  private final AtomicLong nanoTime = new AtomicLong();
  private final SessionLog log = new SessionLog(nanoTime::get);

  @RegisterExtension
  final CapturedLog written = CapturedLog.of("io.pop3.server.session", Level.INFO);

  private static SessionInfo session(String user) {
    Optional<UserName> name = user.isEmpty() ? Optional.empty() : Optional.of(new UserName(user));
    return new SessionInfo("s", PEER, PEER, false, name);
  }

  private void flood() {
    for (int i = 0; i < 3000; i++) {
      log.loginFailed(
          session(""), "PLAIN", Optional.of(new UserName("a")), LoginFailure.UNKNOWN_USER);
      if (i % 3 == 0) {
        log.closed(session(""), SUMMARY);
      }
    }
  }

  @Test
  void aFloodIsSummedUp() {
    flood();
    assertThat(written.messages())
        .hasSize(LineBudget.LINES_PER_ADDRESS)
        .contains(
            "session s: login failed: peer=127.0.0.1:1234 mechanism=PLAIN user=\"a\""
                + " reason=UNKNOWN_USER");
    nanoTime.addAndGet(LineBudget.WINDOW.toNanos());
    log.authenticated(session("b"), "PLAIN", 0);

    assertThat(written.messages())
        .hasSize(LineBudget.LINES_PER_ADDRESS + 1)
        .endsWith(
            "left out since the last minute: 2985 failed logins, 995 sessions without login,"
                + " 0 connections turned away, of 1 addresses, most of 127.0.0.1: 3980");
  }

  /** Who logged in is told of, whatever strangers do from the same address. */
  @Test
  void sessionsOfUsersAreNeverLeftOut() {
    flood();
    log.closed(session("b"), SUMMARY);

    assertThat(written.messages())
        .last()
        .asString()
        .startsWith("session s: closed: ")
        .contains("user=\"b\"");
  }

  @Test
  void whoAsksForEverythingGetsIt() {
    written.setLevel(Level.DEBUG);
    flood();
    assertThat(written.messages()).hasSize(4000);
  }
}
