package io.pop3.conformance;

/** What a case needs of the target. What is missing keeps it from running. */
public enum Need {
  /** A user and a password. */
  LOGIN("a user and a password (--user, --password-env)"),
  /** Leave to log in with wrong passwords, which some servers punish. */
  FAILED_LOGINS("leave to fail logins (no --no-failed-logins)"),
  /** Leave to delete messages. */
  DELETIONS("leave to delete mail (--may-delete, or a mailbox control)"),
  /** A {@link MailboxControl}. */
  DELIVERY("a way to deliver mail (--maildir, or another mailbox control)"),
  /** A {@link MailboxControl} that stores what it gets octet by octet. */
  VERBATIM_DELIVERY("a way to deliver mail that stores octets as given (--maildir)"),
  /** Time to wait for as long as a server has to be patient. */
  PATIENCE("ten minutes to wait (--patient)");

  private final String description;

  Need(String description) {
    this.description = description;
  }

  /**
   * What is needed, and how to grant it.
   *
   * @return a few words
   */
  public String description() {
    return description;
  }
}
