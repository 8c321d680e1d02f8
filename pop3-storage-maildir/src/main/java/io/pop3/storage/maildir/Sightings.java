package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What readings of the directories saw, compared with a table. */
final class Sightings {

  private static final Logger LOG = LoggerFactory.getLogger(Sightings.class);

  /** Arrival order, and files of one base side by side with the one in {@code cur} last. */
  static final Comparator<Sighting> ORDER =
      Comparator.comparingLong(Sighting::seconds)
          .thenComparingLong(Sighting::microseconds)
          .thenComparing(Sighting::name, FileName::compareBase)
          .thenComparing(Sighting::inCurrent)
          .thenComparing(s -> s.name().octets(), Arrays::compareUnsigned);

  private final MessageTable table;
  private final Set<String> hidden;
  private final BaseNames known;
  private final BitSet seen = new BitSet();
  private final Map<Integer, Sighting> renamed = new TreeMap<>();
  private final List<Sighting> unknown = new ArrayList<>();
  private final List<Twins> twins = new ArrayList<>();

  /**
   * Sees nothing yet.
   *
   * @param table what is known
   * @param hidden bases of messages that count as removed
   */
  Sightings(MessageTable table, Set<String> hidden) {
    this.table = table;
    this.hidden = hidden;
    this.known = new BaseNames(table);
  }

  /** Reads a directory; one that is not there has no messages. */
  void look(FileOperations files, MaildirLayout maildir, boolean inCurrent) throws IOException {
    try {
      files.list(maildir.directory(inCurrent), name -> see(inCurrent, name));
    } catch (NoSuchFileException e) {
      LOG.debug("no such directory: {}", maildir.directory(inCurrent));
    }
  }

  private void see(boolean inCurrent, FileName name) {
    if (!name.mayBeMessage() || (!hidden.isEmpty() && hidden.contains(name.base()))) {
      return;
    }
    int index = known.find(name);
    if (index < 0) {
      unknown.add(new Sighting(inCurrent, name));
      return;
    }
    boolean asKnown = table.isCurrent(index) == inCurrent && table.name(index).equals(name);
    if (seen.get(index)) {
      Sighting before = renamed.getOrDefault(index, asKnown(index));
      if (before.inCurrent != inCurrent || !before.name.equals(name)) {
        twins.add(new Twins(before, new Sighting(inCurrent, name)));
      }
    }
    seen.set(index);
    if (asKnown) {
      renamed.remove(index);
    } else {
      renamed.put(index, new Sighting(inCurrent, name));
    }
  }

  private Sighting asKnown(int index) {
    return new Sighting(table.isCurrent(index), table.name(index));
  }

  /** A directory need not be read: all that was in it still is. */
  void takeAsKnown(boolean inCurrent) {
    for (int index = 0; index < table.count(); index++) {
      if (table.isCurrent(index) == inCurrent) {
        seen.set(index);
      }
    }
  }

  /** Messages of the table that no reading saw. */
  BitSet missing() {
    BitSet missing = new BitSet();
    missing.set(0, table.count());
    missing.andNot(seen);
    return missing;
  }

  /** Messages of the table that have other names now. */
  List<IndexBatch.Renamed> renamed() {
    return renamed.entrySet().stream()
        .map(e -> new IndexBatch.Renamed(e.getKey(), e.getValue().inCurrent, e.getValue().name))
        .toList();
  }

  /** Messages that the table does not have, in the order of their arrival. */
  List<Sighting> arrivals() {
    unknown.sort(ORDER);
    List<Sighting> arrivals = new ArrayList<>(unknown.size());
    for (int i = 0; i < unknown.size(); i++) {
      boolean last = i + 1 == unknown.size();
      if (last || !unknown.get(i).hasBaseOf(unknown.get(i + 1))) {
        arrivals.add(unknown.get(i));
      }
    }
    return arrivals;
  }

  /**
   * Names with one base that were both seen. Mostly one file that was renamed while the directories
   * were read.
   */
  List<Twins> twins() {
    List<Twins> all = new ArrayList<>(twins);
    unknown.sort(ORDER);
    for (int i = 1; i < unknown.size(); i++) {
      Sighting one = unknown.get(i - 1);
      Sighting other = unknown.get(i);
      boolean same = one.inCurrent == other.inCurrent && one.name.equals(other.name);
      if (!same && one.hasBaseOf(other)) {
        all.add(new Twins(one, other));
      }
    }
    return all;
  }

  /**
   * Two names with one base.
   *
   * @param first the one that was seen first, or is the older guess
   * @param second the other
   */
  record Twins(Sighting first, Sighting second) {}

  /**
   * A file that was seen.
   *
   * @param inCurrent whether it was in {@code cur}
   * @param name its name
   * @param seconds when it was delivered, if its name tells
   * @param microseconds when within the second, if its name tells
   */
  record Sighting(boolean inCurrent, FileName name, long seconds, long microseconds) {

    Sighting(boolean inCurrent, FileName name) {
      this(inCurrent, name, name.seconds(), name.microseconds());
    }

    private boolean hasBaseOf(Sighting other) {
      return name.compareBase(other.name) == 0;
    }
  }
}
