package io.pop3.storage.maildir;

import java.nio.ByteBuffer;

/** Writes numbers and octets into a buffer that grows. */
final class OctetWriter {

  private ByteBuffer buffer = ByteBuffer.allocate(1024);

  private void need(int octets) {
    if (buffer.remaining() < octets) {
      int room = Math.addExact(buffer.capacity(), Math.max(octets, buffer.capacity()));
      buffer = ByteBuffer.allocate(room).put(buffer.flip());
    }
  }

  OctetWriter octets(byte[] octets) {
    need(octets.length);
    buffer.put(octets);
    return this;
  }

  /** A length and as many octets. */
  OctetWriter block(byte[] octets) {
    return number(octets.length).octets(octets);
  }

  OctetWriter octet(int octet) {
    need(1);
    buffer.put((byte) octet);
    return this;
  }

  OctetWriter fixedInt(int value) {
    need(Integer.BYTES);
    buffer.putInt(value);
    return this;
  }

  OctetWriter fixedLong(long value) {
    need(Long.BYTES);
    buffer.putLong(value);
    return this;
  }

  /** A number that is not negative, seven bits an octet, the low ones first. */
  OctetWriter number(long value) {
    need(10);
    long rest = value;
    while (rest > 0x7F) {
      buffer.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    buffer.put((byte) rest);
    return this;
  }

  /** What was written, ready to read. */
  ByteBuffer toBuffer() {
    return buffer.duplicate().flip();
  }
}
