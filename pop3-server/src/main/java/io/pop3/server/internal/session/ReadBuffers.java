package io.pop3.server.internal.session;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Large buffers for reading messages, shared by all sessions. There are only so many, made when
 * first needed; who gets none reads in smaller pieces. Safe for several threads.
 */
public final class ReadBuffers {

  /** How much of a message one of these takes at a time. */
  static final int LARGE_OCTETS = 262_144;

  /** How much is read at a time without one of these. */
  static final int SMALL_OCTETS = 65_536;

  private static final int MOST = 64;

  private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
  private final AtomicInteger made = new AtomicInteger();

  /** No buffer is made yet. */
  public ReadBuffers() {}

  /**
   * Takes a buffer, to be given back.
   *
   * @return an empty buffer of {@value #LARGE_OCTETS} octets; nothing if all are taken
   */
  Optional<ByteBuffer> take() {
    ByteBuffer unused = free.poll();
    if (unused != null) {
      return Optional.of(unused.clear());
    }
    if (made.getAndUpdate(count -> Math.min(count + 1, MOST)) < MOST) {
      return Optional.of(ByteBuffer.allocateDirect(LARGE_OCTETS));
    }
    return Optional.empty();
  }

  /** Gives a buffer back that nobody uses any more. */
  void giveBack(ByteBuffer taken) {
    free.add(taken);
  }
}
