package io.pop3.storage.maildir;

import io.pop3.spi.maildrop.MessageContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The content of a message's file. Renaming or removing the file does not disturb it any more. */
final class StoredMessage implements MessageContent {

  private static final Logger LOG = LoggerFactory.getLogger(StoredMessage.class);

  private final FileChannel channel;
  private final long octets;
  private final boolean wireReady;
  private final Runnable whenRead;
  private long position;
  private boolean handedOut;

  /**
   * Takes an open file.
   *
   * @param whenRead is run when the content is closed after it was read to its end, or after the
   *     file was handed out, which nobody does for a part of a message
   */
  StoredMessage(FileChannel channel, long octets, boolean wireReady, Runnable whenRead) {
    this.channel = channel;
    this.octets = octets;
    this.wireReady = wireReady;
    this.whenRead = whenRead;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (position == octets) {
      return -1;
    }
    int limit = target.limit();
    long room = Math.min(target.remaining(), octets - position);
    target.limit(target.position() + (int) room);
    try {
      int count = channel.read(target, position);
      if (count < 0) {
        throw new IOException("message was cut at " + position + " (expected: " + octets + ")");
      }
      position += count;
      return count;
    } finally {
      target.limit(limit);
    }
  }

  @Override
  public boolean isWireReady() {
    return wireReady;
  }

  @Override
  public Optional<FileChannel> file() {
    handedOut = true;
    return Optional.of(channel);
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    if (handedOut || position == octets) {
      whenRead.run();
    }
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("message file not closed cleanly: {}", e.toString());
    }
  }
}
