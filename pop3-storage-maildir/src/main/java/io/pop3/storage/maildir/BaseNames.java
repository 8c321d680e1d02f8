package io.pop3.storage.maildir;

import java.util.Arrays;

/** Finds messages of a table by the part of their file names that never changes. */
final class BaseNames {

  private final MessageTable table;

  /** Open addressing: positions in the table, or -1. */
  private final int[] slots;

  BaseNames(MessageTable table) {
    this.table = table;
    int capacity = Integer.highestOneBit(Math.max(8, table.count())) << 2;
    slots = new int[capacity];
    Arrays.fill(slots, -1);
    for (int index = 0; index < table.count(); index++) {
      int slot = table.baseHash(index) & (capacity - 1);
      while (slots[slot] >= 0) {
        slot = (slot + 1) & (capacity - 1);
      }
      slots[slot] = index;
    }
  }

  /**
   * Finds the message with the base of a file name.
   *
   * @return its position, or -1
   */
  int find(FileName name) {
    int baseLength = name.baseLength();
    int slot = hash(name.octets(), 0, baseLength) & (slots.length - 1);
    while (slots[slot] >= 0) {
      if (table.hasBase(slots[slot], name, baseLength)) {
        return slots[slot];
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return -1;
  }

  static int hash(byte[] octets, int start, int end) {
    int hash = 0x811C9DC5;
    for (int i = start; i < end; i++) {
      hash = (hash ^ octets[i]) * 0x01000193;
    }
    return hash ^ (hash >>> 15);
  }
}
