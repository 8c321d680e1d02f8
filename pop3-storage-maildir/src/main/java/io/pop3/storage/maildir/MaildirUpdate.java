package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes messages, all of them or none (RFC 1939 section 6):
 *
 * <ol>
 *   <li>the names are written to the journal, and the journal is made durable: it is decided;
 *   <li>the files are removed, and the directories made durable;
 *   <li>the quota sums are brought down;
 *   <li>the journal is removed.
 * </ol>
 *
 * <p>Whoever finds a journal goes on with the second step; a file that is gone already is no
 * failure there. Used by the holder of the lock alone.
 */
final class MaildirUpdate {

  private static final Logger LOG = LoggerFactory.getLogger(MaildirUpdate.class);

  /** How often files are looked for that others rename meanwhile. */
  private static final int ATTEMPTS = 5;

  private final FileOperations files;
  private final MaildirLayout maildir;
  private final Durability durability;
  private final UpdateJournal journal;
  private final QuotaSums quota;

  /** An earlier decision that could not be carried out yet. */
  private Map<String, Long> overdue = Map.of();

  MaildirUpdate(FileOperations files, MaildirLayout maildir, Durability durability) {
    this.files = files;
    this.maildir = maildir;
    this.durability = durability;
    this.journal = new UpdateJournal(files, maildir, durability);
    this.quota = new QuotaSums(files, maildir, durability);
  }

  /**
   * Finishes what an earlier session decided.
   *
   * @param mayWrite whether this session may change anything
   * @return bases of messages that are to be gone and may still be there; nobody must see them
   */
  Set<String> finish(boolean mayWrite) throws IOException {
    Map<String, Long> decided = journal.read();
    if (decided.isEmpty()) {
      return Set.of();
    }
    try {
      if (mayWrite) {
        Set<String> removed = new HashSet<>();
        removeWhereverTheyAre(decided, removed);
        syncDirectories();
        quota.recalculate();
        journal.clear();
        LOG.info(
            "unfinished update of {} is finished: {} of {} messages were still there",
            maildir.root(),
            removed.size(),
            decided.size());
        return Set.of();
      }
    } catch (IOException e) {
      LOG.warn("unfinished update of {} can't be finished yet: {}", maildir.root(), e.toString());
    }
    overdue = decided;
    return decided.keySet();
  }

  /** Whether something is decided that could not be carried out yet. */
  boolean isOverdue() {
    return !overdue.isEmpty();
  }

  /**
   * Removes messages of a session.
   *
   * @param wanted which ones
   * @return those that were still there
   * @throws IOException if not all could be removed: either none was, or the rest will be at the
   *     next opening
   */
  BitSet remove(MessageTable table, MessageFiles paths, BitSet wanted) throws IOException {
    Map<String, Long> decided = new HashMap<>(overdue);
    wanted.stream()
        .forEach(
            index -> decided.put(table.name(index).base(), table.measure(index).storedOctets()));
    BitSet removed = new BitSet();
    try {
      journal.write(decided);
      removeWhereTheyWere(table, paths, wanted, removed);
      syncDirectories();
    } catch (IOException e) {
      if (removed.isEmpty() && overdue.isEmpty()) {
        journal.undo();
      } else {
        overdue = decided;
      }
      throw e;
    }
    try {
      quota.subtract(table, removed);
      if (overdue.isEmpty()) {
        journal.clear();
      }
    } catch (IOException e) {
      // The messages are gone, which is what was asked for; the journal has the sums done anew.
      LOG.warn("update of {} will be finished later: {}", maildir.root(), e.toString());
    }
    return removed;
  }

  private void removeWhereTheyWere(
      MessageTable table, MessageFiles paths, BitSet wanted, BitSet removed) throws IOException {
    Map<String, Integer> missed = new HashMap<>();
    Map<String, Long> sizes = new HashMap<>();
    for (int index = wanted.nextSetBit(0); index >= 0; index = wanted.nextSetBit(index + 1)) {
      try {
        files.delete(paths.path(index));
        removed.set(index);
      } catch (NoSuchFileException e) {
        String base = table.name(index).base();
        missed.put(base, index);
        sizes.put(base, table.measure(index).storedOctets());
      }
    }
    if (missed.isEmpty()) {
      return;
    }
    Set<String> found = new HashSet<>();
    try {
      removeWhereverTheyAre(sizes, found);
    } finally {
      missed.forEach(
          (base, index) -> {
            if (found.contains(base)) {
              removed.set(index);
            }
          });
    }
  }

  /**
   * Removes until there is nothing more to be found.
   *
   * @param removed is told what was found and removed
   */
  private void removeWhereverTheyAre(Map<String, Long> sizes, Set<String> removed)
      throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<Path> found = find(sizes);
      if (found.isEmpty()) {
        return;
      }
      for (Path file : found) {
        try {
          files.delete(file);
          removed.add(FileName.of(file).base());
        } catch (NoSuchFileException e) {
          LOG.debug("renamed or removed by others: {}", file);
        }
      }
    }
    throw new IOException("messages are renamed faster than they can be removed");
  }

  private List<Path> find(Map<String, Long> sizes) throws IOException {
    List<Path> candidates = new ArrayList<>();
    for (boolean inCurrent : new boolean[] {false, true}) {
      try {
        files.list(
            maildir.directory(inCurrent),
            name -> {
              if (sizes.containsKey(name.base())) {
                candidates.add(maildir.message(inCurrent, name));
              }
            });
      } catch (NoSuchFileException e) {
        LOG.debug("no such directory: {}", maildir.directory(inCurrent));
      }
    }
    List<Path> found = new ArrayList<>();
    for (Path file : candidates) {
      try {
        long size = sizes.getOrDefault(FileName.of(file).base(), -1L);
        if (files.file(file).octets() == size) {
          found.add(file);
        } else {
          LOG.warn("not removed, as it is not the message that had this name: {}", file);
        }
      } catch (NoSuchFileException e) {
        LOG.debug("renamed or removed by others: {}", file);
      }
    }
    return found;
  }

  private void syncDirectories() throws IOException {
    for (boolean inCurrent : new boolean[] {false, true}) {
      try {
        durability.syncDirectory(files, maildir.directory(inCurrent));
      } catch (NoSuchFileException e) {
        LOG.debug("no such directory: {}", maildir.directory(inCurrent));
      }
    }
  }
}
