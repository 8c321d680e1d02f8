package io.pop3.storage.maildir;

import io.pop3.protocol.model.UniqueId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Changes of an index that belong together, and their form in the file. They apply in the order of
 * the fields; positions are those before the batch.
 *
 * <pre>
 * batch      = state state renamed remeasured removed added  ; states of new and of cur
 * state      = modified:int64 inode:int64
 * renamed    = count *( position in-cur:octet name:block )
 * remeasured = count *( position measure )
 * removed    = count *position
 * added      = count *( in-cur:octet name:block unique-id:block measure )
 * measure    = stored wire header wire-ready:octet stamp:int32
 * block      = length *octet
 * </pre>
 *
 * @param fresh the state of {@code new} after these changes
 * @param current the state of {@code cur} after these changes
 * @param renamed messages whose files have other names
 * @param remeasured messages whose files were written to
 * @param removed messages that are gone
 * @param added how many messages at the end of the table are new
 */
record IndexBatch(
    DirectoryState fresh,
    DirectoryState current,
    List<Renamed> renamed,
    List<Remeasured> remeasured,
    BitSet removed,
    int added) {

  /** The longest name a message's file may have. */
  private static final int MAX_NAME_OCTETS = 0xFFFF;

  /** A message's file has another name. */
  record Renamed(int position, boolean inCurrent, FileName name) {}

  /** A message's file has another content. */
  record Remeasured(int position, MessageMeasure measure) {}

  /** A batch that makes a whole table out of none. */
  static IndexBatch whole(MessageTable table, DirectoryState fresh, DirectoryState current) {
    return new IndexBatch(fresh, current, List.of(), List.of(), new BitSet(), table.count());
  }

  /** Writes the batch, given the table as it is after it. */
  void write(OctetWriter out, MessageTable after) {
    write(out, fresh);
    write(out, current);
    out.number(renamed.size());
    for (Renamed change : renamed) {
      out.number(change.position()).octet(change.inCurrent() ? 1 : 0).block(change.name().octets());
    }
    out.number(remeasured.size());
    for (Remeasured change : remeasured) {
      write(out.number(change.position()), change.measure());
    }
    out.number(removed.cardinality());
    removed.stream().forEach(out::number);
    out.number(added);
    for (int index = after.count() - added; index < after.count(); index++) {
      out.octet(after.isCurrent(index) ? 1 : 0);
      out.block(after.name(index).octets()).block(after.storedId(index));
      write(out, after.measure(index));
    }
  }

  private static void write(OctetWriter out, DirectoryState state) {
    out.fixedLong(state.modifiedNanos()).fixedLong(state.inode());
  }

  private static void write(OctetWriter out, MessageMeasure measure) {
    out.number(measure.storedOctets()).number(measure.wireOctets());
    out.number(measure.headerOctets()).octet(measure.isWireReady() ? 1 : 0);
    out.fixedInt(measure.stamp());
  }

  /**
   * Reads a batch and applies it to the table.
   *
   * @throws IllegalArgumentException if it can't be a batch for this table; the table is then of no
   *     use any more
   */
  static IndexBatch readInto(OctetReader in, MessageTable table) {
    DirectoryState fresh = readState(in);
    DirectoryState current = readState(in);
    List<Renamed> renamed = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      renamed.add(new Renamed(position(in, table), in.octet() != 0, name(in)));
    }
    List<Remeasured> remeasured = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      remeasured.add(new Remeasured(position(in, table), readMeasure(in)));
    }
    BitSet removed = new BitSet();
    for (int left = in.count(); left > 0; left--) {
      removed.set(position(in, table));
    }
    int added = in.count();
    IndexBatch batch = new IndexBatch(fresh, current, renamed, remeasured, removed, added);
    batch.applyTo(table);
    for (int left = added; left > 0; left--) {
      table.add(in.octet() != 0, name(in), storedId(in), readMeasure(in));
    }
    return batch;
  }

  /** Makes the changes in a table, all but the additions. */
  void applyTo(MessageTable table) {
    for (Renamed change : renamed) {
      table.rename(change.position(), change.inCurrent(), change.name());
    }
    for (Remeasured change : remeasured) {
      table.remeasure(change.position(), change.measure());
    }
    table.remove(removed);
  }

  /** Whether nothing is changed but, at most, the states of the directories. */
  boolean changesNoMessage() {
    return renamed.isEmpty() && remeasured.isEmpty() && removed.isEmpty() && added == 0;
  }

  private static DirectoryState readState(OctetReader in) {
    return new DirectoryState(in.fixedLong(), in.fixedLong());
  }

  private static int position(OctetReader in, MessageTable table) {
    int position = in.count();
    return check(position, position < table.count(), "a position in the table");
  }

  /** A name that leads nowhere but into its directory: whoever owns the maildir wrote the index. */
  private static FileName name(OctetReader in) {
    byte[] octets = in.block();
    FileName name = FileName.of(octets);
    boolean legal = name.mayBeMessage() && octets.length <= MAX_NAME_OCTETS;
    for (byte octet : octets) {
      legal &= octet != '/' && octet != 0;
    }
    check(octets.length, legal, "the name of a message's file");
    return name;
  }

  private static byte[] storedId(OctetReader in) {
    byte[] id = in.block();
    boolean legal = id.length <= UniqueId.MAX_OCTETS;
    for (byte octet : id) {
      legal &= octet >= 0x21 && octet <= 0x7E;
    }
    check(id.length, legal, "a unique-id or nothing");
    return id;
  }

  private static MessageMeasure readMeasure(OctetReader in) {
    return new MessageMeasure(in.number(), in.number(), in.count(), in.octet() != 0, in.fixedInt());
  }

  private static int check(int value, boolean legal, String expected) {
    if (!legal) {
      throw new IllegalArgumentException("index: " + value + " (expected: " + expected + ")");
    }
    return value;
  }
}
