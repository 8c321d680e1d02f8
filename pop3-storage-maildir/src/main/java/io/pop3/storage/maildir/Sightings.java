package io.pop3.storage.maildir;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What readings of the directories saw, compared with a table. */
final class Sightings {

  /** Arrival order, and files of one base side by side with the one in {@code cur} last. */
  private static final Comparator<Sighting> ORDER =
      Comparator.comparingLong(Sighting::seconds)
          .thenComparingLong(Sighting::microseconds)
          .thenComparing(Sighting::compareBase)
          .thenComparing(Sighting::inCurrent)
          .thenComparing(Sighting::name, Arrays::compareUnsigned);

  private final MessageTable table;
  private final BaseNames known;
  private final BitSet seen = new BitSet();
  private final Map<Integer, Sighting> renamed = new TreeMap<>();
  private final List<Sighting> unknown = new ArrayList<>();

  Sightings(MessageTable table) {
    this.table = table;
    this.known = new BaseNames(table);
  }

  /** An entry was read. */
  void see(boolean inCurrent, byte[] name) {
    if (!FileNames.mayBeMessage(name)) {
      return;
    }
    int index = known.find(name);
    if (index < 0) {
      unknown.add(new Sighting(inCurrent, name));
      return;
    }
    seen.set(index);
    if (table.isCurrent(index) == inCurrent && Arrays.equals(table.name(index), name)) {
      renamed.remove(index);
    } else {
      renamed.put(index, new Sighting(inCurrent, name));
    }
  }

  /** A directory need not be read: all that was in it still is. */
  void seeAll(boolean inCurrent) {
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
   * A file that was seen.
   *
   * @param inCurrent whether it was in {@code cur}
   * @param name its name
   */
  record Sighting(boolean inCurrent, byte[] name, long seconds, long microseconds) {

    Sighting(boolean inCurrent, byte[] name) {
      this(inCurrent, name, FileNames.seconds(name), FileNames.microseconds(name));
    }

    /** The part of the name that never changes, an octet a character. */
    String base() {
      return new String(name, 0, FileNames.baseLength(name), StandardCharsets.ISO_8859_1);
    }

    boolean hasBaseOf(Sighting other) {
      return compareBase(other) == 0;
    }

    int compareBase(Sighting other) {
      return Arrays.compareUnsigned(
          name, 0, FileNames.baseLength(name), other.name, 0, FileNames.baseLength(other.name));
    }
  }
}
