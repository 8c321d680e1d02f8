package io.pop3.spi.testkit;

import static io.pop3.spi.testkit.MaildropStoreHarness.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MessageContent;
import io.pop3.spi.maildrop.OpenContext;
import io.pop3.spi.testkit.FaultyStore.Fault;
import io.pop3.spi.testkit.FaultyStore.InjectedFault;
import io.pop3.spi.testkit.FaultyStore.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class FaultyStoreTest {

  private static final MaildropOwner ALICE = MaildropOwner.of("alice");

  private final InMemoryMaildropStore memory =
      new InMemoryMaildropStore()
          .deliver("alice", "0123456789\r\n")
          .deliver("alice", "second\r\n")
          .deliver("alice", "third\r\n");
  private final FaultyStore store = FaultyStore.around(memory);

  @ParameterizedTest
  @CsvSource({
    "OPEN, BUSY, Busy",
    "OPEN, TEMPORARY, Temporary",
    "OPEN, PERMANENT, Permanent",
    "OPEN, RUNTIME_EXCEPTION, InjectedFault",
    "LISTING, RUNTIME_EXCEPTION, InjectedFault",
    "READ, TEMPORARY, Temporary",
    "READ, PERMANENT, Permanent",
    "READ, RUNTIME_EXCEPTION, InjectedFault",
    "CONTENT, IO_EXCEPTION, IOException",
    "CONTENT, RUNTIME_EXCEPTION, InjectedFault",
    "COMMIT, TEMPORARY, Temporary",
    "COMMIT, PERMANENT, Permanent",
    "COMMIT, RUNTIME_EXCEPTION, InjectedFault",
    "CLOSE, RUNTIME_EXCEPTION, InjectedFault"
  })
  void aStepFailsInTheWayAskedForUntilHealed(Step step, Fault fault, String thrown)
      throws Exception {
    store.failAlways(step, fault);
    for (int session = 0; session < 2; session++) {
      assertThatThrownBy(this::wholeSession)
          .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(thrown))
          .hasMessageContaining("fault injected");
      assertThat(memory.isLocked("alice")).as("still locked").isFalse();
    }
    assertThat(store.calls(step)).isEqualTo(2);
    store.heal();
    wholeSession();
  }

  @Test
  void aCommitThatFailsRemovesNothing() {
    store.failAlways(Step.COMMIT, Fault.PERMANENT);
    assertThatThrownBy(this::wholeSession).isInstanceOf(MaildropException.Permanent.class);
    assertThat(memory.messages("alice")).hasSize(3);
  }

  @Test
  void aFailureAskedForOnceComesOnce() throws Exception {
    store.failOnce(Step.COMMIT, Fault.TEMPORARY);
    assertThatThrownBy(this::wholeSession).isInstanceOf(MaildropException.Temporary.class);
    wholeSession();
    assertThat(memory.messages("alice")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"OPEN, IO_EXCEPTION", "LISTING, TEMPORARY", "CONTENT, BUSY", "COMMIT, BUSY"})
  void aFailureThatNoStoreCanHaveIsRefused(Step step, Fault fault) {
    assertThatThrownBy(() -> store.failAlways(step, fault))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(fault.name());
  }

  @Test
  void aNegativeCountIsRefused() {
    assertThatThrownBy(() -> store.failContentAfter(-1, Fault.IO_EXCEPTION))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.blockContentAfter(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 11, 12})
  void contentFailsAfterExactlySoManyOctets(int octets) throws Exception {
    store.failContentAfter(octets, Fault.IO_EXCEPTION);
    try (Maildrop maildrop = open();
        MessageContent content = maildrop.read(0)) {
      ByteBuffer target = ByteBuffer.allocate(100);
      assertThatThrownBy(
              () -> {
                while (content.read(target) != -1) {
                  assertThat(target.limit()).isEqualTo(100);
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessageContaining("after " + octets + " octets");
      assertThat(target.position()).isEqualTo(octets);
      assertThat(content.file()).isEmpty();
    }
  }

  @Test
  void contentThatIsShorterIsReadToItsEnd() throws Exception {
    store.failContentAfter(13, Fault.IO_EXCEPTION);
    try (Maildrop maildrop = open()) {
      assertThat(readAll(maildrop, 0)).hasSize(12);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPEN", "LISTING", "READ", "CONTENT", "COMMIT", "CLOSE"})
  void aStepWaitsUntilReleased(Step step) throws Exception {
    try (Blockade blockade = store.block(step)) {
      CompletableFuture<Boolean> session = Threads.async(this::wholeSession);
      blockade.awaitReached();
      assertThat(session).isNotDone();
      blockade.release();
      assertThat(session.get()).isTrue();
    }
    assertThat(memory.messages("alice")).hasSize(2);
  }

  @Test
  void contentWaitsAfterExactlySoManyOctets() throws Exception {
    try (Blockade blockade = store.blockContentAfter(4);
        Maildrop maildrop = open();
        MessageContent content = maildrop.read(0)) {
      ByteBuffer target = ByteBuffer.allocate(100);
      assertThat(content.read(target)).isEqualTo(4);
      CompletableFuture<Integer> rest = Threads.async(() -> content.read(target));
      blockade.awaitReached();
      assertThat(rest).isNotDone();
      blockade.release();
      assertThat(rest.get()).isEqualTo(8);
    }
  }

  @Test
  void aStepThatWaitsHeedsNoInterruption() throws Exception {
    try (Blockade blockade = store.block(Step.LISTING);
        Maildrop maildrop = open()) {
      Thread caller = Thread.currentThread();
      CompletableFuture<Boolean> helper =
          Threads.async(
              () -> {
                blockade.awaitReached();
                caller.interrupt();
                blockade.release();
                return true;
              });
      assertThat(maildrop.messages().count()).isEqualTo(3);
      assertThat(Thread.interrupted()).as("still interrupted").isTrue();
      assertThat(helper.get()).isTrue();
    }
  }

  @Test
  void closingTheMaildropReleasesTheLockThoughItFails() throws Exception {
    store.failOnce(Step.CLOSE, Fault.RUNTIME_EXCEPTION);
    Maildrop maildrop = open();
    assertThatThrownBy(maildrop::close).isInstanceOf(InjectedFault.class);
    assertThat(memory.isLocked("alice")).isFalse();
  }

  private Maildrop open() throws MaildropException {
    return store.open(ALICE, OpenContext.of("session"));
  }

  private boolean wholeSession() throws Exception {
    try (Maildrop maildrop = open()) {
      assertThat(maildrop.messages().count()).isPositive();
      assertThat(readAll(maildrop, 0)).isNotEmpty();
      assertThat(maildrop.commit(Deletions.of(0)).removed()).isEqualTo(1);
    }
    return true;
  }
}
