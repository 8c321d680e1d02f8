package io.pop3.server.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.pop3.server.observer.EndReason;
import io.pop3.server.options.Timeouts;
import io.pop3.server.time.TimeSource.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A-25, to the second: the timer of a session fires exactly when it was asked to. */
class DeadlinesTest {

  private final Link link = mock(Link.class);
  private final List<String> ends = new ArrayList<>();
  private boolean working;
  private long now;
  private long due;
  private @Nullable Runnable timer;

  @BeforeEach
  void standInForTheLoop() {
    when(link.nanoTime()).thenAnswer(call -> now);
    when(link.schedule(any(), any()))
        .thenAnswer(
            call -> {
              due = now + call.<Duration>getArgument(0).toNanos();
              timer = call.getArgument(1);
              return (Cancellation) () -> timer = null;
            });
  }

  private Deadlines watch() {
    Timeouts timeouts = Timeouts.defaults();
    return new Deadlines(link, timeouts, timeouts.login(), () -> working, this::ended);
  }

  private void ended(EndReason reason) {
    ends.add(reason + "@" + Duration.ofNanos(now).toSeconds());
  }

  /** Time passes, second by second. */
  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now += Duration.ofSeconds(1).toNanos();
      Runnable running = timer;
      if (running != null && due <= now) {
        timer = null;
        running.run();
      }
    }
  }

  @Test
  void loginDeadlineRunsFromTheGreetingWhateverIsSaid() {
    Deadlines deadlines = watch();
    pass(170);
    deadlines.lineReceived();
    pass(1000);

    assertThat(ends).containsExactly("LOGIN_TIMEOUT@180");
  }

  @Test
  void idleTimerRunsFromTheLastLine() {
    Deadlines deadlines = watch();
    deadlines.loggedIn();
    pass(170);
    deadlines.lineReceived();
    pass(599);
    deadlines.lineReceived();
    pass(2000);

    assertThat(ends).containsExactly("IDLE_TIMEOUT@" + (170 + 599 + 600));
  }

  @Test
  void clientHasItsWholeTimeAfterTheServersWork() {
    Deadlines deadlines = watch();
    deadlines.loggedIn();
    deadlines.lineReceived();
    pass(590);
    working = true;
    pass(5);
    working = false;
    deadlines.workDone();
    pass(2000);

    assertThat(ends).containsExactly("IDLE_TIMEOUT@" + (590 + 5 + 600));
  }

  @Test
  void clientHasItsWholeTimeAfterTheLastOctetAndNoMore() {
    Deadlines deadlines = watch();
    deadlines.loggedIn();
    deadlines.lineReceived();
    when(link.hasUnsent()).thenReturn(true);
    deadlines.noteSending();
    pass(250);
    when(link.hasUnsent()).thenReturn(false);
    long sent = now;
    when(link.sentAt()).thenReturn(sent);
    pass(2000);

    assertThat(ends).containsExactly("IDLE_TIMEOUT@" + (250 + 600));
  }

  @Test
  void clientThatTakesNothingIsCutOffWithinTheCheckOfTheLimit() {
    Deadlines deadlines = watch();
    deadlines.loggedIn();
    when(link.hasUnsent()).thenReturn(true);
    deadlines.noteSending();
    pass(2000);

    assertThat(ends).containsExactly("WRITE_STALLED@600");
  }

  @Test
  void clientThatTakesALittleNowAndThenIsNot() {
    Deadlines deadlines = watch();
    deadlines.loggedIn();
    when(link.hasUnsent()).thenReturn(true);
    deadlines.noteSending();
    for (long progress = 1; progress < 10; progress++) {
      pass(500);
      when(link.sendProgress()).thenReturn(progress);
    }

    assertThat(ends).isEmpty();
  }

  @Test
  void nothingComesOfACancelledWatch() {
    watch().cancel();
    pass(2000);

    assertThat(ends).isEmpty();
  }
}
