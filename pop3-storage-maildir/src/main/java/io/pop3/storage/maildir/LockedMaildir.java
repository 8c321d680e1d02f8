package io.pop3.storage.maildir;

import io.pop3.storage.maildir.MaildirIndex.Contents;
import io.pop3.storage.maildir.MaildirMemory.Remembered;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A maildir that this session holds: what was left unfinished is finished, what arrived is indexed,
 * what is over its time is gone.
 */
final class LockedMaildir implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LockedMaildir.class);

  private final MaildirMemory memory;
  private final Path maildir;
  private final MaildirLock lock;
  private final MaildirIndex index;
  private final MessageTable table;
  private final MessageFiles paths;
  private final MaildirUpdate update;
  private int expired;

  private LockedMaildir(
      MaildirEnvironment environment,
      MaildirLayout maildir,
      MaildirLock lock,
      MaildirIndex index,
      MessageTable table,
      MaildirUpdate update) {
    this.memory = environment.memory();
    this.maildir = maildir.root();
    this.lock = lock;
    this.index = index;
    this.table = table;
    this.paths = new MessageFiles(environment.files(), maildir, table);
    this.update = update;
  }

  /**
   * Brings a maildir up to date.
   *
   * @param lock taken before; closed together with the result, and by the caller after an exception
   * @param retention how long its mail stays
   */
  static LockedMaildir open(
      MaildirEnvironment environment, MaildirLayout maildir, MaildirLock lock, Retention retention)
      throws IOException {
    FileOperations files = environment.files();
    MaildirUpdate update = new MaildirUpdate(files, maildir, environment.options().durability());
    Optional<Remembered> unchanged = unchanged(environment, maildir, lock);
    if (unchanged.isPresent()) {
      MessageTable table = unchanged.get().table();
      LockedMaildir opened =
          new LockedMaildir(environment, maildir, lock, unchanged.get().index(), table, update);
      if (opened.expired(retention, environment.clock().now()).isEmpty()) {
        return opened;
      }
    }
    boolean mayWrite = lock.isExclusive();
    Set<String> hidden = update.finish(mayWrite);
    MaildirIndex index = new MaildirIndex(files, maildir, files.directory(maildir.root()).inode());
    Contents contents = index.load();
    MaildirUniqueIds uniqueIds = new MaildirUniqueIds(environment, maildir, contents, mayWrite);
    uniqueIds.importAtFirst();
    boolean identified = uniqueIds.identify();
    Optional<IndexBatch> changes =
        new MaildirScanner(environment, maildir, uniqueIds, hidden, mayWrite)
            .update(contents, lock::fileSystemTime);
    MessageTable table = contents.table();
    if (mayWrite && (identified || changes.isPresent())) {
      if (identified || uniqueIds.stamp() != contents.idsStamp()) {
        index.identifiedBy(uniqueIds.stamp());
      }
      index.save(
          table, changes.orElse(IndexBatch.whole(table, contents.fresh(), contents.current())));
      purgeTemporaryFiles(environment, maildir);
    }
    LockedMaildir opened = new LockedMaildir(environment, maildir, lock, index, table, update);
    if (!mayWrite) {
      return opened;
    }
    opened.remember(
        changes.map(IndexBatch::fresh).orElse(contents.fresh()),
        changes.map(IndexBatch::current).orElse(contents.current()));
    opened.expire(retention, environment.clock().now());
    return opened;
  }

  /** What was found before, if nothing can have changed since. */
  private static Optional<Remembered> unchanged(
      MaildirEnvironment environment, MaildirLayout maildir, MaildirLock lock) throws IOException {
    FileOperations files = environment.files();
    Optional<Remembered> found = environment.memory().recall(maildir.root());
    if (found.isPresent()
        && lock.isUndisturbed()
        && DirectoryState.of(files, maildir.fresh()).equals(found.get().fresh())
        && DirectoryState.of(files, maildir.current()).equals(found.get().current())) {
      return found;
    }
    environment.memory().forget(maildir.root());
    return Optional.empty();
  }

  /** Lets the next session do without the index, unless something waits to be done then. */
  private void remember(DirectoryState fresh, DirectoryState current) {
    if (!update.isOverdue() && fresh.isKnown() && current.isKnown()) {
      memory.remember(maildir, new Remembered(index, table, fresh, current));
    }
  }

  private static void purgeTemporaryFiles(MaildirEnvironment environment, MaildirLayout maildir) {
    try {
      TemporaryFiles.purge(environment, maildir);
    } catch (IOException e) {
      LOG.warn("unfinished deliveries can't be removed: {}", e.toString());
    }
  }

  private BitSet expired(Retention retention, Instant now) {
    try {
      return retention.expired(table, paths, now);
    } catch (IOException e) {
      LOG.warn("messages of {} over their time can't be found: {}", maildir, e.toString());
      return new BitSet();
    }
  }

  /** Removes what is over its time; no session has it listed yet. */
  private void expire(Retention retention, Instant now) {
    BitSet wanted = expired(retention, now);
    if (wanted.isEmpty()) {
      return;
    }
    try {
      remove(wanted);
    } catch (IOException e) {
      LOG.warn("messages of {} over their time can't be removed yet: {}", maildir, e.toString());
      if (!update.isOverdue()) {
        return;
      }
    }
    expired = wanted.cardinality();
    LOG.info("messages of {} removed as their time has come: {}", maildir, expired);
    table.remove(wanted);
    table.trim();
    saveChanges(List.of(), wanted);
  }

  /** How many messages went at the opening, as their time had come. */
  int expired() {
    return expired;
  }

  MessageTable table() {
    return table;
  }

  MessageFiles paths() {
    return paths;
  }

  /**
   * Removes messages, all of them or none.
   *
   * @param wanted which ones
   * @return those that were still there
   * @throws IOException if not all could be removed: either none was, or the rest will be at the
   *     next opening
   */
  BitSet remove(BitSet wanted) throws IOException {
    memory.forget(maildir);
    return update.remove(table, paths, wanted);
  }

  /**
   * Has the index follow. The table stays as it is, for it may be listed.
   *
   * @param remeasured messages that were written to
   * @param removed messages that are gone
   */
  void saveChanges(List<IndexBatch.Remeasured> remeasured, BitSet removed) {
    memory.forget(maildir);
    index.saveChanges(
        new IndexBatch(
            DirectoryState.UNKNOWN, DirectoryState.UNKNOWN, List.of(), remeasured, removed, 0));
  }

  /**
   * Checks that messages may be removed.
   *
   * @throws IOException what keeps the session from locking other processes out
   */
  void checkWritable() throws IOException {
    lock.checkExclusive();
  }

  /** Whether other processes are kept out; if not, nothing may be changed. */
  boolean isExclusive() {
    return lock.isExclusive();
  }

  @Override
  public void close() {
    lock.close();
  }
}
