package io.pop3.storage.maildir;

import io.pop3.protocol.model.UniqueId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What is known of the messages of a maildir, in the order of their arrival: columns instead of
 * objects, some 90 octets a message.
 *
 * <p>It is built by one thread and does not change any more once a session has it.
 */
final class MessageTable {

  /** The message is in {@code cur}; otherwise in {@code new}. */
  private static final byte CURRENT = 1;

  /** The stored octets are the wire form. */
  private static final byte WIRE_READY = 2;

  private int count;

  /**
   * For each message the name of its file and, directly behind, its unique-id if that is stored.
   */
  private byte[] text = new byte[64];

  private int textEnd;
  private int[] start = new int[1];
  private short[] nameLength = new short[1];
  private byte[] idLength = new byte[1];
  private byte[] flags = new byte[1];
  private int[] stamp = new int[1];
  private int[] headerOctets = new int[1];
  private long[] storedOctets = new long[1];
  private long[] wireOctets = new long[1];

  int count() {
    return count;
  }

  /** The name of the message's file when it was last seen. */
  FileName name(int index) {
    return FileName.of(Arrays.copyOfRange(text, start[index], nameEnd(index)));
  }

  private int nameEnd(int index) {
    return start[index] + (nameLength[index] & 0xFFFF);
  }

  /** Whether a file name has the same base as the message's. */
  boolean hasBase(int index, FileName name, int baseLength) {
    int from = start[index];
    return FileName.baseLength(text, from, nameEnd(index)) == baseLength
        && Arrays.equals(text, from, from + baseLength, name.octets(), 0, baseLength);
  }

  /** A hash of the base of the message's name. */
  int baseHash(int index) {
    int from = start[index];
    return BaseNames.hash(text, from, from + FileName.baseLength(text, from, nameEnd(index)));
  }

  /** Whether the file was in {@code cur} when it was last seen. */
  boolean isCurrent(int index) {
    return (flags[index] & CURRENT) != 0;
  }

  long wireOctets(int index) {
    return wireOctets[index];
  }

  /** What a look at the message's file found when it was indexed. */
  MessageMeasure measure(int index) {
    return new MessageMeasure(
        storedOctets[index],
        wireOctets[index],
        headerOctets[index],
        (flags[index] & WIRE_READY) != 0,
        stamp[index]);
  }

  /** The unique-id's octets if they are stored, that is if they are not simply the base. */
  byte[] storedId(int index) {
    int from = nameEnd(index);
    return Arrays.copyOfRange(text, from, from + idLength[index]);
  }

  UniqueId uniqueId(int index) {
    ByteBuffer octets = ByteBuffer.allocate(UniqueId.MAX_OCTETS);
    writeUniqueId(index, octets);
    return new UniqueId(
        new String(octets.array(), 0, octets.position(), StandardCharsets.US_ASCII));
  }

  void writeUniqueId(int index, ByteBuffer target) {
    int nameEnd = nameEnd(index);
    if (idLength[index] != 0) {
      target.put(text, nameEnd, idLength[index]);
    } else {
      target.put(text, start[index], FileName.baseLength(text, start[index], nameEnd));
    }
  }

  /**
   * Adds a message behind all others.
   *
   * @param storedId its unique-id; empty if that is the base of the name
   */
  void add(boolean current, FileName name, byte[] storedId, MessageMeasure measure) {
    if (count == start.length) {
      resize(Math.addExact(count, Math.max(16, count >> 1)));
    }
    flags[count] = current ? CURRENT : 0;
    putText(count, name, storedId);
    count++;
    remeasure(count - 1, measure);
  }

  /** Notes what a new look at a message's file found. */
  void remeasure(int index, MessageMeasure measure) {
    int others = flags[index] & ~WIRE_READY;
    flags[index] = (byte) (measure.isWireReady() ? others | WIRE_READY : others);
    stamp[index] = measure.stamp();
    headerOctets[index] = measure.headerOctets();
    storedOctets[index] = measure.storedOctets();
    wireOctets[index] = measure.wireOctets();
  }

  /** Notes that a message's file has another name or directory. */
  void rename(int index, boolean current, FileName name) {
    flags[index] = (byte) (current ? flags[index] | CURRENT : flags[index] & ~CURRENT);
    putText(index, name, storedId(index));
  }

  /** Gives a message another unique-id; none stands for the base of its name. */
  void identify(int index, byte[] storedId) {
    putText(index, name(index), storedId);
  }

  private void putText(int index, FileName fileName, byte[] storedId) {
    byte[] name = fileName.octets();
    int need = name.length + storedId.length;
    if (text.length - textEnd < need) {
      int room = Math.addExact(textEnd, Math.max(need, textEnd >> 1));
      text = Arrays.copyOf(text, room);
    }
    start[index] = textEnd;
    nameLength[index] = (short) name.length;
    idLength[index] = (byte) storedId.length;
    System.arraycopy(name, 0, text, textEnd, name.length);
    System.arraycopy(storedId, 0, text, textEnd + name.length, storedId.length);
    textEnd += need;
  }

  /** Removes messages; those that stay keep their order. */
  void remove(BitSet indexes) {
    int kept = 0;
    for (int index = 0; index < count; index++) {
      if (!indexes.get(index)) {
        start[kept] = start[index];
        nameLength[kept] = nameLength[index];
        idLength[kept] = idLength[index];
        flags[kept] = flags[index];
        stamp[kept] = stamp[index];
        headerOctets[kept] = headerOctets[index];
        storedOctets[kept] = storedOctets[index];
        wireOctets[kept] = wireOctets[index];
        kept++;
      }
    }
    count = kept;
  }

  /** Gives back memory that is not needed when nothing more is added. */
  void trim() {
    byte[] packed = new byte[liveText()];
    int end = 0;
    for (int index = 0; index < count; index++) {
      int length = nameEnd(index) - start[index] + idLength[index];
      System.arraycopy(text, start[index], packed, end, length);
      start[index] = end;
      end += length;
    }
    text = packed;
    textEnd = end;
    resize(count);
  }

  /** What the columns take. */
  long octetsOfMemory() {
    int perMessage = 2 * Long.BYTES + 3 * Integer.BYTES + Short.BYTES + 2 * Byte.BYTES;
    return text.length + (long) perMessage * start.length;
  }

  private int liveText() {
    int octets = 0;
    for (int index = 0; index < count; index++) {
      octets += nameEnd(index) - start[index] + idLength[index];
    }
    return octets;
  }

  private void resize(int capacity) {
    start = Arrays.copyOf(start, capacity);
    nameLength = Arrays.copyOf(nameLength, capacity);
    idLength = Arrays.copyOf(idLength, capacity);
    flags = Arrays.copyOf(flags, capacity);
    stamp = Arrays.copyOf(stamp, capacity);
    headerOctets = Arrays.copyOf(headerOctets, capacity);
    storedOctets = Arrays.copyOf(storedOctets, capacity);
    wireOctets = Arrays.copyOf(wireOctets, capacity);
  }
}
