package io.pop3.server.internal.session;

import io.pop3.protocol.wire.TopFilter;
import io.pop3.server.internal.session.MaildropAccess.Piece;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is read of messages at a time, and keeps what is still to be sent. A client that
 * takes message after message has the next ones read together, as far as they fit into one buffer:
 * to have a worker read costs more than to read a small message. Used on the event loop; what it
 * returns for a worker is done while it waits.
 */
final class MessageReader {

  /** Messages up to this size are read into a buffer of their own, unless more follow. */
  private static final int OWN_BUFFER_OCTETS = 16_384;

  private static final int MOST_AHEAD = 128;

  private final MaildropAccess access;
  private final Snapshot snapshot;
  private final ReadBuffers buffers;
  private final boolean mayReadAhead;
  private @Nullable ByteBuffer taken;
  private @Nullable Deque<Ahead> ahead;
  private int expected = -1;

  /**
   * A reader for a session.
   *
   * @param mayReadAhead whether the store lets messages be read that no client has asked for
   */
  MessageReader(
      MaildropAccess access, Snapshot snapshot, ReadBuffers buffers, boolean mayReadAhead) {
    this.access = access;
    this.snapshot = snapshot;
    this.buffers = buffers;
    this.mayReadAhead = mayReadAhead;
  }

  /** A whole message that was read before it was asked for. */
  private record Ahead(int index, ByteBuffer octets) {}

  /** A message, if it was read already. */
  Optional<Piece> ready(int index) {
    while (ahead != null && !ahead.isEmpty()) {
      Ahead next = ahead.remove();
      if (next.index() == index) {
        expected = index + 1;
        return Optional.of(new Piece(next.octets(), true));
      }
    }
    return Optional.empty();
  }

  /**
   * Work that opens a message, reads its first piece, and what else is worth it.
   *
   * @param filter cuts the message; null for the whole
   * @param asSurrogate whether to rewrite its header section
   */
  Callable<Piece> open(int index, @Nullable TopFilter filter, boolean asSurrogate) {
    boolean inOrder = expected >= 0 && snapshot.nextUnmarked(expected) == index;
    expected = index + 1;
    long octets = snapshot.octets(index);
    boolean follow =
        inOrder && mayReadAhead && filter == null && snapshot.downgrade().sendsAsStored();
    // Room for one octet more than there should be: so the end shows at the first attempt.
    ByteBuffer room = follow || octets >= OWN_BUFFER_OCTETS ? room(octets + 1) : own(octets + 1);
    int[] next = follow ? following(index, room.capacity() - octets - 1) : new int[0];
    return () -> {
      int start = room.position();
      Piece first = access.open(index, room.slice(start, room.remaining()), filter, asSurrogate);
      if (first.isLast() && next.length > 0) {
        readAhead(next, room.position(start + first.octets().limit()));
      }
      return first;
    };
  }

  /** Room for reading; what lay there before, read ahead, is given up. */
  private ByteBuffer room(long octets) {
    ahead = null;
    ByteBuffer current = taken;
    if (current == null) {
      current = buffers.take().orElse(null);
      taken = current;
    }
    return current == null ? own(octets) : current.clear();
  }

  private static ByteBuffer own(long octets) {
    return ByteBuffer.allocate((int) Math.min(octets, ReadBuffers.SMALL_OCTETS));
  }

  /** The messages that come next and fit into the room that is left. */
  private int[] following(int index, long room) {
    int[] found = new int[MOST_AHEAD];
    int count = 0;
    long left = room;
    int next = snapshot.nextUnmarked(index + 1);
    while (count < MOST_AHEAD && next < snapshot.count() && snapshot.octets(next) < left) {
      left -= snapshot.octets(next) + 1;
      found[count++] = next;
      next = snapshot.nextUnmarked(next + 1);
    }
    return Arrays.copyOf(found, count);
  }

  /** On a worker. What can't be read is left for the time when the client asks for it. */
  private void readAhead(int[] indexes, ByteBuffer room) {
    Deque<Ahead> found = new ArrayDeque<>(indexes.length);
    int start = room.position();
    for (int index : indexes) {
      int octets = (int) snapshot.octets(index) + 1;
      Optional<ByteBuffer> whole =
          access.readWhole(index, room.slice(start, Math.min(octets, room.capacity() - start)));
      if (whole.isEmpty()) {
        break;
      }
      found.add(new Ahead(index, whole.get()));
      start += whole.get().limit();
    }
    ahead = found;
  }

  /** Work that reads the next piece of the message that is open; all before it was sent. */
  Callable<Piece> readOn() {
    ByteBuffer room = room(ReadBuffers.SMALL_OCTETS);
    return () -> access.readOn(room.slice());
  }

  /** A message was sent. */
  void sent() {
    if (ahead == null || ahead.isEmpty()) {
      close();
    }
  }

  /** Nothing more is sent, and no work is under way. */
  void close() {
    ahead = null;
    ByteBuffer unused = taken;
    taken = null;
    if (unused != null) {
      buffers.giveBack(unused);
    }
  }
}
