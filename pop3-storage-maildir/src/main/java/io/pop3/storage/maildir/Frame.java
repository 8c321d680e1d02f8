package io.pop3.storage.maildir;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Octets with a length and a checksum in front, so that torn or damaged ones are recognised. */
final class Frame {

  /** What a frame adds to its payload. */
  static final int HEADER_OCTETS = 8;

  private Frame() {}

  /** Puts a length and a checksum in front. */
  static ByteBuffer wrap(ByteBuffer payload) {
    return wrap(new byte[0], payload);
  }

  /** Puts a mark, a length and a checksum in front. */
  static ByteBuffer wrap(byte[] magic, ByteBuffer payload) {
    return ByteBuffer.allocate(magic.length + HEADER_OCTETS + payload.remaining())
        .put(magic)
        .putInt(payload.remaining())
        .putInt(checksum(payload))
        .put(payload)
        .flip();
  }

  /**
   * Takes one frame; the position moves behind it.
   *
   * @return the payload
   * @throws IllegalArgumentException if there is no whole and sound frame; the position stays
   */
  static ByteBuffer unwrap(ByteBuffer octets) {
    int start = octets.position();
    if (octets.remaining() >= HEADER_OCTETS) {
      int length = octets.getInt(start);
      int checksum = octets.getInt(start + Integer.BYTES);
      if (length >= 0 && length <= octets.remaining() - HEADER_OCTETS) {
        ByteBuffer payload = octets.slice(start + HEADER_OCTETS, length);
        if (checksum(payload) == checksum) {
          octets.position(start + HEADER_OCTETS + length);
          return payload;
        }
      }
    }
    throw new IllegalArgumentException("frame at " + start + ": torn or damaged");
  }

  /**
   * Takes the one frame that a file with a mark consists of.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  static ByteBuffer unwrap(byte[] magic, ByteBuffer octets) {
    if (!startsWith(magic, octets)) {
      throw new IllegalArgumentException("file: another format or version");
    }
    ByteBuffer payload = unwrap(octets.position(octets.position() + magic.length));
    if (octets.hasRemaining()) {
      throw new IllegalArgumentException("file: " + octets.remaining() + " octets too long");
    }
    return payload;
  }

  /** Whether a mark comes next. */
  static boolean startsWith(byte[] magic, ByteBuffer octets) {
    return octets.remaining() >= magic.length
        && octets.slice(octets.position(), magic.length).equals(ByteBuffer.wrap(magic));
  }

  private static int checksum(ByteBuffer payload) {
    CRC32C crc = new CRC32C();
    crc.update(payload.duplicate());
    return (int) crc.getValue();
  }
}
