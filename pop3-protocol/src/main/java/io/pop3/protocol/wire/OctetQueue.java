package io.pop3.protocol.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A bounded first-in first-out queue of octets that takes memory only while it holds something. Not
 * safe for several threads.
 */
public final class OctetQueue {

  private static final byte[] NOTHING = {};
  private static final int FIRST_CAPACITY = 256;
  private static final int KEPT_CAPACITY = 1024;

  private final int maxOctets;
  private byte[] octets = NOTHING;
  private int head;
  private int tail;

  /**
   * An empty queue.
   *
   * @param maxOctets how much it may hold
   */
  public OctetQueue(int maxOctets) {
    this.maxOctets = maxOctets;
  }

  /**
   * Takes as much as fits.
   *
   * @param source octets; its position moves past what was taken
   * @return how many octets were taken
   */
  public int offer(ByteBuffer source) {
    int count = Math.min(source.remaining(), room());
    ensure(count);
    source.get(octets, tail, count);
    tail += count;
    return count;
  }

  /**
   * Adds octets.
   *
   * @param source what to add, whole
   * @throws IllegalStateException if they do not fit
   */
  public void put(byte[] source) {
    if (source.length > room()) {
      throw new IllegalStateException(
          "queue: " + source.length + " octets (expected: <= " + room() + ")");
    }
    ensure(source.length);
    System.arraycopy(source, 0, octets, tail, source.length);
    tail += source.length;
  }

  /**
   * Moves as much as fits to a buffer.
   *
   * @param target where to put octets; its position moves on
   * @return true if the queue is empty now
   */
  public boolean drainTo(ByteBuffer target) {
    int count = Math.min(size(), target.remaining());
    target.put(octets, head, count);
    skip(count);
    return isEmpty();
  }

  /**
   * How many octets there are.
   *
   * @return the number
   */
  public int size() {
    return tail - head;
  }

  /**
   * How many octets more the queue would take.
   *
   * @return the number
   */
  public int room() {
    return maxOctets - size();
  }

  /**
   * Tells whether there is nothing.
   *
   * @return whether the queue is empty
   */
  public boolean isEmpty() {
    return head == tail;
  }

  /** Forgets everything and overwrites it, for it may hold a password. */
  public void clear() {
    Arrays.fill(octets, head, tail, (byte) 0);
    head = tail;
    release();
  }

  /** The array that holds the octets; valid until the next change. */
  byte[] array() {
    return octets;
  }

  /** Where the oldest octet stands in {@link #array()}. */
  int head() {
    return head;
  }

  /** Where the newest octet stands in {@link #array()}, plus one. */
  int tail() {
    return tail;
  }

  /** Drops the oldest octets and overwrites them. */
  void skip(int count) {
    Arrays.fill(octets, head, head + count, (byte) 0);
    head += count;
    if (head == tail) {
      release();
    }
  }

  private void release() {
    head = 0;
    tail = 0;
    if (octets.length > KEPT_CAPACITY) {
      octets = NOTHING;
    }
  }

  private void ensure(int count) {
    if (octets.length - tail >= count) {
      return;
    }
    int size = size();
    int needed = size + count;
    int capacity = Math.max(FIRST_CAPACITY, octets.length);
    while (capacity < needed) {
      capacity = Math.min(maxOctets, capacity * 2);
    }
    byte[] target = capacity == octets.length ? octets : new byte[capacity];
    System.arraycopy(octets, head, target, 0, size);
    if (target == octets) {
      Arrays.fill(octets, size, tail, (byte) 0);
    } else {
      Arrays.fill(octets, head, tail, (byte) 0);
    }
    octets = target;
    head = 0;
    tail = size;
  }
}
