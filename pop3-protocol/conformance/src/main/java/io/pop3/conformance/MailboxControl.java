package io.pop3.conformance;

import java.io.IOException;

/**
 * Puts mail into the maildrop under test and takes it out, past the server. With it the suite knows
 * what the server should say; without it, it works with the mail that is there.
 *
 * <p>The suite calls it from one thread, and between sessions unless said otherwise. An {@link
 * IOException} keeps the case from running.
 */
public interface MailboxControl {

  /**
   * Puts a message behind those that are there; the next session sees it. Also called while a
   * session is open, as mail arrives at any time.
   *
   * @param message the message as a store of files would keep it: lines end in LF, unless the case
   *     is about odd line ends
   * @throws IOException if it can't be delivered
   */
  void deliver(byte[] message) throws IOException;

  /**
   * Removes all mail. Also called while a session is open, as another program may do that.
   *
   * @throws IOException if mail is left, for example because a session holds the maildrop
   */
  void clear() throws IOException;

  /**
   * Tells whether a message is stored octet by octet as it was given. A control that goes through a
   * mail transport, which adds header fields and mends line ends, answers false.
   *
   * @return true by default
   */
  default boolean storesVerbatim() {
    return true;
  }
}
