package io.pop3.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.server.Pop3Server;
import io.pop3.spi.testkit.Blockade;
import io.pop3.spi.testkit.FaultyStore.Step;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StopTest {

  @RegisterExtension
  final Pop3ServerExtension pop3 =
      Pop3ServerExtension.create().user("a", "b").mail("a", "one\r\n").mail("a", "two\r\n");

  /** E-X-01: nothing is removed, the lock is free when stop returns. */
  @Test
  void stopEndsIdleSessionsAtOnce() {
    try (WireClient client = pop3.connect().login("a", "b")) {
      client.call("DELE 1");
      pop3.server().stop(Duration.ofMinutes(5));
      assertThat(client.rest()).isEmpty();
      assertThat(pop3.mail().isLocked("a")).isFalse();
      assertThat(pop3.mail().messages("a")).hasSize(2);
      assertThat(pop3.server().isRunning()).isFalse();
      assertThat(pop3.server().boundAddresses()).isEmpty();
      assertThat(pop3.server().connections()).isZero();
    }
  }

  @Test
  void stoppedServerTakesNoConnections() {
    var address = pop3.address();
    pop3.server().close();
    pop3.server().close();
    assertThatThrownBy(() -> WireClient.connect(address)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void messageThatIsBeingSentIsSentToItsEnd() throws Exception {
    String message = "x".repeat(10_000_000);
    pop3.mail().deliver("a", message);
    CompletableFuture<Void> stop;
    try (WireClient client = WireClient.connect(pop3.address(), 4096).login("a", "b")) {
      client.send("RETR 3\r\nDELE 1\r\nQUIT\r\n");
      client.octets(100);
      stop = CompletableFuture.runAsync(() -> pop3.server().stop(Duration.ofMinutes(5)));
      String rest = client.rest();
      assertThat(rest).endsWith("x\r\n.\r\n").hasSizeGreaterThan(9_999_000);
    }
    stop.get();
    assertThat(pop3.mail().messages("a")).hasSize(3);
  }

  @Test
  void clientThatDoesNotReadIsCutOffWhenTheGraceIsOver() {
    pop3.mail().deliver("a", "x".repeat(50_000_000));
    try (WireClient client = WireClient.connect(pop3.address(), 4096).login("a", "b")) {
      client.send("RETR 3\r\n");
      client.octets(100);
      pop3.server().stop(Duration.ZERO);
      assertThat(pop3.mail().isLocked("a")).isFalse();
    }
  }

  @Test
  void commitUnderWayIsWaitedFor() throws Exception {
    CompletableFuture<Void> stop;
    try (Blockade commit = pop3.faults().block(Step.COMMIT);
        WireClient client = pop3.connect().login("a", "b")) {
      client.send("DELE 1\r\nQUIT\r\n");
      commit.awaitReached();
      Pop3Server server = pop3.server();
      stop = CompletableFuture.runAsync(() -> server.stop(Duration.ZERO));
      while (server.isRunning()) {
        Thread.onSpinWait();
      }
    }
    stop.get();
    assertThat(pop3.mail().messages("a")).hasSize(1);
    assertThat(pop3.mail().isLocked("a")).isFalse();
  }
}
