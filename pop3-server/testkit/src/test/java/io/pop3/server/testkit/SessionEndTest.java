package io.pop3.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pop3.spi.testkit.Blockade;
import io.pop3.spi.testkit.FaultyStore.Fault;
import io.pop3.spi.testkit.FaultyStore.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Table 7.9 of the grammar: how sessions end, and what that removes. */
class SessionEndTest {

  @RegisterExtension
  final Pop3ServerExtension pop3 =
      Pop3ServerExtension.create()
          .user("a", "b")
          .mail("a", "one\r\n")
          .mail("a", "two\r\n")
          .mail("a", "three\r\n");

  private WireClient inTransaction() {
    return pop3.connect().login("a", "b");
  }

  private void awaitRelease() {
    await().until(() -> !pop3.mail().isLocked("a"));
  }

  private List<String> mail() {
    return pop3.mail().messages("a").stream()
        .map(octets -> new String(octets, StandardCharsets.ISO_8859_1))
        .toList();
  }

  /** 1939-UPD-1, 1939-QUIT-1; the reply tells the truth. */
  @ParameterizedTest
  @CsvSource({
    "'','+OK bye, 0 messages removed, 3 left',3",
    "'DELE 1\r\n','+OK bye, 1 message removed, 2 left',2",
    "'DELE 1\r\nDELE 3\r\n','+OK bye, 2 messages removed, 1 left',1",
    "'DELE 1\r\nDELE 2\r\nDELE 3\r\n','+OK bye, 3 messages removed, none left',0",
    "'DELE 1\r\nRSET\r\n','+OK bye, 0 messages removed, 3 left',3"
  })
  void quitRemovesWhatIsMarkedAndSaysSo(String marks, String reply, int left) {
    try (WireClient client = inTransaction()) {
      client.send(marks + "QUIT\r\n");
      assertThat(client.rest()).endsWith(reply + "\r\n");
      assertThat(pop3.mail().isLocked("a")).isFalse();
      assertThat(mail()).hasSize(left);
    }
  }

  @Test
  void quitWithoutLoginSaysGoodbye() {
    try (WireClient client = pop3.connect()) {
      client.line();
      client.send("QUIT\r\n");
      assertThat(client.rest()).isEqualTo("+OK bye\r\n");
    }
  }

  /** E-X-01, 1939-ST-5. */
  @Test
  void endOfInputRemovesNothingAndReleases() {
    try (WireClient client = inTransaction()) {
      client.call("DELE 1");
      client.endOutput();
      assertThat(client.rest()).isEmpty();
    }
    awaitRelease();
    assertThat(mail()).hasSize(3);
  }

  /** E-X-01. */
  @Test
  void resetRemovesNothingAndReleases() {
    WireClient client = inTransaction();
    client.call("DELE 1");
    client.reset();
    awaitRelease();
    assertThat(mail()).hasSize(3);
  }

  /** E-C-06, E-C-07, A-27: a line without end is not executed. */
  @ParameterizedTest
  @CsvSource({"QUIT", "'QUIT\r'", "'NOOP\r\nQUIT'"})
  void lineThatEndsWithTheInputIsDropped(String octets) {
    try (WireClient client = inTransaction()) {
      client.call("DELE 1");
      client.send(octets).endOutput();
      assertThat(client.rest()).doesNotContain("bye");
    }
    awaitRelease();
    assertThat(mail()).hasSize(3);
  }

  /** E-C-08, A-27: the client may close its side as soon as it has said everything. */
  @Test
  void linesBeforeTheEndOfInputAreExecuted() {
    try (WireClient client = inTransaction()) {
      client.send("DELE 1\r\nRETR 2\r\nQUIT\r\n").endOutput();
      assertThat(client.rest().lines())
          .containsExactly(
              "+OK message marked as deleted",
              "+OK 5 octets",
              "two",
              ".",
              "+OK bye, 1 message removed, 2 left");
    }
    assertThat(mail()).containsExactly("two\r\n", "three\r\n");
  }

  /** E-X-02, A-26: UPDATE that was reached runs to its end. */
  @Test
  void commitUnderWayIsNotStoppedByAReset() throws InterruptedException {
    try (Blockade commit = pop3.faults().block(Step.COMMIT)) {
      WireClient client = inTransaction();
      client.call("DELE 1");
      client.send("QUIT\r\n");
      commit.awaitReached();
      client.reset();
    }
    awaitRelease();
    assertThat(mail()).containsExactly("two\r\n", "three\r\n");
  }

  /** E-X-03, A-26: what comes behind a reply that can't be delivered is not executed. */
  @Test
  void resetWhileAMessageIsSentStopsWhatIsPipelinedBehind() {
    pop3.mail().deliver("a", "x".repeat(50_000_000));
    WireClient client = WireClient.connect(pop3.address(), 4096).login("a", "b");
    client.send("RETR 4\r\nDELE 1\r\nQUIT\r\n");
    client.octets(100_000);
    client.reset();
    awaitRelease();
    assertThat(mail()).hasSize(4);
    assertThat(pop3.faults().calls(Step.COMMIT)).isZero();
  }

  /** marks alone do not count; QUIT waits until all before it is with the network. */
  @Test
  void quitWaitsForTheRepliesBeforeIt() {
    pop3.mail().deliver("a", "x".repeat(50_000_000));
    try (WireClient client = WireClient.connect(pop3.address(), 4096).login("a", "b")) {
      client.send("DELE 1\r\nRETR 4\r\nQUIT\r\n");
      client.octets(100_000);
      assertThat(pop3.faults().calls(Step.COMMIT)).isZero();
      assertThat(client.rest()).endsWith("\r\n.\r\n+OK bye, 1 message removed, 3 left\r\n");
    }
  }

  /** E-X-06, 1939-NUM-5. */
  @Test
  void deliveryDuringTheSessionShowsInTheNext() {
    try (WireClient client = inTransaction()) {
      pop3.mail().deliver("a", "four\r\n");
      assertThat(client.call("STAT")).isEqualTo("+OK 3 17");
      client.call("QUIT");
    }
    try (WireClient client = inTransaction()) {
      assertThat(client.call("STAT")).isEqualTo("+OK 4 23");
    }
  }

  /** E-X-07, A-29. */
  @Test
  void messageThatSomebodyRemovedIsTroubleToReadAndFineToDelete() {
    try (WireClient client = inTransaction()) {
      pop3.mail().removeBehindTheLock("a", "two\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(client.call("RETR 2")).isEqualTo("-ERR [SYS/TEMP] message can't be read now");
      assertThat(client.call("TOP 2 0")).isEqualTo("-ERR [SYS/TEMP] message can't be read now");
      assertThat(client.call("LIST 2")).isEqualTo("+OK 2 5");
      assertThat(client.call("DELE 2")).startsWith("+OK");
      assertThat(client.call("QUIT")).isEqualTo("+OK bye, 1 message removed, 2 left");
    }
  }

  /** E-X-08, 1939-LOCK-4. */
  @ParameterizedTest
  @CsvSource({
    "TEMPORARY,'-ERR [SYS/TEMP] some deleted messages not removed, try later'",
    "PERMANENT,-ERR [SYS/PERM] some deleted messages not removed",
    "RUNTIME_EXCEPTION,'-ERR [SYS/TEMP] some deleted messages not removed, try later'"
  })
  void failedCommitIsTold(Fault fault, String reply) {
    pop3.faults().failOnce(Step.COMMIT, fault);
    try (WireClient client = inTransaction()) {
      client.call("DELE 1");
      client.send("QUIT\r\n");
      assertThat(client.rest()).isEqualTo(reply + "\r\n");
      assertThat(pop3.mail().isLocked("a")).isFalse();
    }
    assertThat(mail()).hasSize(3);
  }

  /** A plugin that throws what it must not costs a reply, not the session. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"TEMPORARY", "PERMANENT", "RUNTIME_EXCEPTION"})
  void troubleInReadingIsOneNegativeReply(Fault fault) {
    pop3.faults().failOnce(Step.READ, fault);
    try (WireClient client = inTransaction()) {
      assertThat(client.call("RETR 1"))
          .startsWith(fault == Fault.PERMANENT ? "-ERR [SYS/PERM] " : "-ERR [SYS/TEMP] ");
      assertThat(client.callForLines("RETR 1")).isEqualTo("+OK 5 octets\r\none\r\n.\r\n");
    }
  }

  /** A maildrop that can't be closed is told to the operator, not to the client. */
  @Test
  void faultInClosingChangesNoReply() {
    pop3.faults().failAlways(Step.CLOSE, Fault.RUNTIME_EXCEPTION);
    try (WireClient client = inTransaction()) {
      client.call("DELE 1");
      assertThat(client.call("QUIT")).isEqualTo("+OK bye, 1 message removed, 2 left");
    }
  }

  /** The lock is free as soon as a worker that was busy at the end is done. */
  @Test
  void maildropOpenedForAClientThatLeftIsReleased() throws InterruptedException {
    try (Blockade open = pop3.faults().block(Step.OPEN)) {
      WireClient client = pop3.connect();
      client.line();
      client.send("USER a\r\nPASS b\r\n");
      open.awaitReached();
      client.reset();
    }
    try (WireClient next = pop3.connect()) {
      next.line();
      await()
          .until(
              () -> {
                next.call("USER a");
                return next.call("PASS b").startsWith("+OK");
              });
    }
  }
}
