package io.pop3.storage.maildir;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What the sessions of a store found in maildirs, for the next sessions: a poll of a maildir in
 * which nothing happened then reads no file. Bounded; what was not used for longest goes first.
 *
 * <p>It holds only as long as nobody but the sessions of this store had the maildir's lock. The
 * mark tells: whoever gets the lock leaves a mark of its own in the lock file ({@link
 * MaildirLock}). Safe for several threads.
 */
final class MaildirMemory {

  /** What an entry takes besides its table: paths, map, index, and the objects of a table. */
  private static final long ENTRY_OCTETS = 1024;

  private final long maxOctets;
  private final String mark;
  private final Map<Path, Remembered> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long octets;

  /**
   * Remembers nothing yet.
   *
   * @param maxOctets of memory to use at most
   * @param random makes the mark
   */
  MaildirMemory(long maxOctets, RandomGenerator random) {
    this.maxOctets = maxOctets;
    this.mark =
        "process "
            + ProcessHandle.current().pid()
            + ", store "
            + HexFormat.of().toHexDigits(random.nextLong());
  }

  /**
   * A maildir as its index describes it, after a session has brought that up to date.
   *
   * @param index the file, of which no more need be read
   * @param table what it says; nobody changes it any more
   * @param fresh the state of {@code new} for which that is true
   * @param current the state of {@code cur} for which that is true
   */
  record Remembered(
      MaildirIndex index, MessageTable table, DirectoryState fresh, DirectoryState current) {

    private long octets() {
      return ENTRY_OCTETS + table.octetsOfMemory();
    }
  }

  /** What tells that the lock was last held by a session of this store; no other has the same. */
  String mark() {
    return mark;
  }

  /** What was found in a maildir. */
  synchronized Optional<Remembered> recall(Path maildir) {
    return Optional.ofNullable(entries.get(maildir));
  }

  /** Notes what was found, in place of what was found before. */
  synchronized void remember(Path maildir, Remembered found) {
    forget(maildir);
    if (found.octets() > maxOctets) {
      return;
    }
    entries.put(maildir, found);
    octets += found.octets();
    Iterator<Remembered> oldest = entries.values().iterator();
    while (octets > maxOctets) {
      octets -= oldest.next().octets();
      oldest.remove();
    }
  }

  /** The maildir is about to change in a way that nobody keeps track of. */
  synchronized void forget(Path maildir) {
    Remembered old = entries.remove(maildir);
    if (old != null) {
      octets -= old.octets();
    }
  }
}
