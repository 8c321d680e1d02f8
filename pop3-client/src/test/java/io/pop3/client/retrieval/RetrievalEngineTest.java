package io.pop3.client.retrieval;

import static io.pop3.client.retrieval.Fixture.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pop3.client.CommitOutcome;
import io.pop3.client.Pop3Exception;
import io.pop3.client.fake.Message;
import io.pop3.client.fake.ModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.Mockito;

class RetrievalEngineTest {

  private static final Retention DELETE = Retention.deleteAtOnce();
  private static final Retention KEEP = Retention.keepForEver();

  @TempDir private Path directory;
  private Fixture here;
  private ModelServer server;
  private final Message a = Message.named("a");
  private final Message b = Message.named("b");

  @BeforeEach
  void start() throws IOException {
    here = new Fixture(directory.resolve("mail"));
    server = new ModelServer(a, b);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void downloadAndDeleteEmptiesTheMaildrop() throws IOException {
    RetrievalReport report = here.fetch(server, DELETE);
    assertThat(report)
        .isEqualTo(new RetrievalReport(2, 2, 0, 0, 0, 2, new CommitOutcome.Committed(), List.of()));
    assertThat(here.delivered()).containsExactlyInAnyOrder(stored(a), stored(b));
    assertThat(server.maildrop()).isEmpty();
  }

  @Test
  void downloadAndKeepRetrievesWhatIsNew() throws IOException {
    here.fetch(server, KEEP);
    here.read();
    Message c = Message.named("c");
    server.maildrop().add(c);
    RetrievalReport report = here.fetch(server, KEEP);
    assertThat(report.stored()).isEqualTo(1);
    assertThat(report.known()).isEqualTo(2);
    assertThat(report.deleted()).isZero();
    assertThat(here.delivered()).containsExactlyInAnyOrder(stored(a), stored(b), stored(c));
    assertThat(server.maildrop()).containsExactly(a, b, c);
  }

  /** The same maildrop from three machines: each gets everything once. */
  @Test
  void threeMachinesGetEverythingEach() throws IOException {
    for (String name : List.of("desk", "lap", "pocket")) {
      Fixture machine = new Fixture(directory.resolve(name));
      machine.fetch(server, KEEP);
      machine.fetch(server, KEEP);
      assertThat(machine.delivered()).containsExactlyInAnyOrder(stored(a), stored(b));
    }
  }

  @Test
  void keptMessagesGoWhenTheirDaysAreOver() throws IOException {
    Retention threeDays = Retention.keepForDays(3);
    here.fetch(server, threeDays);
    here.pass(Duration.ofDays(2));
    Message c = Message.named("c");
    server.maildrop().add(c);
    here.fetch(server, threeDays);
    assertThat(server.maildrop()).containsExactly(a, b, c);
    here.pass(Duration.ofDays(1));
    RetrievalReport report = here.fetch(server, threeDays);
    assertThat(report.deleted()).isEqualTo(2);
    assertThat(report.stored()).isZero();
    assertThat(server.maildrop()).containsExactly(c);
    here.pass(Duration.ofDays(3));
    here.fetch(server, threeDays);
    assertThat(server.maildrop()).isEmpty();
    assertThat(here.delivered()).hasSize(3);
  }

  /** From keep to delete: what is stored already is deleted without being retrieved again. */
  @Test
  void changeToDeleteRetrievesNothingAgain() throws IOException {
    here.fetch(server, KEEP);
    server.received().clear();
    assertThat(here.fetch(server, DELETE).deleted()).isEqualTo(2);
    assertThat(server.received()).noneMatch(line -> line.startsWith("RETR"));
    assertThat(server.maildrop()).isEmpty();
  }

  // 1939-UPD-7, 1939-UPD-8, 22.7: whatever becomes of QUIT, the next retrieval puts it right.
  @ParameterizedTest
  @EnumSource(ModelServer.Quit.class)
  void outcomeOfQuitIsReconciledNextTime(ModelServer.Quit behaviour) throws IOException {
    server.onQuit(behaviour);
    RetrievalReport report = here.fetch(server, DELETE);
    assertThat(report.outcome().kind())
        .isEqualTo(
            switch (behaviour) {
              case COMMIT, PRETEND -> CommitOutcome.Kind.COMMITTED;
              case REFUSE -> CommitOutcome.Kind.REFUSED;
              case DROP, COMMIT_AND_DROP -> CommitOutcome.Kind.UNKNOWN;
            });
    server.onQuit(ModelServer.Quit.COMMIT);
    Message c = Message.named("c");
    server.maildrop().add(c);
    here.fetch(server, DELETE);
    assertThat(here.delivered()).containsExactlyInAnyOrder(stored(a), stored(b), stored(c));
    assertThat(server.maildrop()).isEmpty();
    here.fetch(server, DELETE);
    try (Ledger ledger = here.ledger()) {
      assertThat(ledger.size()).as("what is gone for good is forgotten").isZero();
    }
  }

  /** A new message under the unique-id of one that was deleted is a new message. */
  @Test
  void uniqueIdThatIsUsedAgainIsNoReasonToDelete() throws IOException {
    here.fetch(server, DELETE);
    Message other = sameSize("a", a);
    server.maildrop().add(other);
    here.fetch(server, DELETE);
    assertThat(here.delivered()).contains(stored(other)).hasSize(3);
  }

  private static Message sameSize(String uniqueId, Message message) {
    byte[] wire = message.wire().clone();
    wire[wire.length - 3] ^= 1;
    return new Message(uniqueId, wire);
  }

  // of messages with one unique-id, none goes before its content was looked at.
  @Test
  void messagesWithOneUniqueIdAreNotDeletedByItAndTheirSize() throws IOException {
    Message first = Message.named("same");
    Message second = sameSize("same", first);
    server.maildrop().addAll(List.of(first, second));
    here.fetch(server, KEEP);
    server.maildrop().remove(second);
    Message third = Message.of("same", stored(first).replace("body", "BODY").replace("\n", "\r\n"));
    server.maildrop().add(third);
    here.fetch(server, DELETE);
    assertThat(here.delivered()).contains(stored(first), stored(second), stored(third));
    assertThat(server.maildrop()).isEmpty();
  }

  // A-23, 1939-UIDL-8
  @Test
  void messagesWithOneUniqueIdAreAllKept() throws IOException {
    Message first = Message.of("same", "Subject: 1\r\n\r\n");
    Message second = Message.of("same", "Subject: 2\r\n\r\nlonger\r\n");
    Message twin = Message.of("same", "Subject: 2\r\n\r\nlonger\r\n");
    server.maildrop().addAll(List.of(first, second, twin));
    assertThat(here.fetch(server, KEEP).stored()).isEqualTo(5);
    assertThat(here.fetch(server, KEEP).known()).isEqualTo(5);
    Message third = Message.of("same", "Subject: 3\r\n\r\nlongest of all\r\n");
    server.maildrop().add(third);
    RetrievalReport report = here.fetch(server, DELETE);
    assertThat(report.stored()).isEqualTo(1);
    assertThat(report.recognised()).isEqualTo(3);
    assertThat(here.delivered())
        .containsExactlyInAnyOrder(
            stored(a), stored(b), stored(first), stored(second), stored(twin), stored(third));
    assertThat(server.maildrop()).isEmpty();
  }

  /** A server that was replaced may give every message another unique-id. */
  @Test
  void newUniqueIdsForOldMessagesBringNothingTwice() throws IOException {
    here.fetch(server, KEEP);
    server.maildrop().clear();
    server.maildrop().add(new Message("new-a", a.wire()));
    server.maildrop().add(new Message("new-b", b.wire()));
    assertThat(here.fetch(server, KEEP).recognised()).isEqualTo(2);
    assertThat(here.fetch(server, KEEP).known()).isEqualTo(2);
    assertThat(here.delivered()).hasSize(2);
  }

  /** A second copy under its own unique-id, while the first is there, is a message of its own. */
  @Test
  void copyBesideItsOriginalIsStoredToo() throws IOException {
    here.fetch(server, KEEP);
    server.maildrop().add(new Message("copy-of-a", a.wire()));
    assertThat(here.fetch(server, KEEP).stored()).isEqualTo(1);
    assertThat(here.delivered()).containsExactlyInAnyOrder(stored(a), stored(a), stored(b));
  }

  /** A maildrop whose disk was away for an hour does not come twice. */
  @Test
  void maildropThatWasEmptyForAWhileDoesNotComeTwice() throws IOException {
    here.fetch(server, KEEP);
    here.putAway();
    server.maildrop().clear();
    assertThat(here.fetch(server, KEEP).listed()).isZero();
    here.pass(Duration.ofDays(29));
    here.fetch(server, KEEP);
    server.maildrop().addAll(List.of(a, b));
    assertThat(here.fetch(server, KEEP).recognised()).isEqualTo(2);
    assertThat(here.delivered()).as("what was put away does not come again").isEmpty();
  }

  @Test
  void whatIsGoneForThirtyDaysIsForgotten() throws IOException {
    here.fetch(server, KEEP);
    server.maildrop().clear();
    here.fetch(server, KEEP);
    here.pass(Duration.ofDays(30));
    here.fetch(server, KEEP);
    try (Ledger ledger = here.ledger()) {
      assertThat(ledger.size()).isZero();
    }
  }

  // 2449-FUT-1: the smallest server there can be.
  @Test
  void serverWithoutUidlWorksInDeleteMode() throws IOException {
    server.withoutUidl();
    server.withoutPipelining();
    server.onQuit(ModelServer.Quit.DROP);
    here.fetch(server, DELETE);
    server.onQuit(ModelServer.Quit.COMMIT);
    server.maildrop().add(Message.named("c"));
    RetrievalReport report = here.fetch(server, DELETE);
    assertThat(report.recognised()).isEqualTo(2);
    assertThat(report.stored()).isEqualTo(1);
    assertThat(here.delivered()).hasSize(3);
    assertThat(server.maildrop()).isEmpty();
  }

  @Test
  void uidlMayComeAndGo() throws IOException {
    here.fetch(server, KEEP);
    server.withoutUidl();
    server.onQuit(ModelServer.Quit.DROP);
    assertThat(here.fetch(server, DELETE).recognised()).isEqualTo(2);
    server.withUidl();
    server.onQuit(ModelServer.Quit.COMMIT);
    assertThat(here.fetch(server, DELETE).deleted()).isEqualTo(2);
    assertThat(here.delivered()).hasSize(2);
    assertThat(server.maildrop()).isEmpty();
  }

  @Test
  void keepNeedsUidl() throws IOException {
    server.withoutUidl();
    assertThatExceptionOfType(UniqueIdsMissingException.class)
        .isThrownBy(() -> here.fetch(server, KEEP))
        .withMessage("server: does not know UIDL (expected: UIDL to keep)");
    assertThatExceptionOfType(UniqueIdsMissingException.class)
        .isThrownBy(() -> here.fetch(server, Retention.keepForDays(2)));
    assertThat(server.maildrop()).hasSize(2);
  }

  @Test
  void refusedMessageStaysAndTheOthersCome() throws IOException {
    server.refuse(1);
    RetrievalReport report = here.fetch(server, DELETE);
    assertThat(report.refused()).isEqualTo(1);
    assertThat(server.maildrop()).containsExactly(a);
    server.refuse(0);
    here.fetch(server, DELETE);
    assertThat(here.delivered()).containsExactlyInAnyOrder(stored(a), stored(b));
  }

  /** DELE waits for the message to be stored, and the ledger to be written (1939-UPD-8). */
  @Test
  void nothingIsMarkedBeforeItIsStored() throws IOException {
    MailSink full = Mockito.mock(MailSink.class);
    MaildirSink real = MaildirSink.open(here.maildir(), here.clock());
    Mockito.when(full.begin())
        .thenAnswer(first -> real.begin())
        .thenThrow(new IOException("No space left on device"));
    Mockito.doAnswer(
            call -> {
              real.sync();
              return null;
            })
        .when(full)
        .sync();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> here.fetch(server, DELETE, full))
        .withMessage("No space left on device");
    assertThat(server.received()).noneMatch(line -> line.matches("DELE.*|QUIT"));
    assertThat(server.maildrop()).hasSize(2);
    RetrievalReport report = here.fetch(server, DELETE);
    assertThat(report.known()).isEqualTo(1);
    assertThat(report.stored()).isEqualTo(1);
    assertThat(here.delivered()).hasSize(2);
  }

  /** What can't be made durable is not written down, however often it is tried. */
  @Test
  void failedSyncIsNotWrittenDown() throws IOException {
    MaildirSink real = MaildirSink.open(here.maildir(), here.clock());
    MailSink broken = Mockito.mock(MailSink.class);
    Mockito.when(broken.begin()).thenAnswer(call -> real.begin());
    Mockito.doThrow(new IOException("I/O error")).doNothing().when(broken).sync();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> here.fetch(server, DELETE, broken))
        .withMessage("I/O error");
    real.close();
    try (Ledger ledger = here.ledger()) {
      assertThat(ledger.size()).isZero();
    }
    assertThat(server.maildrop()).hasSize(2);
    assertThat(here.fetch(server, DELETE).stored()).isEqualTo(2);
  }

  // E-R-13, E-X-01: wherever the connection ends, half a message is none, and the next time all is
  // well.
  @Test
  void connectionMayBeCutAtAnyOctet() throws IOException {
    boolean complete = false;
    for (int octets = 1; !complete; octets += 3) {
      Fixture cut = new Fixture(directory.resolve("cut" + octets));
      try (ModelServer victim = new ModelServer(a, b)) {
        victim.cutAfter(octets, () -> {});
        complete = endsWell(cut, victim);
        assertThat(List.of(stored(a), stored(b))).containsAll(cut.delivered());
        assertThat(cut.maildir().resolve("tmp")).isEmptyDirectory();
        victim.cutNoMore();
        cut.fetch(victim, DELETE);
        assertThat(cut.delivered()).containsExactlyInAnyOrder(stored(a), stored(b));
        assertThat(victim.maildrop()).isEmpty();
      }
    }
  }

  private static boolean endsWell(Fixture fixture, ModelServer server) throws IOException {
    try (MaildirSink sink = MaildirSink.open(fixture.maildir(), fixture.clock())) {
      return fixture.fetch(server, DELETE, sink).outcome().kind() == CommitOutcome.Kind.COMMITTED;
    } catch (Pop3Exception e) {
      return false;
    }
  }

  // 2449-EXP-7
  @ParameterizedTest
  @CsvSource({
    "EXPIRE 10, 0, true",
    "EXPIRE 10, 10, true",
    "EXPIRE 10, 9, false",
    "EXPIRE 0, 1, true",
    "EXPIRE NEVER, 0, false",
    "EXPIRE x, 0, false"
  })
  void serverThatDeletesByItselfIsWarnedOf(String capability, int days, boolean warns)
      throws IOException {
    server.announce(capability);
    Retention retention = days == 0 ? KEEP : Retention.keepForDays(days);
    assertThat(here.fetch(server, retention).warnings()).hasSize(warns ? 1 : 0);
    assertThat(here.fetch(server, DELETE).warnings()).isEmpty();
  }

  @Test
  void onlyOneRetrievalOfAnAccountRunsAtATime() throws IOException {
    Ledger held = here.ledger();
    assertThatExceptionOfType(LedgerBusyException.class)
        .isThrownBy(() -> here.fetch(server, DELETE));
    held.close();
    assertThat(here.fetch(server, DELETE).stored()).isEqualTo(2);
  }

  /** Without its ledger a retrieval finds by the names of the files what is stored. */
  @Test
  void lostLedgerBringsNothingTwice() throws IOException {
    here.fetch(server, KEEP);
    here.read();
    Files.delete(here.ledgerFile());
    RetrievalReport report = here.fetch(server, KEEP);
    assertThat(report.recognised()).isEqualTo(2);
    assertThat(report.stored()).isZero();
    assertThat(here.delivered()).hasSize(2);
  }
}
