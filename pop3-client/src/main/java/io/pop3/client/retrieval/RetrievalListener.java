package io.pop3.client.retrieval;

import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.reply.StatusLine;

/**
 * Hears of the progress of a retrieval. Called on its thread; should not block for long nor throw.
 */
public interface RetrievalListener {

  /** Does not care. */
  RetrievalListener NONE = new RetrievalListener() {};

  /**
   * The retrieval begins.
   *
   * @param listed how many messages the server has
   * @param wanted how many of them are to be retrieved
   */
  default void began(int listed, int wanted) {}

  /**
   * A message is stored and written down.
   *
   * @param message its number in this session
   * @param octets its size
   */
  default void stored(MessageNumber message, long octets) {}

  /**
   * A message was retrieved and turned out to be stored already.
   *
   * @param message its number in this session
   */
  default void recognised(MessageNumber message) {}

  /**
   * The server refused a message, which stays there.
   *
   * @param message its number in this session
   * @param reply what the server said
   */
  default void refused(MessageNumber message, StatusLine reply) {}
}
