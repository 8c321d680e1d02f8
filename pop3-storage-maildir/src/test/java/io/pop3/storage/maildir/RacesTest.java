package io.pop3.storage.maildir;

import static io.pop3.storage.maildir.MaildirFixture.HARISH;
import static io.pop3.storage.maildir.MaildirFixture.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.spi.maildrop.CommitResult;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import io.pop3.storage.maildir.InterceptedFileOperations.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Another program works on the maildir at every single step that a session takes in the file
 * system. No message is lost, seen twice or mistaken for another (MDIR-2, MDIR-8, A-29).
 */
class RacesTest {

  private static final int COUNT = 6;

  @TempDir Path directory;

  /** What the other program does. */
  enum Deed {
    /** Moves everything to {@code cur}, as a mail reader does that opens the folder. */
    TAKES_NOTICE {
      @Override
      void act(MaildirFixture fixture) throws IOException {
        for (Path file : files(fixture.maildir.fresh())) {
          fixture.rename(file, "");
        }
      }
    },
    /** Changes the flags of everything. */
    FLAGS {
      @Override
      void act(MaildirFixture fixture) throws IOException {
        for (Path file : files(fixture.maildir.fresh())) {
          fixture.rename(file, "F");
        }
        for (Path file : files(fixture.maildir.current())) {
          fixture.rename(file, file.toString().endsWith("S") ? "" : "FS");
        }
      }
    },
    /** Delivers mail. */
    DELIVERS {
      @Override
      void act(MaildirFixture fixture) throws IOException {
        fixture.deliver("19.late.host", "late\n");
      }
    };

    abstract void act(MaildirFixture fixture) throws IOException;

    static List<Path> files(Path directory) throws IOException {
      try (Stream<Path> files = Files.list(directory)) {
        return files.toList();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TAKES_NOTICE, false", "FLAGS, false", "DELIVERS, false",
    "TAKES_NOTICE, true", "FLAGS, true", "DELIVERS, true"
  })
  void anotherProgramAtAnyStep(Deed deed, boolean indexed) throws Exception {
    boolean acted = true;
    for (int at = 1; acted; at++) {
      MaildirFixture fixture =
          new MaildirFixture(Files.createDirectory(directory.resolve("race" + at)));
      List<String> expected = deliver(fixture);
      if (indexed) {
        fixture.settle();
        assertThat(fixture.idsOfNewSession()).isEqualTo(expected);
      }
      int[] steps = {0};
      int when = at;
      FileOperations files =
          new InterceptedFileOperations(
              (step, path) -> {
                steps[0]++;
                if (steps[0] == when) {
                  deed.act(fixture);
                }
              });
      runSession(files, fixture, expected, deed + " at step " + at);
      acted = steps[0] >= at;
    }
  }

  private static List<String> deliver(MaildirFixture fixture) throws IOException {
    List<String> names = new ArrayList<>();
    for (int number = 0; number < COUNT; number++) {
      String name = "17.M" + number + "P1.host";
      Path file = fixture.deliver(name, "message " + number + "\n");
      if (number % 2 == 0) {
        fixture.rename(file, "S");
      }
      names.add(name);
    }
    return names;
  }

  private static void runSession(
      FileOperations files, MaildirFixture fixture, List<String> expected, String when)
      throws Exception {
    try (MaildropStore store = fixture.storeOver(files);
        Maildrop maildrop = store.open(HARISH, OpenContext.of("racing"))) {
      List<String> ids = MaildirFixture.ids(maildrop.messages());
      assertThat(ids).as(when).startsWith(expected.toArray(new String[0]));
      assertThat(ids.subList(COUNT, ids.size())).as(when).isSubsetOf("19.late.host");
      for (int index = 0; index < COUNT; index++) {
        assertThat(content(maildrop, index)).as(when).isEqualTo("message " + index + "\n");
        assertThat(maildrop.messages().octets(index)).as(when).isEqualTo(11);
      }
      assertThat(maildrop.commit(Deletions.of(1, 2))).as(when).isEqualTo(new CommitResult(2, 0));
    }
    List<String> left = new ArrayList<>(expected);
    left.removeAll(List.of("17.M1P1.host", "17.M2P1.host"));
    List<String> next = fixture.idsOfNewSession();
    assertThat(next).as(when).startsWith(left.toArray(new String[0]));
    assertThat(next.subList(left.size(), next.size())).as(when).isSubsetOf("19.late.host");
    assertThat(fixture.files()).as(when).hasSameSizeAs(next);
  }

  /** What other programs remove is gone for this session, and nothing else is. */
  @ParameterizedTest
  @CsvSource({"false", "true"})
  void aRemovalAtAnyStep(boolean indexed) throws Exception {
    boolean acted = true;
    for (int at = 1; acted; at++) {
      MaildirFixture fixture =
          new MaildirFixture(Files.createDirectory(directory.resolve("gone" + at)));
      List<String> expected = deliver(fixture);
      if (indexed) {
        fixture.settle();
        assertThat(fixture.idsOfNewSession()).isEqualTo(expected);
      }
      int[] steps = {0};
      int when = at;
      FileOperations files =
          new InterceptedFileOperations(
              (step, path) -> {
                steps[0]++;
                if (steps[0] == when) {
                  Files.deleteIfExists(fixture.maildir.fresh().resolve("17.M3P1.host"));
                }
              });
      try (MaildropStore store = fixture.storeOver(files);
          Maildrop maildrop = store.open(HARISH, OpenContext.of("racing"))) {
        List<String> ids = MaildirFixture.ids(maildrop.messages());
        assertThat(ids).as("step " + at).containsAll(without(expected, 3));
        int marked = ids.indexOf("17.M3P1.host");
        if (marked >= 0) {
          CommitResult result = maildrop.commit(Deletions.of(marked));
          assertThat(result.removed() + result.alreadyGone()).isEqualTo(1);
        }
      }
      Files.deleteIfExists(fixture.maildir.fresh().resolve("17.M3P1.host"));
      assertThat(fixture.idsOfNewSession()).as("step " + at).isEqualTo(without(expected, 3));
      acted = steps[0] >= at;
    }
  }

  private static List<String> without(List<String> names, int index) {
    List<String> others = new ArrayList<>(names);
    others.remove(index);
    return others;
  }

  /** A message that somebody renames whenever it is about to be removed stays, and that is said. */
  @ParameterizedTest
  @CsvSource({"false", "true"})
  void aFileThatRunsAwayForEverIsNotForgotten(boolean together) throws Exception {
    MaildirFixture fixture = new MaildirFixture(directory);
    deliver(fixture);
    int[] turns = {0};
    FileOperations files =
        new InterceptedFileOperations(
            (step, path) -> {
              if (step == Step.DELETE && path.getFileName().toString().startsWith("17.M3")) {
                turns[0]++;
                fixture.rename(path, turns[0] % 2 == 0 ? "" : "S");
              }
            });
    try (MaildropStore store = fixture.storeOver(files);
        Maildrop maildrop = store.open(HARISH, OpenContext.of("racing"))) {
      Deletions marked = together ? Deletions.of(0, 3) : Deletions.of(3);
      assertThatThrownBy(() -> maildrop.commit(marked))
          .isInstanceOf(MaildropException.Temporary.class)
          .hasMessageContaining("faster");
    }
    // With the first one gone the update is finished by the next; alone it was taken back.
    assertThat(fixture.idsOfNewSession()).hasSize(together ? COUNT - 2 : COUNT);
  }
}
