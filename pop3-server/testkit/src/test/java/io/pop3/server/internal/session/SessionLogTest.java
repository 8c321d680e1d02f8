package io.pop3.server.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.pop3.protocol.model.UserName;
import io.pop3.server.observer.EndReason;
import io.pop3.server.observer.LoginFailure;
import io.pop3.server.observer.SessionInfo;
import io.pop3.server.observer.SessionSummary;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A log that stays readable at night. */
class SessionLogTest {

  private static final InetSocketAddress PEER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1234);
  private static final SessionSummary SUMMARY =
      new SessionSummary(EndReason.REFUSED, Duration.ZERO, 0, 0, 0, 0);

  private final AtomicLong nanoTime = new AtomicLong();
  private final SessionLog log = new SessionLog(nanoTime::get);
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.pop3.server.session");
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    written.start();
    logger.addAppender(written);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(written);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

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

  private List<String> lines() {
    return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void aFloodIsSummedUp() {
    flood();
    assertThat(lines())
        .hasSize(LineBudget.LINES_PER_ADDRESS)
        .contains(
            "session s: login failed: peer=127.0.0.1:1234 mechanism=PLAIN user=\"a\""
                + " reason=UNKNOWN_USER");
    nanoTime.addAndGet(LineBudget.WINDOW.toNanos());
    log.authenticated(session("b"), "PLAIN", 0);

    assertThat(lines())
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

    assertThat(lines()).last().asString().startsWith("session s: closed: ").contains("user=\"b\"");
  }

  @Test
  void whoAsksForEverythingGetsIt() {
    logger.setLevel(Level.DEBUG);
    flood();
    assertThat(lines()).hasSize(4000);
  }
}
