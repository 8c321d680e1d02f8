package io.pop3.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.server.observer.EndReason;
import io.pop3.server.observer.ServerObserver;
import io.pop3.server.observer.SessionInfo;
import io.pop3.server.observer.SessionSummary;
import io.pop3.spi.testkit.Blockade;
import io.pop3.spi.testkit.FaultyStore.Step;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** how long a session may wait, with time moved by hand. */
class TimeoutTest {

  private final List<EndReason> ends = new CopyOnWriteArrayList<>();

  private final ServerObserver observer =
      new ServerObserver() {
        @Override
        public void closed(SessionInfo session, SessionSummary summary) {
          ends.add(summary.reason());
        }
      };

  /**
   * Its login may take as long as any wait: one timer that first fires when the test is over it,
   * and finds the time that the test set, however late the server's own thread comes to it.
   */
  @RegisterExtension
  final Pop3ServerExtension pop3 =
      Pop3ServerExtension.create()
          .user("a", "b")
          .mail("a", "one\r\n")
          .options(
              options ->
                  options.withTimeouts(options.timeouts().withLogin(options.timeouts().idle())))
          .server(builder -> builder.observer(observer));

  @RegisterExtension
  final Pop3ServerExtension hasty =
      Pop3ServerExtension.create().user("a", "b").server(builder -> builder.observer(observer));

  @RegisterExtension
  final Pop3ServerExtension strict =
      Pop3ServerExtension.create()
          .user("a", "b")
          .options(options -> options.withCompliance(Compliance.STRICT));

  private void advanceSeconds(int seconds) {
    pop3.time().advance(Duration.ofSeconds(seconds));
  }

  /** E-X-09, 1939-IDLE-2, -4, -5: silent, and nothing is removed. */
  @Test
  void idleSessionEndsAfterTenMinutesWithoutAWord() {
    try (WireClient client = pop3.connect().login("a", "b")) {
      client.call("DELE 1");
      advanceSeconds(599);
      assertThat(client.call("NOOP")).startsWith("+OK");
      advanceSeconds(601);
      assertThat(client.rest()).isEmpty();
      await().until(() -> !pop3.mail().isLocked("a"));
      assertThat(pop3.mail().messages("a")).hasSize(1);
      await().until(() -> ends.equals(List.of(EndReason.IDLE_TIMEOUT)));
    }
  }

  /** 1939-IDLE-3: any complete line counts, also one that is refused. */
  @ParameterizedTest
  @ValueSource(strings = {"NOOP", "XYZZ", "RETR 9", "STAT"})
  void anyCommandRestartsTheTimer(String line) {
    try (WireClient client = pop3.connect().login("a", "b")) {
      for (int i = 0; i < 5; i++) {
        advanceSeconds(599);
        client.call(line);
      }
      assertThat(ends).isEmpty();
    }
  }

  /** E-X-10. */
  @Test
  void octetsWithoutALineEndDoNotRestartTheTimer() {
    try (WireClient client = pop3.connect().login("a", "b")) {
      for (int minute = 0; minute < 9; minute++) {
        client.send("N");
        advanceSeconds(60);
      }
      advanceSeconds(61);
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void loginHasADeadlineThatCommandsDoNotMove() {
    try (WireClient client = hasty.connect()) {
      client.line();
      hasty.time().advance(Duration.ofSeconds(100));
      client.callForLines("CAPA");
      hasty.time().advance(Duration.ofSeconds(79));
      client.callForLines("CAPA");
      hasty.time().advance(Duration.ofSeconds(2));
      assertThat(client.rest()).isEmpty();
      await().until(() -> ends.equals(List.of(EndReason.LOGIN_TIMEOUT)));
    }
  }

  @Test
  void loginDeadlineIsOverWithTheLogin() {
    try (WireClient client = hasty.connect().login("a", "b")) {
      hasty.time().advance(Duration.ofSeconds(500));
      assertThat(client.call("NOOP")).startsWith("+OK");
    }
  }

  /** 1939-IDLE-2 before login: mode STRICT has no timer below 10 minutes. */
  @Test
  void strictServerWaitsTenMinutesForTheLogin() {
    try (WireClient client = strict.connect()) {
      client.line();
      strict.time().advance(Duration.ofSeconds(599));
      assertThat(client.callForLines("CAPA")).startsWith("+OK");
      strict.time().advance(Duration.ofSeconds(2));
      assertThat(client.rest()).isEmpty();
    }
  }

  /** E-X-11: the idle timer rests while the client reads slowly, and begins when it has all. */
  @Test
  void clientThatReadsSlowlyIsNotIdle() {
    pop3.mail().deliver("a", "x".repeat(20_000_000));
    try (WireClient client = WireClient.connect(pop3.address(), 4096).login("a", "b")) {
      client.send("RETR 2\r\n");
      for (int i = 0; i < 5; i++) {
        client.octets(1_000_000);
        advanceSeconds(550);
      }
      assertThat(ends).isEmpty();
      assertThat(client.line()).hasSizeGreaterThan(10_000_000);
      assertThat(client.line()).isEqualTo(".");
      advanceSeconds(599);
      assertThat(client.call("NOOP")).startsWith("+OK");
    }
  }

  @Test
  void clientThatReadsNothingIsCutOff() {
    pop3.mail().deliver("a", "x".repeat(50_000_000));
    try (WireClient client = WireClient.connect(pop3.address(), 4096).login("a", "b")) {
      client.send("RETR 2\r\n");
      client.octets(100);
      await()
          .until(
              () -> {
                advanceSeconds(601);
                return !ends.isEmpty();
              });
      assertThat(ends).containsExactly(EndReason.WRITE_STALLED);
      await().until(() -> !pop3.mail().isLocked("a"));
    }
  }

  /** The client does not pay for a slow disk. */
  @Test
  void serverThatWorksIsNotAnIdleClient() throws InterruptedException {
    try (WireClient client = pop3.connect().login("a", "b")) {
      try (Blockade reading = pop3.faults().block(Step.READ)) {
        client.send("RETR 1\r\n");
        reading.awaitReached();
        advanceSeconds(1200);
      }
      assertThat(client.lines()).isEqualTo("+OK 5 octets\r\none\r\n.\r\n");
      assertThat(client.call("NOOP")).startsWith("+OK");
    }
  }

  /** 1939-IDLE-2: ten minutes from the reply, not from the command. */
  @Test
  void clientHasItsWholeTimeWhenTheServerWorkedForLong() throws InterruptedException {
    try (WireClient client = pop3.connect().login("a", "b")) {
      try (Blockade reading = pop3.faults().block(Step.READ)) {
        client.send("RETR 1\r\n");
        reading.awaitReached();
        advanceSeconds(599);
      }
      client.lines();
      advanceSeconds(599);
      assertThat(client.call("NOOP")).startsWith("+OK");
    }
  }
}
