package io.pop3.storage.maildir;

import io.pop3.storage.maildir.MaildirIndex.Contents;
import java.io.IOException;
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

  private final MaildirLock lock;
  private final MaildirIndex index;
  private final MessageTable table;
  private final MessageFiles paths;
  private final MaildirUpdate update;
  private int expired;

  private LockedMaildir(
      MaildirLock lock,
      MaildirIndex index,
      MessageTable table,
      MessageFiles paths,
      MaildirUpdate update) {
    this.lock = lock;
    this.index = index;
    this.table = table;
    this.paths = paths;
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
    boolean mayWrite = lock.isExclusive();
    MaildirUpdate update = new MaildirUpdate(files, maildir, environment.options().durability());
    Set<String> hidden = update.finish(mayWrite);
    MaildirIndex index = new MaildirIndex(files, maildir, files.directory(maildir.root()).inode());
    Contents contents = index.load();
    MaildirUniqueIds uniqueIds = new MaildirUniqueIds(environment, maildir, contents, mayWrite);
    uniqueIds.importAtFirst();
    boolean identified = uniqueIds.identify();
    Optional<IndexBatch> changes =
        new MaildirScanner(environment, maildir, uniqueIds, hidden, mayWrite)
            .update(contents, lock.lockedAt());
    MessageTable table = contents.table();
    if (mayWrite && (identified || changes.isPresent())) {
      if (identified || uniqueIds.stamp() != contents.idsStamp()) {
        index.identifiedBy(uniqueIds.stamp());
      }
      index.save(
          table, changes.orElse(IndexBatch.whole(table, contents.fresh(), contents.current())));
      purgeTemporaryFiles(environment, maildir);
    }
    MessageFiles paths = new MessageFiles(files, maildir, table);
    LockedMaildir opened = new LockedMaildir(lock, index, table, paths, update);
    if (mayWrite) {
      opened.expire(retention, environment.clock().now());
    }
    return opened;
  }

  private static void purgeTemporaryFiles(MaildirEnvironment environment, MaildirLayout maildir) {
    try {
      TemporaryFiles.purge(environment, maildir);
    } catch (IOException e) {
      LOG.warn("unfinished deliveries can't be removed: {}", e.toString());
    }
  }

  /** Removes what is over its time; no session has it listed yet. */
  private void expire(Retention retention, Instant now) {
    BitSet wanted = new BitSet();
    try {
      wanted = retention.expired(table, paths, now);
      if (wanted.isEmpty()) {
        return;
      }
      update.remove(table, paths, wanted);
    } catch (IOException e) {
      LOG.warn("messages over their time can't be removed yet: {}", e.toString());
      if (!update.isOverdue()) {
        return;
      }
    }
    expired = wanted.cardinality();
    LOG.info("messages removed as their time has come: {}", expired);
    table.remove(wanted);
    table.trim();
    index.saveChanges(
        new IndexBatch(
            DirectoryState.UNKNOWN, DirectoryState.UNKNOWN, List.of(), List.of(), wanted, 0));
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

  MaildirIndex index() {
    return index;
  }

  MaildirUpdate update() {
    return update;
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
