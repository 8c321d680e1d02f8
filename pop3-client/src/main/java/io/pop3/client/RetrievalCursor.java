package io.pop3.client;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.StatusLine;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Several messages one after the other, asked for ahead where the server allows it (RFC 2449
 * section 6.6). The results come in the order asked. Blocks; not for several threads; the
 * transaction is busy until this is closed.
 */
public final class RetrievalCursor implements AutoCloseable {

  private final Wire wire;
  private final Dialogue dialogue;
  private final Window window;
  private final Iterator<ScanLine> wanted;
  private final Queue<ScanLine> asked = new ArrayDeque<>();
  private final Runnable onClose;
  private @Nullable ScanLine next;
  private @Nullable MessageStream current;
  private boolean closed;

  RetrievalCursor(Wire wire, boolean pipelining, List<ScanLine> messages, Runnable onClose) {
    this.wire = wire;
    this.dialogue = new Dialogue(wire);
    this.window = new Window(pipelining);
    this.wanted = messages.iterator();
    this.onClose = onClose;
  }

  /**
   * The next message. The content before it is closed.
   *
   * @return what came of asking for it; empty after the last
   * @throws Pop3Exception if the connection failed
   * @throws IllegalStateException if this is closed
   */
  public Optional<RetrievalResult> next() throws Pop3Exception {
    if (closed) {
      throw new IllegalStateException("retrieval: closed (expected: open)");
    }
    finishCurrent();
    ask();
    return asked.isEmpty() ? Optional.empty() : Optional.of(answer());
  }

  private void finishCurrent() {
    MessageStream stream = current;
    if (stream != null) {
      stream.close();
      current = null;
    }
  }

  /** Fills the window. */
  private void ask() throws Pop3Exception {
    ScanLine candidate = peek();
    while (candidate != null && window.admits(candidate.octets().value())) {
      wire.send(new Command.Retr(candidate.message()));
      window.sent(candidate.octets().value());
      asked.add(candidate);
      next = null;
      candidate = peek();
    }
    wire.flush();
  }

  private @Nullable ScanLine peek() {
    if (next == null && wanted.hasNext()) {
      next = wanted.next();
    }
    return next;
  }

  private RetrievalResult answer() throws Pop3Exception {
    StatusLine status = dialogue.status();
    ScanLine message = asked.remove();
    window.answered(message.octets().value());
    if (!status.isPositive()) {
      return new RetrievalResult.NotRetrieved(message, status);
    }
    MessageStream stream = new MessageStream(wire, message.message(), () -> {});
    current = stream;
    return new RetrievalResult.Retrieved(message, stream);
  }

  /**
   * Asks for no more. What was asked for ahead is read for nothing; if that is too much, the
   * connection is dropped and the session is over. Never fails.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    long discarded = 0;
    try {
      finishCurrent();
      while (!asked.isEmpty() && !wire.isClosed()) {
        if (answer() instanceof RetrievalResult.Retrieved unwanted) {
          unwanted.content().close();
          discarded += unwanted.content().octets();
        }
        if (discarded > MessageStream.DISCARDED_OCTETS) {
          wire.fail(
              new ConnectionException(
                  "retrieval: too much to be read for nothing (expected: read to its end)"));
        }
      }
    } catch (Pop3Exception e) {
      // The connection is gone, which the next command will say.
      wire.drop();
    }
    onClose.run();
  }
}
