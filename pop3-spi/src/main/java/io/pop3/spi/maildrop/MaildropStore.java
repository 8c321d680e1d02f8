package io.pop3.spi.maildrop;

/** Holds the maildrops of all users. Safe for use by several threads. */
public interface MaildropStore extends AutoCloseable {

  /**
   * Opens the maildrop of a user for one session and locks it (RFC 1939 section 4). The call may
   * block.
   *
   * <ul>
   *   <li>MD-01: while a maildrop is open, opening it again throws {@link MaildropException.Busy}
   *       once {@link OpenContext#lockWait()} is over; the holder is never thrown out.
   *   <li>MD-02: as soon as a maildrop is closed it can be opened again.
   *   <li>MD-03: an open maildrop of one user keeps no other user waiting.
   *   <li>MD-04: a user without mail, also one whose maildrop does not exist yet, has an empty
   *       maildrop.
   *   <li>MD-05: an owner whose name can't be given a place of its own in this store is refused
   *       with {@link MaildropException.Permanent}; no name opens another user's mail.
   *   <li>MD-26: after an exception nothing is locked or left open.
   * </ul>
   *
   * @param owner whose maildrop to open
   * @param context the circumstances
   * @return the maildrop, which the caller closes
   * @throws MaildropException.Busy if another session has it
   * @throws MaildropException.Temporary if it can't be opened now
   * @throws MaildropException.Permanent if somebody has to mend it
   */
  Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException;

  /**
   * How long mail may stay: what is announced before a user has logged in. Does not block.
   *
   * <p>MD-33: the answer never changes, and no maildrop of this store has a shorter time; unless it
   * says that users differ, all maildrops have this time.
   *
   * @return the shortest time for any user; {@link Expiry#NEVER} unless overridden
   */
  default Expiry expiry() {
    return Expiry.NEVER;
  }

  /**
   * Releases what the store holds; maildrops are closed before. MD-30: closing twice is harmless;
   * {@link #open} then throws {@link IllegalStateException}.
   */
  @Override
  default void close() {}
}
