package io.pop3.storage.maildir;

import static io.pop3.storage.maildir.MaildirFixture.HARISH;
import static io.pop3.storage.maildir.MaildirFixture.content;
import static io.pop3.storage.maildir.MaildirFixture.ids;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index saves work, and nothing depends on it. */
class MaildirIndexTest {

  @TempDir Path root;
  private MaildirFixture fixture;
  private final List<String> steps = new ArrayList<>();

  @BeforeEach
  void makeMaildir() throws IOException {
    fixture = new MaildirFixture(root);
    for (int number = 0; number < 6; number++) {
      Path file = fixture.deliver("17.M" + number + "P1.host", "message " + number + "\n");
      if (number % 2 == 0) {
        fixture.rename(file, "S");
      }
    }
  }

  private Maildrop openWatched() throws Exception {
    steps.clear();
    FileOperations files =
        new InterceptedFileOperations((step, path) -> steps.add(step + " " + path.getFileName()));
    return fixture.storeOver(files).open(HARISH, OpenContext.of("watched"));
  }

  private List<String> stepsOfNewSession() throws Exception {
    try (Maildrop maildrop = openWatched()) {
      assertThat(maildrop.messages().count()).isPositive();
    }
    return steps;
  }

  @Test
  void anUnchangedMaildirCostsNoDirectoryAndNoMessage() throws Exception {
    fixture.settle();
    assertThat(stepsOfNewSession())
        .contains(Step.LIST + " new", Step.LIST + " cur", Step.OPEN + " 17.M1P1.host");
    assertThat(stepsOfNewSession())
        .doesNotContain(Step.LIST + " new", Step.LIST + " cur", Step.LIST + " tmp")
        .noneMatch(step -> step.contains("17."))
        .noneMatch(step -> step.startsWith("" + Step.MOVE));
  }

  @Test
  void onlyWhatIsNewIsRead() throws Exception {
    fixture.settle();
    stepsOfNewSession();
    fixture.deliver("18.new.host", "x\n");
    assertThat(stepsOfNewSession())
        .contains(Step.LIST + " new", Step.OPEN + " 18.new.host")
        .doesNotContain(Step.LIST + " cur")
        .noneMatch(step -> step.contains("17."));
  }

  /** A change in the same tick of the file system's clock leaves the same time. */
  @Test
  void aChangeThatLeavesTheTimeAsItWasIsSeen() throws Exception {
    FileTime time = Files.getLastModifiedTime(fixture.maildir.fresh());
    stepsOfNewSession();
    fixture.deliver("18.new.host", "x\n");
    Files.setLastModifiedTime(fixture.maildir.fresh(), time);
    assertThat(fixture.idsOfNewSession()).hasSize(7);
  }

  /** A clock that jumped back makes directories look as if from the future. */
  @Test
  void aDirectoryFromTheFutureIsReadAnewEachTime() throws Exception {
    FileTime future = FileTime.from(Instant.now().plusSeconds(1_000_000));
    Files.setLastModifiedTime(fixture.maildir.fresh(), future);
    stepsOfNewSession();
    fixture.deliver("18.new.host", "x\n");
    Files.setLastModifiedTime(fixture.maildir.fresh(), future);
    assertThat(fixture.idsOfNewSession()).hasSize(7);
  }

  @Test
  void theOwnUpdateIsRemembered() throws Exception {
    try (Maildrop maildrop = fixture.open()) {
      maildrop.commit(Deletions.of(1, 4));
    }
    assertThat(stepsOfNewSession()).noneMatch(step -> step.startsWith(Step.OPEN + " 17."));
    assertThat(fixture.idsOfNewSession())
        .containsExactly("17.M0P1.host", "17.M2P1.host", "17.M3P1.host", "17.M5P1.host");
  }

  @Test
  void anIndexCutAnywhereIsAsGoodAsNone() throws Exception {
    fixture.idsOfNewSession();
    fixture.deliver("18.new.host", "x\n");
    List<String> ids = fixture.idsOfNewSession();
    byte[] index = Files.readAllBytes(fixture.maildir.index());
    for (int length = 0; length < index.length; length++) {
      Files.write(fixture.maildir.index(), Arrays.copyOf(index, length));
      checkAll(ids, "cut at " + length);
    }
  }

  @Test
  void anIndexWithAWrongBitAnywhereIsFoundOut() throws Exception {
    fixture.idsOfNewSession();
    fixture.settle();
    List<String> ids = fixture.idsOfNewSession();
    byte[] index = Files.readAllBytes(fixture.maildir.index());
    for (int bit = 0; bit < index.length * 8; bit++) {
      byte[] damaged = index.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(fixture.maildir.index(), damaged);
      checkAll(ids, "bit " + bit);
    }
  }

  @Test
  void garbageInPlaceOfAnIndexIsReplaced() throws Exception {
    List<String> ids = fixture.idsOfNewSession();
    Random random = new Random(1);
    for (int round = 0; round < 50; round++) {
      byte[] garbage = new byte[random.nextInt(200)];
      random.nextBytes(garbage);
      byte[] magic = "POP3IDX1".getBytes(US_ASCII);
      if (round % 2 == 0 && garbage.length >= magic.length) {
        System.arraycopy(magic, 0, garbage, 0, magic.length);
      }
      Files.write(fixture.maildir.index(), garbage);
      checkAll(ids, "garbage " + round);
    }
  }

  private void checkAll(List<String> ids, String when) throws Exception {
    try (Maildrop maildrop = fixture.open()) {
      assertThat(ids(maildrop.messages())).as(when).isEqualTo(ids);
      for (int index = 0; index < ids.size(); index++) {
        assertThat(maildrop.messages().octets(index))
            .as(when)
            .isEqualTo(content(maildrop, index).length() + 1);
      }
    }
  }

  /** Names that mean other messages there. */
  @Test
  void theIndexOfAnotherMaildirIsNotBelieved() throws Exception {
    fixture.settle();
    fixture.idsOfNewSession();
    MaildirFixture other = new MaildirFixture(Files.createDirectory(root.resolve("other")));
    for (int number = 0; number < 6; number++) {
      other.deliver("17.M" + number + "P1.host", "another " + number + "\nwith two lines\n");
    }
    other.settle();
    Files.setLastModifiedTime(
        other.maildir.fresh(), Files.getLastModifiedTime(fixture.maildir.fresh()));
    Files.setLastModifiedTime(
        other.maildir.current(), Files.getLastModifiedTime(fixture.maildir.current()));
    Files.copy(fixture.maildir.index(), other.maildir.index());
    for (int session = 0; session < 2; session++) {
      try (Maildrop maildrop = other.open()) {
        assertThat(maildrop.messages().count()).isEqualTo(6);
        for (int index = 0; index < 6; index++) {
          assertThat(maildrop.messages().octets(index)).isEqualTo(27);
          assertThat(content(maildrop, index)).startsWith("another");
        }
      }
    }
  }

  /** A maildir that was copied with its index keeps the work that is in it. */
  @Test
  void theIndexOfACopiedMaildirIsVerifiedWithoutReadingMessages() throws Exception {
    fixture.settle();
    List<String> ids = fixture.idsOfNewSession();
    Process copy =
        new ProcessBuilder("cp", "-a", root + "/harish", root + "/copy").inheritIO().start();
    assertThat(copy.waitFor()).isZero();
    steps.clear();
    FileOperations files =
        new InterceptedFileOperations((step, path) -> steps.add(step + " " + path.getFileName()));
    try (MaildropStore store = fixture.storeOver(files);
        Maildrop maildrop = store.open(MaildropOwner.of("copy"), OpenContext.of("session"))) {
      assertThat(ids(maildrop.messages())).isEqualTo(ids);
    }
    assertThat(steps).noneMatch(step -> step.startsWith(Step.OPEN + " 17."));
  }

  /** The index may be written by the maildir's owner, who is somebody else than this process. */
  @Test
  void namesInAnIndexThatLeadElsewhereAreRefused() throws Exception {
    fixture.settle();
    fixture.idsOfNewSession();
    Path secret = Files.writeString(root.resolve("secret"), "secret\n");
    for (String name : List.of("../../secret", "/etc/passwd", "a/b", ".x", "", "a\0b")) {
      MessageTable table = new MessageTable();
      FileOperations.FileFacts facts = new NioFileOperations().file(secret);
      table.add(
          false,
          FileName.of(name),
          "id".getBytes(US_ASCII),
          new MessageMeasure(7, 8, 8, false, facts.stamp()));
      long inode = new NioFileOperations().directory(fixture.maildir.root()).inode();
      MaildirIndex index = new MaildirIndex(new NioFileOperations(), fixture.maildir, inode);
      index.save(
          table,
          IndexBatch.whole(
              table,
              DirectoryState.of(new NioFileOperations(), fixture.maildir.fresh()),
              DirectoryState.of(new NioFileOperations(), fixture.maildir.current())));
      checkAll(fixture.idsOfNewSession(), name);
      assertThat(fixture.idsOfNewSession()).hasSize(6);
    }
  }

  @Test
  void linksAndDirectoriesInPlaceOfAnIndexDoNoHarm() throws Exception {
    List<String> ids = fixture.idsOfNewSession();
    Path victim = Files.writeString(root.resolve("victim"), "precious");
    Files.delete(fixture.maildir.index());
    Files.createSymbolicLink(fixture.maildir.index(), victim);
    Files.createSymbolicLink(MaildirLayout.draftOf(fixture.maildir.index()), victim);
    checkAll(ids, "link");
    assertThat(victim).hasContent("precious");
    Files.deleteIfExists(MaildirLayout.draftOf(fixture.maildir.index()));
    Files.deleteIfExists(fixture.maildir.index());
    Files.createDirectory(fixture.maildir.index());
    checkAll(ids, "directory");
  }

  @Test
  void manySessionsDoNotMakeTheIndexGrowForEver() throws Exception {
    for (int round = 0; round < 400; round++) {
      fixture.deliver("20.M" + round + "P" + "1".repeat(100) + ".host", "x\n");
      try (Maildrop maildrop = fixture.open()) {
        maildrop.commit(Deletions.of(maildrop.messages().count() - 1));
      }
    }
    assertThat(Files.size(fixture.maildir.index())).isLessThan(140_000);
    assertThat(fixture.idsOfNewSession()).hasSize(6);
  }
}
