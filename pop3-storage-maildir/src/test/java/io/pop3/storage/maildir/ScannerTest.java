package io.pop3.storage.maildir;

import static io.pop3.storage.maildir.MaildirFixture.HARISH;
import static io.pop3.storage.maildir.MaildirFixture.content;
import static io.pop3.storage.maildir.MaildirFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import io.pop3.storage.maildir.FileOperations.NameListener;
import io.pop3.storage.maildir.InterceptedFileOperations.Step;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.AdditionalAnswers;

/** Readings of a directory that miss a file, and files that can't be read. */
class ScannerTest {

  @TempDir Path root;
  private MaildirFixture fixture;

  @BeforeEach
  void makeMaildir() throws IOException {
    fixture = new MaildirFixture(root);
    fixture.rename(fixture.deliver("1.a.host", "a\n"), "S");
    fixture.rename(fixture.deliver("2.b.host", "b\n"), "S");
    fixture.deliver("3.c.host", "c\n");
  }

  /** Real files, but a reading of {@code cur} leaves out a message as often as is said. */
  private FileOperations missing(String name, int times) throws IOException {
    FileOperations real = new NioFileOperations();
    FileOperations files = mock(FileOperations.class, AdditionalAnswers.delegatesTo(real));
    int[] left = {times};
    doAnswer(
            call -> {
              NameListener listener = call.getArgument(1);
              boolean misses = left[0]-- > 0;
              real.list(
                  fixture.maildir.current(),
                  entry -> {
                    if (!misses || !entry.base().equals(name)) {
                      listener.entry(entry);
                    }
                  });
              return null;
            })
        .when(files)
        .list(eq(fixture.maildir.current()), any());
    return files;
  }

  private List<String> idsOver(FileOperations files) throws Exception {
    try (MaildropStore store = fixture.storeOver(files);
        Maildrop maildrop = store.open(HARISH, OpenContext.of("1"))) {
      return ids(maildrop.messages());
    }
  }

  /** A rename while a directory is read may hide a file from that reading. */
  @Test
  void aKnownMessageThatOneReadingMissesIsNotLost() throws Exception {
    assertThat(fixture.idsOfNewSession()).hasSize(3);
    assertThat(idsOver(missing("1.a.host", 1))).containsExactly("1.a.host", "2.b.host", "3.c.host");
  }

  @Test
  void aNewMessageThatAReadingMissesIsThereTheNextTime() throws Exception {
    assertThat(idsOver(missing("1.a.host", 1))).containsExactly("2.b.host", "3.c.host");
    assertThat(fixture.idsOfNewSession()).contains("1.a.host");
  }

  @Test
  void aMessageThatNoReadingSeesIsGone() throws Exception {
    assertThat(fixture.idsOfNewSession()).hasSize(3);
    assertThat(idsOver(missing("1.a.host", 9))).containsExactly("2.b.host", "3.c.host");
  }

  private FileOperations failing(Step failing, String name, IOException failure) {
    return new InterceptedFileOperations(
        (step, path) -> {
          if (step == failing && path.getFileName().toString().startsWith(name)) {
            throw failure;
          }
        });
  }

  /** One message that may not be read must not keep all others from being read. */
  @Test
  void aMessageThatMayNotBeReadIsLeftOutUntilItMay() throws Exception {
    fixture.settle();
    FileOperations denied = failing(Step.OPEN, "2.b", new AccessDeniedException("2.b.host"));
    assertThat(idsOver(denied)).containsExactly("1.a.host", "3.c.host");
    assertThat(fixture.idsOfNewSession()).containsExactly("1.a.host", "3.c.host", "2.b.host");
  }

  /** Out of descriptors or a broken disk: better no session than one with mail missing. */
  @ParameterizedTest
  @ValueSource(strings = {"Too many open files", "Input/output error"})
  void aMessageThatCannotBeReadEndsTheOpening(String reason) {
    FileOperations broken = failing(Step.OPEN, "2.b", new FileSystemException("x", null, reason));
    assertThatThrownBy(() -> idsOver(broken))
        .isInstanceOf(MaildropException.Temporary.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aDirectoryThatMayNotBeReadIsTroubleToMend() {
    FileOperations denied = failing(Step.LIST, "cur", new AccessDeniedException("cur"));
    assertThatThrownBy(() -> idsOver(denied)).isInstanceOf(MaildropException.Permanent.class);
  }

  /** A maildir that is not complete has the mail that is there. */
  @Test
  void missingDirectoriesHaveNoMail() throws Exception {
    Files.delete(fixture.maildir.fresh().resolve("3.c.host"));
    Files.delete(fixture.maildir.fresh());
    Files.delete(fixture.maildir.temporary());
    for (int session = 0; session < 2; session++) {
      try (Maildrop maildrop = fixture.open()) {
        assertThat(ids(maildrop.messages())).containsExactly("1.a.host", "2.b.host");
        assertThat(content(maildrop, 1)).isEqualTo("b\n");
      }
    }
    try (Maildrop maildrop = fixture.open()) {
      assertThat(maildrop.commit(Deletions.of(0)).removed()).isEqualTo(1);
    }
  }

  /** What retention could not finish is not forgotten by the commit that follows. */
  @Test
  void twoUpdatesOfOneSessionKnowOfEachOther() throws Exception {
    for (String old : List.of("1000000001.old", "1000000002.old")) {
      Path file = fixture.deliver(old, "old\n");
      Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1000000000)));
    }
    List<String> deletes = new ArrayList<>();
    FileOperations files =
        new InterceptedFileOperations(
            (step, path) -> {
              if (step == Step.DELETE && path.toString().endsWith(".old")) {
                deletes.add(path.toString());
                if (deletes.size() == 2) {
                  throw new IOException("broken for a test");
                }
              }
            });
    fixture.deliver(Instant.now().getEpochSecond() + ".young", "young\n");
    fixture.deliver(Instant.now().getEpochSecond() + ".young2", "young\n");
    try (MaildropStore store = fixture.storeOver(files, "retention-days", "30");
        Maildrop maildrop = store.open(HARISH, OpenContext.of("1"))) {
      assertThat(ids(maildrop.messages())).noneMatch(id -> id.endsWith("old"));
      int last = maildrop.messages().count() - 1;
      assertThat(maildrop.commit(Deletions.of(last)).removed()).isEqualTo(1);
    }
    assertThat(fixture.idsOfNewSession()).noneMatch(id -> id.endsWith("old"));
    assertThat(fixture.files()).noneMatch(name -> name.endsWith("old"));
    assertThat(fixture.maildir.journal()).doesNotExist();
  }
}
