package io.pop3.client.retrieval;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Where retrieved mail goes.
 *
 * <p>Used by one thread, one message after the other; may block. Messages are committed one by one
 * and made durable several at a time, by {@link #sync()}. Of a message that is not committed
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
     * The message is complete. It need not be durable nor to be seen before {@link #sync()}; if the
     * program dies before that, it may be there or not.
     *
     * @param id its identity; a second message of one identity must be recognised as long as the
     *     first may be there without the ledger knowing, that is, at least until the next retrieval
     * @return whether it was new
     * @throws IOException if it could not be taken; the message is retrieved again next time
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

  /**
   * Makes every message that was committed durable, and to be seen: when this returns, they survive
   * the end of the program, and of the machine as far as the sink promises.
   *
   * @throws IOException if one could not be stored; they are retrieved again next time
   */
  void sync() throws IOException;

  /**
   * Ends the use. What was committed but not synced may be discarded.
   *
   * @throws IOException if something could not be released
   */
  @Override
  void close() throws IOException;
}
