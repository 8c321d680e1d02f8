package io.pop3.client.retrieval;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Where retrieved mail goes.
 *
 * <p>Used by one thread, one message after the other; may block. Of a message that is not committed
 * nothing may remain to be seen, whether it was closed or the program died.
 */
public interface MailSink extends AutoCloseable {

  /** What became of a message. */
  enum Outcome {
    /** It is stored now. */
    STORED,
    /** A message of this identity was stored before; this one was discarded. */
    STORED_BEFORE
  }

  /** One message on its way in. */
  interface Delivery extends AutoCloseable {

    /**
     * Takes the octets of the message: lines end in CRLF, any octet may come, sizes are not known
     * before.
     *
     * @return the stream; the engine does not close it
     */
    OutputStream content();

    /**
     * The message is complete. When this returns, it is durable: it survives the end of the
     * program, and of the machine as far as the sink promises.
     *
     * @param id its identity; a second message of one identity must be recognised as long as the
     *     first may have been stored without the ledger knowing, that is, at least until the next
     *     retrieval
     * @return whether it was new
     * @throws IOException if it could not be stored; the message is retrieved again next time
     */
    Outcome commit(DeliveryId id) throws IOException;

    /**
     * Discards the message unless it was committed. Idempotent.
     *
     * @throws IOException if something of it could not be removed
     */
    @Override
    void close() throws IOException;
  }

  /**
   * Begins to take a message.
   *
   * @return a delivery, to be closed
   * @throws IOException if there is no place for it
   */
  Delivery begin() throws IOException;

  @Override
  void close() throws IOException;
}
