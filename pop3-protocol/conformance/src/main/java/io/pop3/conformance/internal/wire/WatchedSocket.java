package io.pop3.conformance.internal.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * A socket that counts the TLS records it receives. The platform's TLS doesn't tell a connection
 * that ends with a close alert from one that just ends; but before the one a further record came.
 */
final class WatchedSocket extends Socket {

  private static final int HEADER = 5;

  private boolean watching;
  private long records;
  private int inHeader;
  private int length;

  /** Counts from here on. */
  void watch() {
    watching = true;
  }

  /** How many records began so far. */
  long records() {
    return records;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
          count(octet);
        }
        return octet;
      }

      @Override
      public int read(byte[] octets, int offset, int count) throws IOException {
        int read = super.read(octets, offset, count);
        for (int i = 0; i < read; i++) {
          count(octets[offset + i] & 0xFF);
        }
        return read;
      }
    };
  }

  private void count(int octet) {
    if (!watching) {
      return;
    }
    if (inHeader == HEADER) {
      length--;
    } else {
      records += inHeader == 0 ? 1 : 0;
      length = inHeader >= HEADER - 2 ? ((length << 8) | octet) : 0;
      inHeader++;
    }
    if (inHeader == HEADER && length == 0) {
      inHeader = 0;
    }
  }
}
