package io.pop3.auth.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A users file that is read again when it changed. Whoever asks looks at the file from outside
 * first, which costs a system call; who finds it changed reads it while the others wait, so that
 * nobody gets an answer from before a change that was complete when the question came.
 *
 * <p>What was read is swapped in whole. If the file can't be read any more, what was read before
 * stays in force. Each change, and each new kind of trouble, is logged once. Safe for several
 * threads.
 */
final class WatchedUsersFile {

  private static final Logger LOG = LoggerFactory.getLogger(WatchedUsersFile.class);

  /** How many problems of one reading are logged each on its own. */
  private static final int MAX_LOGGED_PROBLEMS = 20;

  private static final List<PosixFilePermission> OPEN_TO_ALL =
      List.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

  private final Path path;
  private final ReadingRules rules;
  private final Clock clock;
  private final SecureRandom random;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Snapshot snapshot;

  /** What keeps the file from being read now; empty if nothing does. */
  private volatile String trouble = "";

  private WatchedUsersFile(
      Path path, ReadingRules rules, Clock clock, SecureRandom random, FileContent content) {
    this.path = path;
    this.rules = rules;
    this.clock = clock;
    this.random = random;
    this.snapshot = interpret(content, 1);
  }

  /**
   * Reads a file for the first time.
   *
   * @throws IOException if it can't be read
   */
  static WatchedUsersFile open(Path path, ReadingRules rules, Clock clock, SecureRandom random)
      throws IOException {
    return new WatchedUsersFile(path, rules, clock, random, FileContent.read(path));
  }

  /** What the file says now. */
  UserDirectory current() {
    return refreshed().directory;
  }

  /** How often the file has been read with another content. */
  long revision() {
    return refreshed().revision;
  }

  private Snapshot refreshed() {
    if (!isFresh()) {
      reading.lock();
      try {
        // Whoever held the lock may have read it meanwhile.
        if (!isFresh()) {
          read();
        }
      } finally {
        reading.unlock();
      }
    }
    return snapshot;
  }

  private boolean isFresh() {
    Snapshot last = snapshot;
    try {
      return trouble.isEmpty() && last.isSettled && last.stamp.equals(FileStamp.of(path));
    } catch (IOException e) {
      // Reading it will meet the same trouble and report it.
      return false;
    }
  }

  private void read() {
    try {
      FileContent content = FileContent.read(path);
      boolean same = MessageDigest.isEqual(snapshot.digest, digest(content.octets()));
      snapshot =
          same
              ? snapshot.seenAgain(content.stamp(), isSettled(content))
              : interpret(content, snapshot.revision + 1);
      if (!trouble.isEmpty()) {
        LOG.info("users file {}: readable again", path);
        trouble = "";
      }
    } catch (IOException e) {
      String reason = UnusableFileException.reason(e);
      if (!reason.equals(trouble)) {
        LOG.warn("users file {}: {}; what it said before stays in force", path, reason);
        trouble = reason;
      }
    }
  }

  private Snapshot interpret(FileContent content, long revision) {
    UserDirectory directory = DirectoryReader.read(UsersText.of(content.octets()), rules, random);
    log(directory);
    return new Snapshot(
        content.stamp(), isSettled(content), digest(content.octets()), directory, revision);
  }

  private boolean isSettled(FileContent content) {
    return content.isStable() && content.stamp().isSettled(clock.instant());
  }

  private void log(UserDirectory directory) {
    List<UsersFileProblem> problems = directory.problems();
    LOG.info(
        "users file {}: {} users, {} problems", path, directory.accounts().size(), problems.size());
    problems.stream()
        .limit(MAX_LOGGED_PROBLEMS)
        .forEach(problem -> LOG.warn("users file {} {}", path, problem));
    if (problems.size() > MAX_LOGGED_PROBLEMS) {
      LOG.warn(
          "users file {}: {} more problems, the last in line {}",
          path,
          problems.size() - MAX_LOGGED_PROBLEMS,
          problems.get(problems.size() - 1).line());
    }
    if (isOpenToAll()) {
      LOG.warn("users file {}: open to every account (expected: mode 0640 or tighter)", path);
    }
  }

  private boolean isOpenToAll() {
    try {
      return Files.getPosixFilePermissions(path).stream().anyMatch(OPEN_TO_ALL::contains);
    } catch (IOException | UnsupportedOperationException e) {
      // Gone again, or permissions of another kind: nothing to say.
      return false;
    }
  }

  private static byte[] digest(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: not in this JVM", e);
    }
  }

  /** One reading of the file. */
  private static final class Snapshot {

    private final FileStamp stamp;
    private final boolean isSettled;
    private final byte[] digest;
    private final UserDirectory directory;
    private final long revision;

    private Snapshot(
        FileStamp stamp, boolean isSettled, byte[] digest, UserDirectory directory, long revision) {
      this.stamp = stamp;
      this.isSettled = isSettled;
      this.digest = digest;
      this.directory = directory;
      this.revision = revision;
    }

    private Snapshot seenAgain(FileStamp newStamp, boolean nowSettled) {
      return new Snapshot(newStamp, nowSettled, digest, directory, revision);
    }
  }
}
