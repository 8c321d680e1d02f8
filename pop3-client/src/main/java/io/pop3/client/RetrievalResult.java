package io.pop3.client;

import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.StatusLine;

/** What came of asking for one message of several. */
public sealed interface RetrievalResult {

  /**
   * The message that was asked for.
   *
   * @return number and listed size
   */
  ScanLine asked();

  /**
   * The message comes.
   *
   * @param asked number and listed size; the size is a hint
   * @param content the message, to be read before the next result
   */
  record Retrieved(ScanLine asked, MessageStream content) implements RetrievalResult {}

  /**
   * The server does not give this message; others may come (grammar E-R-20).
   *
   * @param asked number and listed size
   * @param reply why, in the server's words
   */
  record NotRetrieved(ScanLine asked, StatusLine reply) implements RetrievalResult {}
}
