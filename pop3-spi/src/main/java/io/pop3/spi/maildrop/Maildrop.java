package io.pop3.spi.maildrop;

/**
 * A maildrop in the hands of one session. Calls never overlap, but may come from different threads;
 * each may block.
 */
public interface Maildrop extends AutoCloseable {

  /**
   * The messages as they were when the maildrop was opened.
   *
   * <p>MD-12: mail that arrives later is not part of it; the next session sees it.
   *
   * @return the same listing at every call
   */
  MaildropListing messages();

  /**
   * How long mail may stay in this maildrop: what is announced once its user has logged in. Does
   * not block. The store removes no message that is listed here while the session lasts.
   *
   * @return the exact time; {@link Expiry#NEVER} unless overridden
   */
  default Expiry expiry() {
    return Expiry.NEVER;
  }

  /**
   * Opens the content of a message.
   *
   * <ul>
   *   <li>MD-13: the content is the whole message, octet by octet as stored, however often it is
   *       read; reading changes nothing in the store.
   *   <li>MD-14: content may be closed before its end, without harm to later reads.
   *   <li>MD-15: a message that somebody removed since the maildrop was opened throws {@link
   *       MaildropException.Temporary} here, before any octet was delivered (decision A-29).
   *   <li>MD-16: an index outside the listing throws {@link IndexOutOfBoundsException}.
   * </ul>
   *
   * @param index position in {@link #messages()}, counted from 0
   * @return the content, which the caller closes before any other call on this maildrop
   * @throws MaildropException if the content can't be opened
   */
  MessageContent read(int index) throws MaildropException;

  /**
   * Tells whether reading a message to its end leaves a trace after all, such as a flag that says
   * it was seen. The server then reads no message before a client has asked for it.
   *
   * @return false unless overridden
   */
  default boolean notesReading() {
    return false;
  }

  /**
   * Removes the marked messages: the UPDATE state (RFC 1939 section 6). Called at most once.
   *
   * <ul>
   *   <li>MD-18: afterwards exactly the marked messages are gone.
   *   <li>MD-19: after an exception no message without a mark has been touched.
   *   <li>MD-20: a second call throws {@link IllegalStateException} and removes nothing.
   *   <li>MD-21: a marked message that is gone already counts as removed (decision A-29).
   *   <li>MD-22: without marks nothing changes.
   *   <li>MD-23: a mark outside the listing throws {@link IndexOutOfBoundsException} and nothing is
   *       removed.
   * </ul>
   *
   * @param marked what to remove
   * @return what was done
   * @throws MaildropException if any marked message could not be removed
   */
  CommitResult commit(Deletions marked) throws MaildropException;

  /**
   * Ends the session with this maildrop and releases the lock.
   *
   * <ul>
   *   <li>MD-24: without a {@link #commit} before, no message is removed.
   *   <li>MD-25: closing twice is harmless; every other call then throws {@link
   *       IllegalStateException}.
   * </ul>
   */
  @Override
  void close();
}
