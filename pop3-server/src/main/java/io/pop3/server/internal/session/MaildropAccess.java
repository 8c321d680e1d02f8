package io.pop3.server.internal.session;

import io.pop3.protocol.model.UserName;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session's hands on its maildrop. Used by workers alone, one after the other; {@link Work} sees
 * to that, and to what one writes being visible to the next.
 */
final class MaildropAccess {

  private static final Logger LOG = LoggerFactory.getLogger(MaildropAccess.class);

  private final String session;
  private final UserSessions users;
  private @Nullable UserName user;
  private @Nullable Maildrop maildrop;
  private @Nullable MessageContent content;
  private @Nullable TopFilter filter;

  MaildropAccess(String session, UserSessions users) {
    this.session = session;
    this.users = users;
  }

  /** A piece of a message. */
  record Piece(ByteBuffer octets, boolean isLast) {}

  /** Opens and locks a maildrop; nothing stays open if that fails (ledger 1939-LOCK-3). */
  Snapshot open(MaildropStore store, MaildropOwner owner, OpenContext context)
      throws MaildropException {
    if (!users.enter(owner.name())) {
      throw new MaildropException.Busy("maildrop: too many sessions of its user hold or await it");
    }
    user = owner.name();
    boolean open = false;
    try {
      Maildrop opened = store.open(owner, context);
      maildrop = opened;
      Snapshot snapshot = new Snapshot(opened.messages(), opened.expiry(), !opened.notesReading());
      open = true;
      return snapshot;
    } finally {
      if (!open) {
        // Whatever was thrown: a plugin that lacks a class throws an error.
        release();
      }
    }
  }

  /**
   * Opens a message and reads its first piece.
   *
   * @param room where to put it; read to its end if the message is that long
   * @param top cuts it; null for the whole
   * @param asSurrogate whether to rewrite its header section
   */
  Piece open(int index, ByteBuffer room, @Nullable TopFilter top, boolean asSurrogate)
      throws MaildropException, IOException {
    MessageContent stored = requireOpen().read(index);
    content = asSurrogate ? new SurrogateContent(stored) : stored;
    filter = top;
    try {
      return readOn(room);
    } catch (IOException | RuntimeException broken) {
      closeContent();
      throw broken;
    }
  }

  /** Reads the header section of a message. */
  HeaderLook look(int index) throws MaildropException, IOException {
    try (MessageContent stored = requireOpen().read(index)) {
      return HeaderLook.of(stored);
    }
  }

  /** Reads the next piece of the open message. */
  Piece readOn(ByteBuffer room) throws IOException {
    MessageContent open = content;
    if (open == null) {
      throw new IllegalStateException("message: none is open");
    }
    boolean end = false;
    while (!end && room.hasRemaining()) {
      end = open.read(room) < 0;
    }
    room.flip();
    TopFilter top = filter;
    if (top != null && top.cut(room)) {
      end = true;
    }
    if (end) {
      closeContent();
    }
    return new Piece(room, end);
  }

  /** Reads a message at once; empty if that fails for any reason, or if the room is too small. */
  Optional<ByteBuffer> readWhole(int index, ByteBuffer room) {
    try {
      Piece piece = open(index, room, null, false);
      return piece.isLast() ? Optional.of(piece.octets()) : Optional.empty();
    } catch (MaildropException | IOException | RuntimeException later) {
      LOG.debug("session {}: message {} could not be read ahead", session, index + 1, later);
      return Optional.empty();
    } finally {
      closeContent();
    }
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
    UserName left = user;
    user = null;
    if (left != null) {
      users.leave(left);
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
