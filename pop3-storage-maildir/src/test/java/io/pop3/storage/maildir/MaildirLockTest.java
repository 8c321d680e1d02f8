package io.pop3.storage.maildir;

import static io.pop3.storage.maildir.MaildirFixture.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import io.pop3.storage.maildir.InterceptedFileOperations.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One session at a time, in this process and in others (1939-LOCK-1, MDIR-8, A-28). */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MaildirLockTest {

  @TempDir Path root;
  private MaildirFixture fixture;

  @BeforeEach
  void makeMaildir() throws IOException {
    fixture = new MaildirFixture(root);
    fixture.deliver("1.a.host", "a\n");
  }

  /** Holds a maildir until it is told to go on, or killed. */
  static final class Holder {

    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      MaildirFixture fixture = new MaildirFixture(Path.of(arguments[0]));
      try (MaildropStore store = fixture.store();
          Maildrop maildrop = store.open(HARISH, OpenContext.of("elsewhere"))) {
        System.out.println("holding " + maildrop.messages().count());
        System.in.read();
      }
    }
  }

  @Test
  void anotherProcessKeepsItsMaildirUntilItDies() throws Exception {
    try (MaildropStore store = fixture.store()) {
      try (ChildProcess holder = ChildProcess.start(Holder.class, root.toString())) {
        assertThat(holder.readLine()).isEqualTo("holding 1");
        assertThatThrownBy(() -> store.open(HARISH, OpenContext.of("here")))
            .isInstanceOf(MaildropException.Busy.class)
            .hasMessageContaining("is locked by process " + holder.id());
        assertThatThrownBy(
                () -> store.open(HARISH, new OpenContext("here", Duration.ofMillis(120))))
            .isInstanceOf(MaildropException.Busy.class);
      }
      // Killed: free at once.
      store.open(HARISH, OpenContext.of("here")).close();
    }
  }

  @Test
  void whoeverWaitsGetsTheMaildirWhenItsHolderDies() throws Exception {
    try (MaildropStore store = fixture.store();
        ChildProcess holder = ChildProcess.start(Holder.class, root.toString())) {
      assertThat(holder.readLine()).isEqualTo("holding 1");
      CompletableFuture<Maildrop> waiting = open(store, Duration.ofMinutes(1));
      holder.kill();
      waiting.get().close();
    }
  }

  @Test
  void whoeverWaitsGetsTheMaildirWhenItsHolderCloses() throws Exception {
    try (MaildropStore store = fixture.store()) {
      Maildrop held = store.open(HARISH, OpenContext.of("first"));
      CompletableFuture<Maildrop> waiting = open(store, Duration.ofMinutes(1));
      held.close();
      waiting.get().close();
    }
  }

  private static CompletableFuture<Maildrop> open(MaildropStore store, Duration wait) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return store.open(HARISH, new OpenContext("waiting", wait));
          } catch (MaildropException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** POSIX gives a lock back when any descriptor of the file is closed. */
  @Test
  void aRefusedSessionDoesNotOpenTheWayForOtherProcesses() throws Exception {
    try (MaildropStore store = fixture.store();
        Maildrop held = store.open(HARISH, OpenContext.of("here"))) {
      assertThatThrownBy(() -> store.open(HARISH, OpenContext.of("also here")))
          .isInstanceOf(MaildropException.Busy.class);
      try (ChildProcess other = ChildProcess.start(Holder.class, root.toString())) {
        assertThat(other.readLines()).isEmpty();
      }
      assertThat(held.messages().count()).isEqualTo(1);
    }
  }

  /** 1939-LOCK-3, MD-26. */
  @Test
  void afterAFailureNothingIsHeld() throws Exception {
    boolean[] broken = {true};
    FileOperations files =
        new InterceptedFileOperations(
            (step, path) -> {
              if (broken[0] && path.endsWith("new")) {
                throw new IOException("broken for a test");
              }
            });
    try (MaildropStore store = fixture.storeOver(files)) {
      assertThatThrownBy(() -> store.open(HARISH, OpenContext.of("1")))
          .isInstanceOf(MaildropException.Temporary.class);
      broken[0] = false;
      store.open(HARISH, OpenContext.of("2")).close();
    }
  }

  @Test
  void aLockFileThatIsALinkIsNotFollowed() throws Exception {
    Path victim = Files.writeString(root.resolve("victim"), "precious");
    Files.createSymbolicLink(fixture.maildir.lock(), victim);
    try (Maildrop maildrop = fixture.open()) {
      assertThat(maildrop.messages().count()).isEqualTo(1);
      assertThatThrownBy(() -> maildrop.commit(Deletions.of(0)))
          .isInstanceOf(MaildropException.class);
    }
    assertThat(victim).hasContent("precious");
    assertThat(fixture.files()).hasSize(1);
  }

  /** Two stores of one process are two: neither knows what the other does to the files. */
  @Test
  void theLastHolderIsNamedAndWrittenOnlyWhenItIsAnother() throws Exception {
    List<String> writes = new ArrayList<>();
    FileOperations files =
        new InterceptedFileOperations(
            (step, path) -> {
              if (step == Step.WRITE && path.equals(fixture.maildir.lock())) {
                writes.add(Files.readString(path));
              }
            });
    fixture.settle();
    try (MaildropStore store = fixture.storeOver(files);
        MaildropStore other = fixture.store()) {
      store.open(HARISH, OpenContext.of("1")).close();
      String mine = Files.readString(fixture.maildir.lock());
      assertThat(mine).hasSize(256).startsWith("process " + ProcessHandle.current().pid());
      writes.clear();
      store.open(HARISH, OpenContext.of("2")).close();
      assertThat(writes).isEmpty();
      other.open(HARISH, OpenContext.of("3")).close();
      String theirs = Files.readString(fixture.maildir.lock());
      assertThat(theirs).isNotEqualTo(mine);
      store.open(HARISH, OpenContext.of("4")).close();
      assertThat(writes).contains(theirs);
    }
  }

  /** Others would not notice what such a session does. */
  @Test
  void whoeverCannotLeaveAMarkMayOnlyRead() throws Exception {
    FileOperations files =
        new InterceptedFileOperations(
            (step, path) -> {
              if (step == Step.WRITE && path.equals(fixture.maildir.lock())) {
                throw new IOException("No space left on device");
              }
            });
    try (MaildropStore store = fixture.storeOver(files);
        Maildrop maildrop = store.open(HARISH, OpenContext.of("1"))) {
      assertThat(maildrop.messages().count()).isEqualTo(1);
      assertThatThrownBy(() -> maildrop.commit(Deletions.of(0)))
          .isInstanceOf(MaildropException.Temporary.class)
          .hasMessageContaining("No space left");
    }
    assertThat(fixture.files()).hasSize(1);
  }

  @Test
  void interruptionEndsTheWait() throws Exception {
    try (MaildropStore store = fixture.store();
        Maildrop held = store.open(HARISH, OpenContext.of("first"))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> store.open(HARISH, new OpenContext("second", Duration.ofMinutes(1))))
          .isInstanceOf(MaildropException.Temporary.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(held.messages().count()).isEqualTo(1);
    }
  }
}
