package io.pop3.storage.maildir;

import io.pop3.storage.maildir.FileOperations.FileFacts;
import io.pop3.storage.maildir.MaildirIndex.Contents;
import io.pop3.storage.maildir.Sightings.Sighting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a table up to date with the directories.
 *
 * <p>Others rename and move files while a directory is read, so one reading may miss a file or show
 * it twice. {@code new} is read before {@code cur}, as files only go that way. A message is taken
 * for gone only if two readings did not see it, and one that is new is looked for once more if it
 * is gone when it is to be opened. Used once.
 */
final class MaildirScanner {

  private static final Logger LOG = LoggerFactory.getLogger(MaildirScanner.class);
  private static final int READ_OCTETS = 64 << 10;

  /**
   * More files with one name than anybody makes by mistake; the rest waits for the next session.
   */
  private static final int MAX_ROUNDS = 10;

  private final MaildirEnvironment environment;
  private final FileOperations files;
  private final MaildirLayout maildir;
  private final MaildirUniqueIds uniqueIds;
  private final Set<String> hidden;
  private final boolean mayWrite;

  /** Something was left out that a change of the directories may not announce. */
  private boolean incomplete;

  /**
   * Prepares to look.
   *
   * @param uniqueIds of arrivals
   * @param hidden bases of messages that count as removed
   * @param mayWrite whether files with one name may be parted
   */
  MaildirScanner(
      MaildirEnvironment environment,
      MaildirLayout maildir,
      MaildirUniqueIds uniqueIds,
      Set<String> hidden,
      boolean mayWrite) {
    this.environment = environment;
    this.files = environment.files();
    this.maildir = maildir;
    this.uniqueIds = uniqueIds;
    this.hidden = hidden;
    this.mayWrite = mayWrite;
  }

  /**
   * Applies to the table what happened since the index was written.
   *
   * @param fileSystemTime tells the file system's time, if it is known
   * @return the changes, already in the table; empty if there was no need to look
   */
  Optional<IndexBatch> update(Contents index, Supplier<OptionalLong> fileSystemTime)
      throws IOException {
    boolean lookAtAll = !index.belongsHere() || !hidden.isEmpty();
    if (!lookAtAll
        && DirectoryState.of(files, maildir.fresh()).equals(index.fresh())
        && DirectoryState.of(files, maildir.current()).equals(index.current())) {
      return Optional.empty();
    }
    // The time first: what changes after the look at the states is later than this.
    OptionalLong now = fileSystemTime.get();
    DirectoryState fresh = DirectoryState.of(files, maildir.fresh());
    DirectoryState current = DirectoryState.of(files, maildir.current());
    boolean freshChanged = lookAtAll || !fresh.equals(index.fresh());
    boolean currentChanged = lookAtAll || !current.equals(index.current());
    MessageTable table = index.table();
    Sightings sightings = look(table, freshChanged, currentChanged);
    BitSet removed = sightings.missing();
    List<IndexBatch.Renamed> renamed = sightings.renamed();
    new IndexBatch(fresh, current, renamed, List.of(), removed, 0).applyTo(table);
    if (!index.belongsHere()) {
      verify(table);
    }
    int before = table.count();
    addArrivals(sightings.arrivals(), table);
    table.trim();
    return Optional.of(
        new IndexBatch(
            incomplete ? DirectoryState.UNKNOWN : fresh.ifSettled(now),
            incomplete ? DirectoryState.UNKNOWN : current.ifSettled(now),
            renamed,
            List.of(),
            removed,
            table.count() - before));
  }

  private Sightings look(MessageTable table, boolean freshChanged, boolean currentChanged)
      throws IOException {
    Sightings sightings = lookOnce(table, freshChanged, currentChanged);
    TwinNames twinNames = new TwinNames(environment, maildir);
    int rounds = 0;
    while (mayWrite && twinNames.part(sightings.twins())) {
      sightings = lookOnce(table, true, true);
      rounds++;
      if (rounds == MAX_ROUNDS) {
        incomplete = true;
        break;
      }
    }
    return sightings;
  }

  private Sightings lookOnce(MessageTable table, boolean readFresh, boolean readCurrent)
      throws IOException {
    Sightings sightings = new Sightings(table, hidden);
    if (readFresh) {
      sightings.look(files, maildir, false);
    } else {
      sightings.takeAsKnown(false);
    }
    if (readCurrent) {
      sightings.look(files, maildir, true);
    } else {
      sightings.takeAsKnown(true);
    }
    if (!sightings.missing().isEmpty()) {
      sightings.look(files, maildir, false);
      sightings.look(files, maildir, true);
    }
    return sightings;
  }

  /**
   * Measures again whatever differs from what an index says that was made for another directory: a
   * copy of a maildir has an index that is right, a stray file has not. Such an index is replaced
   * as a whole afterwards.
   */
  private void verify(MessageTable table) throws IOException {
    BitSet gone = new BitSet();
    ByteBuffer buffer = ByteBuffer.allocate(READ_OCTETS);
    for (int index = 0; index < table.count(); index++) {
      Path file = maildir.message(table.isCurrent(index), table.name(index));
      try {
        FileFacts facts = files.file(file);
        if (!facts.regular()) {
          gone.set(index);
        } else if (!table.measure(index).fits(facts)) {
          table.remeasure(index, MessageMeasure.of(files, file, facts, buffer));
        }
      } catch (NoSuchFileException e) {
        LOG.debug("renamed while it was looked at: {}", file);
        incomplete = true;
        gone.set(index);
      }
    }
    table.remove(gone);
  }

  private void addArrivals(List<Sighting> arrivals, MessageTable table) throws IOException {
    if (arrivals.isEmpty()) {
      return;
    }
    List<Arrival> looked = look(arrivals);
    List<Arrival> found = new ArrayList<>(looked);
    if (found.removeIf(Arrival::isGone)) {
      Set<String> lost = new HashSet<>();
      looked.stream().filter(Arrival::isGone).forEach(a -> lost.add(a.file.name().base()));
      List<Sighting> again = lookOnce(table, true, true).arrivals();
      found.addAll(look(again.stream().filter(s -> lost.contains(s.name().base())).toList()));
      incomplete |= found.removeIf(Arrival::isGone);
      found.sort(Comparator.comparing(Arrival::file, Sightings.ORDER));
    }
    for (Arrival arrival : found) {
      FileName name = arrival.file.name();
      incomplete |= arrival.fate == Fate.UNREADABLE;
      if (arrival.fate == Fate.MESSAGE) {
        table.add(arrival.file.inCurrent(), name, uniqueIds.get().of(name), arrival.measure);
      }
    }
  }

  /** What became of a file that was seen. */
  private enum Fate {
    MESSAGE,
    NO_MESSAGE,
    UNREADABLE,
    GONE
  }

  /**
   * A file that was looked at.
   *
   * @param measure of a message; else of nothing
   */
  private record Arrival(Sighting file, Fate fate, MessageMeasure measure) {

    private Arrival(Sighting file, Fate fate) {
      this(file, fate, MessageMeasure.NOTHING);
    }

    private boolean isGone() {
      return fate == Fate.GONE;
    }
  }

  private List<Arrival> look(List<Sighting> files) throws IOException {
    Arrival[] arrivals = new Arrival[files.size()];
    ManyMessages.read(
        arrivals.length, (index, buffer) -> arrivals[index] = look(files.get(index), buffer));
    return Arrays.asList(arrivals);
  }

  private Arrival look(Sighting arrival, ByteBuffer buffer) throws IOException {
    Path file = maildir.message(arrival.inCurrent(), arrival.name());
    try {
      FileFacts facts = files.file(file);
      return facts.regular()
          ? new Arrival(arrival, Fate.MESSAGE, measure(arrival, file, facts, buffer))
          : new Arrival(arrival, Fate.NO_MESSAGE);
    } catch (NoSuchFileException e) {
      return new Arrival(arrival, Fate.GONE);
    } catch (AccessDeniedException e) {
      LOG.warn("message left out, as it may not be read: {}", file);
      return new Arrival(arrival, Fate.UNREADABLE);
    }
  }

  private MessageMeasure measure(Sighting arrival, Path file, FileFacts facts, ByteBuffer buffer)
      throws IOException {
    if (environment.options().trustSizeHints()) {
      Optional<MessageMeasure> hinted = MessageMeasure.ofHints(files, arrival.name(), file, facts);
      if (hinted.isPresent()) {
        return hinted.get();
      }
    }
    return MessageMeasure.of(files, file, facts, buffer);
  }
}
