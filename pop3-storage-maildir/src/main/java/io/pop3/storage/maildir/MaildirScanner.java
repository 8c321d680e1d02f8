package io.pop3.storage.maildir;

import io.pop3.storage.maildir.FileOperations.FileFacts;
import io.pop3.storage.maildir.MaildirIndex.Contents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a table up to date with the directories.
 *
 * <p>Others rename and move files while a directory is read, so one reading may miss a file or show
 * it twice. {@code new} is read before {@code cur}, as files only go that way. A message is taken
 * for gone only if two readings did not see it, and one that is new is looked for once more if it
 * is gone when it is to be opened.
 */
final class MaildirScanner {

  private static final Logger LOG = LoggerFactory.getLogger(MaildirScanner.class);
  private static final int READ_OCTETS = 64 << 10;

  private final FileOperations files;
  private final MaildirLayout maildir;

  /** Something was left out that a change of the directories may not announce. */
  private boolean incomplete;

  MaildirScanner(FileOperations files, MaildirLayout maildir) {
    this.files = files;
    this.maildir = maildir;
  }

  /**
   * Applies to the table what happened since the index was written.
   *
   * @param now the file system's time, if it is known
   * @return the changes, already in the table; empty if there was no need to look
   */
  Optional<IndexBatch> update(Contents index, OptionalLong now) throws IOException {
    DirectoryState fresh = DirectoryState.of(files, maildir.fresh());
    DirectoryState current = DirectoryState.of(files, maildir.current());
    boolean freshChanged = !fresh.equals(index.fresh());
    boolean currentChanged = !current.equals(index.current());
    if (index.belongsHere() && !freshChanged && !currentChanged) {
      return Optional.empty();
    }
    MessageTable table = index.table();
    List<IndexBatch.Remeasured> remeasured = index.belongsHere() ? List.of() : verify(table);
    Sightings sightings = new Sightings(table);
    look(sightings, freshChanged, currentChanged);
    if (!sightings.missing().isEmpty()) {
      look(sightings, true, true);
    }
    BitSet removed = sightings.missing();
    List<IndexBatch.Renamed> renamed = sightings.renamed();
    IndexBatch changes = new IndexBatch(fresh, current, renamed, remeasured, removed, 0);
    changes.applyTo(table);
    int before = table.count();
    addArrivals(sightings.arrivals(), table);
    table.trim();
    return Optional.of(
        new IndexBatch(
            incomplete ? DirectoryState.UNKNOWN : fresh.ifSettled(now),
            incomplete ? DirectoryState.UNKNOWN : current.ifSettled(now),
            renamed,
            remeasured,
            removed,
            table.count() - before));
  }

  private void look(Sightings sightings, boolean readFresh, boolean readCurrent)
      throws IOException {
    for (boolean inCurrent : new boolean[] {false, true}) {
      if (inCurrent ? readCurrent : readFresh) {
        try {
          files.list(maildir.directory(inCurrent), name -> sightings.see(inCurrent, name));
        } catch (NoSuchFileException e) {
          LOG.debug("{} has no such directory", maildir.directory(inCurrent));
        }
      } else {
        sightings.seeAll(inCurrent);
      }
    }
  }

  /**
   * Measures again whatever differs from what an index says that was made for another directory: a
   * copy of a maildir has an index that is right, a stray file has not.
   */
  private List<IndexBatch.Remeasured> verify(MessageTable table) throws IOException {
    List<IndexBatch.Remeasured> remeasured = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.allocate(READ_OCTETS);
    for (int index = 0; index < table.count(); index++) {
      Path file = FileNames.resolve(maildir.directory(table.isCurrent(index)), table.name(index));
      try {
        FileFacts facts = files.file(file);
        if (facts.regular() && !table.measure(index).fits(facts)) {
          MessageMeasure measure = MessageMeasure.of(files, file, facts, buffer);
          remeasured.add(new IndexBatch.Remeasured(index, measure));
        }
      } catch (NoSuchFileException e) {
        LOG.debug("{} is not there under its name in the index", file);
      }
    }
    return remeasured;
  }

  private void addArrivals(List<Sightings.Sighting> arrivals, MessageTable table)
      throws IOException {
    if (arrivals.isEmpty()) {
      return;
    }
    ByteBuffer buffer = ByteBuffer.allocate(READ_OCTETS);
    Set<String> lost = new HashSet<>();
    for (Sightings.Sighting arrival : arrivals) {
      if (!add(arrival, table, buffer)) {
        lost.add(arrival.base());
      }
    }
    if (!lost.isEmpty()) {
      Sightings again = new Sightings(table);
      look(again, true, true);
      for (Sightings.Sighting arrival : again.arrivals()) {
        if (lost.contains(arrival.base()) && !add(arrival, table, buffer)) {
          incomplete = true;
        }
      }
    }
  }

  /**
   * Measures and adds a message.
   *
   * @return false if it is gone
   */
  private boolean add(Sightings.Sighting arrival, MessageTable table, ByteBuffer buffer)
      throws IOException {
    Path file = FileNames.resolve(maildir.directory(arrival.inCurrent()), arrival.name());
    try {
      FileFacts facts = files.file(file);
      if (facts.regular()) {
        MessageMeasure measure = MessageMeasure.of(files, file, facts, buffer);
        table.add(arrival.inCurrent(), arrival.name(), UniqueIds.derive(arrival.name()), measure);
      }
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (AccessDeniedException e) {
      LOG.warn("message left out, as it may not be read: {}", file);
      incomplete = true;
      return true;
    }
  }
}
