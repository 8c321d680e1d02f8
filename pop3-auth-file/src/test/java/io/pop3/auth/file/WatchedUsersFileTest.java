package io.pop3.auth.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mockStatic;

import io.pop3.protocol.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.MockedStatic;

class WatchedUsersFileTest {

  private static final ReadingRules RULES = new ReadingRules(Set.of(PasswordScheme.PLAIN), false);

  /** To this clock every file has been at rest for an hour. */
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

  @TempDir private Path directory;
  private Path path;
  private CapturedLog log;

  @BeforeEach
  void prepare() {
    path = directory.resolve("users");
    log = CapturedLog.of(WatchedUsersFile.class);
  }

  @AfterEach
  void releaseLog() {
    log.close();
  }

  @Test
  void aFileThatIsNotThereCannotBeOpened() {
    assertThatThrownBy(() -> open(LATER)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void anUnchangedFileIsReadOnce() throws Exception {
    write("alice:{PLAIN}a");
    WatchedUsersFile users = open(LATER);

    UserDirectory first = users.current();

    assertThat(users.current()).isSameAs(first);
    assertThat(users.revision()).isEqualTo(1);
    assertThat(log.drain()).containsExactly("INFO users file " + path + ": 1 users, 0 problems");
  }

  @Test
  void aChangeOfSizeIsNoticed() throws Exception {
    write("alice:{PLAIN}a");
    WatchedUsersFile users = open(LATER);

    write("alice:{PLAIN}a\nbob:{PLAIN}b");

    assertThat(opens(users, "bob", "b")).isTrue();
    assertThat(users.revision()).isEqualTo(2);
  }

  @Test
  void aChangeOfTimeAloneIsNoticed() throws Exception {
    write("alice:{PLAIN}a");
    Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000_000_000L));
    WatchedUsersFile users = open(LATER);

    write("alice:{PLAIN}b");
    Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000_001_000L));

    assertThat(opens(users, "alice", "b")).isTrue();
    assertThat(opens(users, "alice", "a")).isFalse();
  }

  @Test
  void anotherFileOfTheSameSizeAndTimeIsNoticed() throws Exception {
    FileTime time = FileTime.fromMillis(1_000_000_000_000L);
    write("alice:{PLAIN}a");
    Files.setLastModifiedTime(path, time);
    WatchedUsersFile users = open(LATER);

    Path next = Files.writeString(directory.resolve("next"), "alice:{PLAIN}b");
    Files.setLastModifiedTime(next, time);
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);

    assertThat(opens(users, "alice", "b")).isTrue();
  }

  /** As with a volume that is swapped by a symbolic link. */
  @Test
  void anotherTargetOfASymbolicLinkIsNoticed() throws Exception {
    Path one = Files.writeString(directory.resolve("one"), "alice:{PLAIN}a");
    Path two = Files.writeString(directory.resolve("two"), "alice:{PLAIN}b");
    Files.createSymbolicLink(path, one);
    WatchedUsersFile users = open(LATER);

    Path link = Files.createSymbolicLink(directory.resolve("link"), two);
    Files.move(link, path, StandardCopyOption.ATOMIC_MOVE);

    assertThat(opens(users, "alice", "b")).isTrue();
  }

  /** Quicker than the file system's clock, in place, and without a change of size. */
  @Test
  void changesWithinOneStepOfTheFileSystemsClockAreNoticed() throws Exception {
    write("alice:{PLAIN}0000");
    WatchedUsersFile users = open(Clock.systemUTC());

    for (int i = 1; i < 100; i++) {
      String password = String.format("%04d", i);
      write("alice:{PLAIN}" + password);
      assertThat(opens(users, "alice", password)).as(password).isTrue();
    }
  }

  /** A file system whose clock stands still looks like this from outside. */
  @Test
  void aYoungFileIsReadEvenIfItLooksTheSame() throws Exception {
    write("alice:{PLAIN}a");
    FileStamp stamp = FileStamp.of(path);
    try (MockedStatic<FileStamp> stamps = mockStatic(FileStamp.class)) {
      stamps.when(() -> FileStamp.of(path)).thenReturn(stamp);
      WatchedUsersFile young = open(Clock.fixed(stamp.changed().toInstant(), ZoneOffset.UTC));
      WatchedUsersFile settled = open(LATER);

      write("alice:{PLAIN}b");

      assertThat(opens(young, "alice", "b")).isTrue();
      assertThat(young.revision()).isEqualTo(2);
      // What can't be seen from outside isn't looked for for ever.
      assertThat(opens(settled, "alice", "a")).isTrue();
    }
  }

  @Test
  void aFileThatChangesWhileItIsReadIsReadAgainNextTime() throws Exception {
    write("alice:{PLAIN}a");
    FileStamp before = FileStamp.of(path);
    FileStamp after = new FileStamp(before.modified(), before.changed(), 99, before.identity());
    try (MockedStatic<FileStamp> stamps = mockStatic(FileStamp.class)) {
      stamps
          .when(() -> FileStamp.of(path))
          .thenReturn(before, after, before, after, before, after, before);
      WatchedUsersFile users = open(LATER);

      write("alice:{PLAIN}b");

      assertThat(opens(users, "alice", "b")).isTrue();
    }
  }

  @Test
  void theSameContentAgainIsNoNewRevisionAndNotLogged() throws Exception {
    write("alice:{PLAIN}a");
    WatchedUsersFile users = open(LATER);
    log.drain();

    write("alice:{PLAIN}a");
    Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000_000_000L));

    assertThat(opens(users, "alice", "a")).isTrue();
    assertThat(users.revision()).isEqualTo(1);
    assertThat(log.drain()).isEmpty();
  }

  @Test
  void aFileThatVanishesLeavesWhatItSaidInForce() throws Exception {
    write("alice:{PLAIN}a");
    WatchedUsersFile users = open(LATER);
    log.drain();

    Files.delete(path);
    assertThat(opens(users, "alice", "a")).isTrue();
    assertThat(opens(users, "alice", "a")).isTrue();
    assertThat(users.revision()).isEqualTo(1);
    assertThat(log.drain())
        .containsExactly(
            "WARN users file " + path + ": does not exist; what it said before stays in force");

    write("alice:{PLAIN}b");
    assertThat(opens(users, "alice", "b")).isTrue();
    assertThat(log.drain())
        .containsExactly(
            "INFO users file " + path + ": 1 users, 0 problems",
            "INFO users file " + path + ": readable again");
  }

  @Test
  void aDirectoryInThePlaceOfTheFileLeavesWhatItSaidInForce() throws Exception {
    write("alice:{PLAIN}a");
    WatchedUsersFile users = open(LATER);
    log.drain();

    Files.delete(path);
    Files.createDirectory(path);

    assertThat(opens(users, "alice", "a")).isTrue();
    assertThat(log.drain())
        .containsExactly(
            "WARN users file "
                + path
                + ": is not a regular file; what it said before stays in force");
  }

  @Test
  void aFileBroughtBackUnchangedIsInForceAgain() throws Exception {
    write("alice:{PLAIN}a");
    WatchedUsersFile users = open(LATER);
    log.drain();
    Path aside = directory.resolve("aside");

    Files.move(path, aside);
    users.current();
    Files.move(aside, path);
    users.current();
    users.current();

    assertThat(users.revision()).isEqualTo(1);
    assertThat(log.drain())
        .hasSize(2)
        .last()
        .isEqualTo("INFO users file " + path + ": readable again");
  }

  @Test
  void brokenLinesAreLoggedOncePerChangeWithTheirNumbers() throws Exception {
    write("alice:{PLAIN}a\nbroken\n");
    WatchedUsersFile users = open(LATER);
    String warning =
        "WARN users file " + path + " line 2: line: no colon (expected: name:{SCHEME}hash)";

    users.current();
    users.current();
    assertThat(log.drain()).filteredOn(warning::equals).hasSize(1);

    write("alice:{PLAIN}a\nbroken\n\n");
    users.current();
    assertThat(log.drain()).filteredOn(warning::equals).hasSize(1);
  }

  @Test
  void manyBrokenLinesDoNotFloodTheLog() throws Exception {
    write("broken\n".repeat(1000));
    open(LATER);

    assertThat(log.drain())
        .hasSize(22)
        .last()
        .isEqualTo("WARN users file " + path + ": 980 more problems, the last in line 1000");
  }

  @Test
  void aFileThatEverybodyMayReadIsLogged() throws Exception {
    write("alice:{PLAIN}a");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    open(LATER);

    assertThat(log.drain())
        .contains(
            "WARN users file " + path + ": open to every account (expected: mode 0640 or tighter)");
  }

  /** AU-08. */
  @Test
  void nothingSecretIsLogged() throws Exception {
    write("alice:{PLAIN}vegetables\nalice:{SSHA}vegetables\nalice{PLAIN}vegetables\nvegetables\n");
    open(LATER);

    assertThat(log.drain()).isNotEmpty().noneMatch(message -> message.contains("vegetables"));
  }

  /**
   * While the file is swapped as fast as can be, many readers see one of its versions whole, none
   * older than the last complete when they asked.
   */
  @Test
  void readersSeeWholeVersionsThatNeverGetOlder() throws Exception {
    int versions = 100;
    writeVersion(0);
    WatchedUsersFile users = open(Clock.systemUTC());
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch started = new CountDownLatch(4);
    ExecutorService readers = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> outcomes = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        outcomes.add(readers.submit(() -> readUntil(done, users, started)));
      }
      started.await();
      for (int version = 1; version <= versions; version++) {
        writeVersion(version);
        assertThat(version(users.current())).isEqualTo(version);
      }
      done.set(true);
      for (Future<Integer> outcome : outcomes) {
        assertThat(outcome.get()).isLessThanOrEqualTo(versions);
      }
    } finally {
      readers.shutdownNow();
    }
    assertThat(version(users.current())).isEqualTo(versions);
    assertThat(users.revision()).isEqualTo(versions + 1);
  }

  private static int readUntil(AtomicBoolean done, WatchedUsersFile users, CountDownLatch started) {
    int last = version(users.current());
    started.countDown();
    while (!done.get()) {
      int version = version(users.current());
      assertThat(version).isGreaterThanOrEqualTo(last);
      last = version;
    }
    return last;
  }

  private void writeVersion(int version) throws IOException {
    String lines = "alice:{PLAIN}a::::" + version + "\nbob:{PLAIN}b::::" + version + "\n";
    Path next = Files.write(directory.resolve("next"), lines.getBytes(UTF_8));
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The version that both users tell. */
  private static int version(UserDirectory users) {
    List<String> homes =
        users.accounts().stream().map(a -> a.owner().attributes().get("home")).distinct().toList();
    assertThat(homes).hasSize(1);
    return Integer.parseInt(homes.get(0));
  }

  private WatchedUsersFile open(Clock clock) throws IOException {
    return WatchedUsersFile.open(path, RULES, clock, Samples.RANDOM);
  }

  private void write(String content) throws IOException {
    Files.writeString(path, content);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
  }

  private static boolean opens(WatchedUsersFile users, String name, String password) {
    return users.current().find(name).stream()
        .flatMap(account -> account.credentials().stream())
        .anyMatch(credential -> credential.matches(Secret.of(password)));
  }
}
