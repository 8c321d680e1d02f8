package io.pop3.server.internal.session;

import io.pop3.protocol.wire.TopFilter;
import io.pop3.spi.maildrop.CommitResult;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MessageContent;
import io.pop3.spi.maildrop.OpenContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session's hands on its maildrop. Used by workers alone, one after the other; {@link Work} sees
 * to that, and to what one writes being visible to the next.
 */
final class MaildropAccess {

  private static final Logger LOG = LoggerFactory.getLogger(MaildropAccess.class);

  /** How much of a message is read at a time. */
  private static final int CHUNK_OCTETS = 65_536;

  private final String session;
  private @Nullable Maildrop maildrop;
  private @Nullable MessageContent content;
  private @Nullable TopFilter filter;

  MaildropAccess(String session) {
    this.session = session;
  }

  /** A piece of a message. */
  record Chunk(ByteBuffer octets, boolean isLast) {}

  /** Opens and locks a maildrop; nothing stays open if that fails (ledger 1939-LOCK-3). */
  Snapshot open(MaildropStore store, MaildropOwner owner, OpenContext context)
      throws MaildropException {
    Maildrop opened = store.open(owner, context);
    maildrop = opened;
    try {
      return new Snapshot(opened.messages(), opened.expiry());
    } catch (RuntimeException broken) {
      release();
      throw broken;
    }
  }

  /**
   * Opens a message and reads its first piece.
   *
   * @param octets its size in the wire form, which is never less than its stored size
   * @param top cuts it; null for the whole
   * @param asSurrogate whether to rewrite its header section
   */
  Chunk read(int index, long octets, @Nullable TopFilter top, boolean asSurrogate)
      throws MaildropException, IOException {
    MessageContent stored = requireOpen().read(index);
    content = asSurrogate ? new SurrogateContent(stored) : stored;
    filter = top;
    // Room for one octet more than there should be: so the end shows at the first attempt.
    try {
      return fill(ByteBuffer.allocate((int) Math.min(octets + 1, CHUNK_OCTETS)));
    } catch (IOException | RuntimeException broken) {
      closeContent();
      throw broken;
    }
  }

  /** Reads the next piece into a buffer that was sent. */
  Chunk readOn(ByteBuffer used) throws IOException {
    used.clear();
    return fill(used.capacity() < CHUNK_OCTETS ? ByteBuffer.allocate(CHUNK_OCTETS) : used);
  }

  /** Reads the header section of a message. */
  HeaderLook look(int index) throws MaildropException, IOException {
    try (MessageContent stored = requireOpen().read(index)) {
      return HeaderLook.of(stored);
    }
  }

  private Chunk fill(ByteBuffer buffer) throws IOException {
    MessageContent open = content;
    if (open == null) {
      throw new IllegalStateException("message: none is open");
    }
    boolean end = false;
    while (!end && buffer.hasRemaining()) {
      end = open.read(buffer) < 0;
    }
    buffer.flip();
    TopFilter top = filter;
    if (top != null && top.cut(buffer)) {
      end = true;
    }
    if (end) {
      closeContent();
    }
    return new Chunk(buffer, end);
  }

  /** Gives up a message that is not read to its end. */
  void closeContent() {
    MessageContent open = content;
    content = null;
    filter = null;
    if (open != null) {
      open.close();
    }
  }

  /**
   * Removes what is marked and releases the maildrop, whatever comes of it (ledger 1939-LOCK-4).
   */
  CommitResult commit(Deletions marked) throws MaildropException {
    try {
      return requireOpen().commit(marked);
    } finally {
      release();
    }
  }

  /** Releases everything; never throws; harmless if repeated. */
  void release() {
    try {
      closeContent();
    } catch (RuntimeException broken) {
      LOG.warn("session {}: message could not be closed", session, broken);
    }
    Maildrop open = maildrop;
    maildrop = null;
    if (open != null) {
      try {
        open.close();
      } catch (RuntimeException broken) {
        LOG.warn("session {}: maildrop could not be closed", session, broken);
      }
    }
  }

  private Maildrop requireOpen() {
    Maildrop open = maildrop;
    if (open == null) {
      throw new IllegalStateException("maildrop: not open");
    }
    return open;
  }
}
