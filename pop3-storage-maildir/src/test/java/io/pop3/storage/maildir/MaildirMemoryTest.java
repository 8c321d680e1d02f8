package io.pop3.storage.maildir;

import static io.pop3.storage.maildir.MaildirFixture.HARISH;
import static io.pop3.storage.maildir.MaildirFixture.content;
import static io.pop3.storage.maildir.MaildirFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropListing;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import io.pop3.storage.maildir.InterceptedFileOperations.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sessions leave to the next ones of their store saves work and is never wrong. */
class MaildirMemoryTest {

  @TempDir Path root;
  private MaildirFixture fixture;
  private MaildropStore store;
  private final List<String> steps = new ArrayList<>();

  @BeforeEach
  void makeMaildir() throws IOException {
    fixture = new MaildirFixture(root);
    for (int number = 0; number < 4; number++) {
      fixture.deliver("17.M" + number + "P1.host", "message " + number + "\n");
    }
    fixture.settle();
    store = watchedStore();
  }

  private MaildropStore watchedStore(String... options) {
    FileOperations files =
        new InterceptedFileOperations((step, path) -> steps.add(step + " " + path.getFileName()));
    return fixture.storeOver(files, options);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private List<String> session() throws Exception {
    steps.clear();
    try (Maildrop maildrop = store.open(HARISH, OpenContext.of("poll"))) {
      return ids(maildrop.messages());
    }
  }

  /** The price of a poll: this list is what it may cost, and must not grow unnoticed. */
  @Test
  void aPollOfAnUnchangedMaildirOpensNoFileButTheLock() throws Exception {
    List<String> ids = session();
    assertThat(session()).isEqualTo(ids);
    assertThat(steps)
        .containsExactly(
            Step.LOOK + " harish",
            Step.OPEN_TO_WRITE + " pop3d-lock",
            Step.LOOK + " new",
            Step.LOOK + " cur");
  }

  @Test
  void whatArrivesIsSeen() throws Exception {
    session();
    fixture.deliver("18.new.host", "x\n");
    assertThat(session()).hasSize(5).last().isEqualTo("18.new.host");
  }

  @Test
  void aStateThatMayChangeWithinTheSameTickIsNotReliedOn() throws Exception {
    FileTime now = FileTime.from(Instant.now());
    Files.setLastModifiedTime(fixture.maildir.fresh(), now);
    session();
    fixture.deliver("18.new.host", "x\n");
    Files.setLastModifiedTime(fixture.maildir.fresh(), now);
    assertThat(session()).hasSize(5);
  }

  @Test
  void theListingOfAClosedSessionStaysAsItWas() throws Exception {
    MaildropListing listing;
    try (Maildrop maildrop = store.open(HARISH, OpenContext.of("1"))) {
      listing = maildrop.messages();
    }
    List<String> before = ids(listing);
    session();
    try (Maildrop maildrop = store.open(HARISH, OpenContext.of("2"))) {
      maildrop.commit(Deletions.of(0, 2));
    }
    fixture.deliver("18.new.host", "x\n");
    assertThat(session()).containsExactly("17.M1P1.host", "17.M3P1.host", "18.new.host");
    assertThat(ids(listing)).isEqualTo(before);
  }

  /** Times put back by hand, so that only the store's own care can tell. */
  @Test
  void theOwnUpdateIsKnownEvenIfNoTimeTellsIt() throws Exception {
    session();
    FileTime fresh = Files.getLastModifiedTime(fixture.maildir.fresh());
    try (Maildrop maildrop = store.open(HARISH, OpenContext.of("2"))) {
      maildrop.commit(Deletions.of(1));
    }
    Files.setLastModifiedTime(fixture.maildir.fresh(), fresh);
    assertThat(session()).doesNotContain("17.M1P1.host").hasSize(3);
  }

  /** An unfinished update of another process, which no time of a directory tells. */
  @Test
  void whatAnotherStoreDidIsLookedUp() throws Exception {
    session();
    FileTime fresh = Files.getLastModifiedTime(fixture.maildir.fresh());
    FileOperations broken =
        new InterceptedFileOperations(
            (step, path) -> {
              if (step == Step.DELETE && path.toString().endsWith(".host")) {
                throw new Error("the process ends here");
              }
            });
    try (MaildropStore other = fixture.storeOver(broken);
        Maildrop maildrop = other.open(HARISH, OpenContext.of("killed"))) {
      assertThatThrownBy(() -> maildrop.commit(Deletions.of(1, 3))).isInstanceOf(Error.class);
    }
    Files.setLastModifiedTime(fixture.maildir.fresh(), fresh);
    assertThat(fixture.maildir.journal()).exists();
    assertThat(session()).containsExactly("17.M0P1.host", "17.M2P1.host");
  }

  @Test
  void uniqueIdsTakenOverByAnotherProcessAreSeen() throws Exception {
    session();
    Files.writeString(
        fixture.maildir.root().resolve("dovecot-uidlist"), "3 V7 N9\n3 :17.M2P1.host\n");
    new MaildirAdministration(fixture.environment(new NioFileOperations()))
        .importUniqueIds(HARISH, "dovecot:%v.%u");
    assertThat(session()).contains("7.3").doesNotContain("17.M2P1.host");
  }

  /** A commit that failed half-way leaves work to the next session, which must find it. */
  @Test
  void anUpdateThatFailedIsFinishedByTheNextSession() throws Exception {
    boolean[] broken = {false};
    List<String> deleted = new ArrayList<>();
    FileOperations files =
        new InterceptedFileOperations(
            (step, path) -> {
              if (broken[0] && step == Step.DELETE && path.toString().endsWith(".host")) {
                deleted.add(path.toString());
                if (deleted.size() == 2) {
                  throw new IOException("Input/output error");
                }
              }
            });
    try (MaildropStore failing = fixture.storeOver(files)) {
      failing.open(HARISH, OpenContext.of("1")).close();
      broken[0] = true;
      try (Maildrop maildrop = failing.open(HARISH, OpenContext.of("2"))) {
        assertThatThrownBy(() -> maildrop.commit(Deletions.of(0, 1, 2)))
            .isInstanceOf(MaildropException.class);
      }
      broken[0] = false;
      try (Maildrop maildrop = failing.open(HARISH, OpenContext.of("3"))) {
        assertThat(ids(maildrop.messages())).containsExactly("17.M3P1.host");
      }
    }
  }

  @Test
  void aMessageThatWasWrittenToGetsItsNewSize() throws Exception {
    session();
    Files.writeString(fixture.maildir.fresh().resolve("17.M1P1.host"), "another\ncontent\n");
    try (Maildrop maildrop = store.open(HARISH, OpenContext.of("2"))) {
      assertThatThrownBy(() -> maildrop.read(1)).isInstanceOf(MaildropException.Temporary.class);
    }
    try (Maildrop maildrop = store.open(HARISH, OpenContext.of("3"))) {
      assertThat(maildrop.messages().octets(1)).isEqualTo(18);
      assertThat(content(maildrop, 1)).isEqualTo("another\ncontent\n");
    }
  }

  @Test
  void mailWhoseTimeComesWhileNothingElseHappensGoes() throws Exception {
    session();
    Path old = fixture.maildir.fresh().resolve("17.M1P1.host");
    Files.setLastModifiedTime(old, FileTime.fromMillis(1_000_000));
    store.close();
    store = watchedStore("retention-days", "30");
    assertThat(session()).hasSize(3);
    Files.setLastModifiedTime(
        fixture.maildir.fresh().resolve("17.M2P1.host"), FileTime.fromMillis(1_000_000));
    assertThat(session()).containsExactly("17.M0P1.host", "17.M3P1.host");
  }

  @Test
  void memoryIsBoundedAndTheLeastUsedGoesFirst() throws Exception {
    store.close();
    store = watchedStore("memory", "4K");
    for (String name : List.of("a", "b", "c", "d")) {
      MaildirFixture other = new MaildirFixture(root, name);
      other.deliver("1.a.host", "x\n");
      other.settle();
      poll(name);
      poll("a");
    }
    assertThat(isRemembered("a")).isTrue();
    assertThat(isRemembered("d")).isTrue();
    assertThat(isRemembered("b")).isFalse();
  }

  @Test
  void nothingIsRememberedIfNothingMayBe() throws Exception {
    store.close();
    store = watchedStore("memory", "0");
    session();
    assertThat(isRemembered("harish")).isFalse();
  }

  private void poll(String name) throws Exception {
    steps.clear();
    store.open(MaildropOwner.of(name), OpenContext.of("poll")).close();
  }

  private boolean isRemembered(String name) throws Exception {
    poll(name);
    return !steps.contains(Step.OPEN + " pop3d-index");
  }
}
