package io.pop3.client;

import io.pop3.protocol.model.MessageNumber;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The octets of one message as they arrive: lines end in CRLF, stuffing is removed, anything else
 * is as the server sent it, of whatever length.
 *
 * <p>Can be read once. Only the terminator is an end: if the connection is lost before it, {@code
 * read} throws a {@link Pop3Exception} and never returns -1. While it is open, the
 * connection is busy with it. Reading blocks; not for several threads.
 */
public final class MessageStream extends InputStream {

  /**
   * So much is read for nothing when a message is closed early; beyond, the connection is dropped.
   */
  static final long DISCARDED_OCTETS = 2 * Window.MAX_OCTETS;

  private final Wire wire;
  private final MessageNumber message;
  private final Runnable onEnd;
  private long octets;
  private boolean complete;
  private boolean closed;

  MessageStream(Wire wire, MessageNumber message, Runnable onEnd) {
    this.wire = wire;
    this.message = message;
    this.onEnd = onEnd;
  }

  /**
   * The number of the message.
   *
   * @return the number it was asked for by
   */
  public MessageNumber message() {
    return message;
  }

  /**
   * How much has been read.
   *
   * @return octets
   */
  public long octets() {
    return octets;
  }

  /**
   * Tells whether the whole message has been read.
   *
   * @return whether its terminator came
   */
  public boolean isComplete() {
    return complete;
  }

  @Override
  public int read() throws IOException {
    byte[] octet = new byte[1];
    return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (closed) {
      throw new IOException("message " + message + ": closed (expected: open)");
    }
    if (length == 0) {
      return 0;
    }
    if (complete) {
      return -1;
    }
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
    boolean last = wire.readBody(buffer);
    int count = buffer.position() - offset;
    octets += count;
    if (last) {
      end();
    }
    return count > 0 ? count : -1;
  }

  private void end() throws Pop3Exception {
    // The end that the core owes; nothing is read for it.
    wire.next();
    complete = true;
    onEnd.run();
  }

  /**
   * Ends the reading. What was not read is read for nothing, up to 2 MiB; if there is more, the
   * connection is dropped and the session is over. Never fails.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    if (!complete) {
      discard();
      onEnd.run();
    }
    closed = true;
  }

  private void discard() {
    if (wire.isClosed()) {
      return;
    }
    byte[] nowhere = new byte[8192];
    try {
      long limit = octets + DISCARDED_OCTETS;
      while (octets < limit) {
        if (read(nowhere, 0, nowhere.length) < 0) {
          return;
        }
      }
      wire.fail(
          new ConnectionException(
              "message "
                  + message
                  + ": too long to be read for nothing (expected: read to its end)"));
    } catch (IOException e) {
      // The connection is gone, which the next command will say.
      wire.drop();
    }
  }
}
