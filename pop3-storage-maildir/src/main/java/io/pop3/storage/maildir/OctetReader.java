package io.pop3.storage.maildir;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Reads what {@link OctetWriter} wrote. Whatever else it meets gives a {@link
 * BufferUnderflowException} or an {@link IllegalArgumentException}, and never a large allocation.
 */
final class OctetReader {

  private final ByteBuffer buffer;

  OctetReader(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  /**
   * Checks that nothing is left.
   *
   * @throws IllegalArgumentException if there is
   */
  void end() {
    if (buffer.hasRemaining()) {
      throw new IllegalArgumentException(
          "octets left: " + buffer.remaining() + " (expected: none)");
    }
  }

  byte[] octets(int length) {
    if (length < 0 || length > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] octets = new byte[length];
    buffer.get(octets);
    return octets;
  }

  byte[] block() {
    return octets(count());
  }

  int octet() {
    return buffer.get() & 0xFF;
  }

  int fixedInt() {
    return buffer.getInt();
  }

  long fixedLong() {
    return buffer.getLong();
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
      long octet = octet();
      value |= (octet & 0x7F) << shift;
      if (octet <= 0x7F) {
        return value;
      }
    }
    throw new IllegalArgumentException("number: over 63 bits (expected: 63 at most)");
  }

  /** A number that counts things. */
  int count() {
    long value = number();
    if (value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("count: " + value + " (expected: 31 bits at most)");
    }
    return (int) value;
  }
}
