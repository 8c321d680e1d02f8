package io.pop3.storage.maildir;

import io.pop3.spi.maildrop.MaildropException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exclusive hold of one session on a maildir (RFC 1939 section 4): among the threads of this
 * JVM by {@link HeldMaildirs}, among processes by the operating system's lock on a file.
 *
 * <p>The system gives the lock back when a process ends, in whatever way, so no lock outlives its
 * holder and none has to be broken. The file stays, since removing it would let two sessions lock
 * two files of one name. A POSIX lock also goes when <em>any</em> descriptor of the file is closed
 * by the process; that is why nobody opens the file before {@link HeldMaildirs} agreed.
 */
final class MaildirLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MaildirLock.class);

  /** How often a lock held by another process is tried again. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Longer than any session, and short enough to count in nanoseconds. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(365);

  /** The file always has this size, so that a mark never needs new room on the disk. */
  private static final int MARK_OCTETS = 256;

  private final HeldMaildirs.Hold hold;
  private final FileOperations files;
  private final Path path;
  private final String mark;
  private final LockFile file;
  private final boolean undisturbed;

  private MaildirLock(
      HeldMaildirs.Hold hold,
      FileOperations files,
      Path path,
      String mark,
      LockFile file,
      boolean undisturbed) {
    this.hold = hold;
    this.files = files;
    this.path = path;
    this.mark = mark;
    this.file = file;
    this.undisturbed = undisturbed;
  }

  /**
   * The file, open, or why it can't be had.
   *
   * @param channel open; empty if there was a failure
   * @param failure what was thrown
   */
  private record LockFile(Optional<FileChannel> channel, Optional<IOException> failure) {

    private static LockFile broken(IOException failure) {
      return new LockFile(Optional.empty(), Optional.of(failure));
    }
  }

  /**
   * Locks a maildir. Where the lock file can't be made, because the disk is full or may not be
   * written, the session is alone in this JVM only, and {@link #isExclusive} says so. A maildir
   * that does not exist can be locked too: nobody can take mail from it, but a second session is
   * told the same as elsewhere.
   *
   * @param holder who asks, for the messages that others in this JVM get
   * @param mark of the store that asks, the same at each time and different from all others; stays
   *     in the file until another store has the lock
   * @param wait how long to wait for another session to end
   * @throws MaildropException.Busy if another session has it
   */
  static MaildirLock acquire(
      FileOperations files, MaildirLayout maildir, String holder, String mark, Duration wait)
      throws MaildropException, IOException {
    Duration longest = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    long deadline = System.nanoTime() + longest.toNanos();
    HeldMaildirs.Hold hold =
        HeldMaildirs.claim(maildir.root().toAbsolutePath().normalize(), holder, deadline);
    try {
      // The same directory may be known by other paths.
      hold.extend(files.directory(maildir.root()).identity(), holder, deadline);
      return acquire(files, maildir, mark, deadline, hold);
    } catch (NoSuchFileException e) {
      LockFile none = LockFile.broken(e);
      return new MaildirLock(hold, files, maildir.lock(), mark, none, false);
    } catch (IOException | MaildropException | RuntimeException | Error e) {
      hold.release();
      throw e;
    }
  }

  private static MaildirLock acquire(
      FileOperations files,
      MaildirLayout maildir,
      String mark,
      long deadline,
      HeldMaildirs.Hold hold)
      throws IOException, MaildropException {
    Path path = maildir.lock();
    LockFile file = open(files, path);
    if (file.channel.isEmpty()) {
      return new MaildirLock(hold, files, path, mark, file, false);
    }
    FileChannel channel = file.channel.get();
    try {
      lock(channel, maildir.root(), deadline);
      boolean undisturbed = content(channel).equals(line(mark));
      if (!undisturbed) {
        file = marked(files, file, channel, mark);
      }
      return new MaildirLock(hold, files, path, mark, file, undisturbed);
    } catch (IOException | MaildropException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  private static LockFile open(FileOperations files, Path file) {
    try {
      FileChannel channel =
          files.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE,
              LinkOption.NOFOLLOW_LINKS);
      return new LockFile(Optional.of(channel), Optional.empty());
    } catch (IOException e) {
      LOG.warn("maildir can only be read, as its lock file can't be opened: {}", e.toString());
      return LockFile.broken(e);
    }
  }

  /** Whoever can't leave a mark must not change anything, since others would not notice. */
  private static LockFile marked(
      FileOperations files, LockFile file, FileChannel channel, String mark) throws IOException {
    try {
      write(files, channel, mark);
      return file;
    } catch (IOException e) {
      LOG.warn("maildir can only be read, as its lock file can't be written: {}", e.toString());
      channel.close();
      return LockFile.broken(e);
    }
  }

  private static void lock(FileChannel channel, Path maildir, long deadline)
      throws IOException, MaildropException {
    try {
      while (!tryLock(channel)) {
        if (deadline - System.nanoTime() <= 0) {
          throw new MaildropException.Busy(
              "maildir in use: " + maildir + " is locked by " + holder(channel));
        }
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MaildropException.Temporary("interrupted while waiting for " + maildir, e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Another copy of this class, from another class loader, holds it in this JVM.
      return false;
    }
  }

  private static void write(FileOperations files, FileChannel channel, String mark)
      throws IOException {
    channel.position(0);
    files.write(channel, StandardCharsets.US_ASCII.encode(line(mark)));
  }

  private static String line(String mark) {
    StringBuilder text = new StringBuilder(MARK_OCTETS);
    for (int i = 0; i < MARK_OCTETS - 1; i++) {
      char c = i < mark.length() ? mark.charAt(i) : ' ';
      text.append(c >= ' ' && c <= '~' ? c : '?');
    }
    return text.append('\n').toString();
  }

  private static String content(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(MARK_OCTETS);
    channel.read(buffer, 0);
    return StandardCharsets.ISO_8859_1.decode(buffer.flip()).toString();
  }

  private static String holder(FileChannel channel) throws IOException {
    String holder = content(channel).strip();
    return holder.isEmpty() ? "another process" : holder;
  }

  /** Whether there was nothing to lock; what was made meanwhile is for the next session. */
  boolean isOfMissingMaildir() {
    return file.failure.isPresent() && file.failure.get() instanceof NoSuchFileException;
  }

  /** Whether other processes are kept out too; if not, nothing may be removed. */
  boolean isExclusive() {
    return file.channel.isPresent();
  }

  /**
   * Checks that other processes are kept out.
   *
   * @throws IOException what prevented it
   */
  void checkExclusive() throws IOException {
    if (file.failure.isPresent()) {
      throw file.failure.get();
    }
  }

  /**
   * Whether no other store had the lock since a session of this store had it. What that session
   * knew of the files that are changed under the lock alone is still true then.
   */
  boolean isUndisturbed() {
    return undisturbed;
  }

  /**
   * The time by the clock that also stamps the directories: the file system's.
   *
   * @return nanoseconds since 1970; empty if it can't be found out
   */
  OptionalLong fileSystemTime() {
    if (file.channel.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      write(files, file.channel.get(), mark);
      return OptionalLong.of(files.file(path).modifiedNanos());
    } catch (IOException e) {
      LOG.debug("time of the file system not found out: {}", e.toString());
      return OptionalLong.empty();
    }
  }

  /** Gives the maildir back. Closing twice is harmless. */
  @Override
  public void close() {
    try {
      file.channel.ifPresent(MaildirLock::release);
    } finally {
      hold.release();
    }
  }

  private static void release(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is closed all the same, and the lock goes with it.
      LOG.debug("lock file not closed cleanly: {}", e.toString());
    }
  }
}
