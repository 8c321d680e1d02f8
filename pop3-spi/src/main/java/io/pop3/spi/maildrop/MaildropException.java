package io.pop3.spi.maildrop;

/**
 * Thrown when a maildrop can't do what was asked. The kind decides what the client is told; the
 * message goes to the log.
 */
public abstract sealed class MaildropException extends Exception
    permits MaildropException.Busy, MaildropException.Temporary, MaildropException.Permanent {

  private static final long serialVersionUID = 1L;

  private MaildropException(String message) {
    super(message);
  }

  private MaildropException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Another session has the maildrop: {@code [IN-USE]} (RFC 2449 section 8.1.2). */
  public static final class Busy extends MaildropException {

    private static final long serialVersionUID = 1L;

    /**
     * Says who holds the lock.
     *
     * @param message for the log
     */
    public Busy(String message) {
      super(message);
    }
  }

  /** Trouble that is likely to pass by itself: {@code [SYS/TEMP]} (RFC 3206 section 4). */
  public static final class Temporary extends MaildropException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message for the log
     */
    public Temporary(String message) {
      super(message);
    }

    /**
     * Says what is wrong and what caused it.
     *
     * @param message for the log
     * @param cause what was thrown
     */
    public Temporary(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Trouble that somebody has to mend: {@code [SYS/PERM]} (RFC 3206 section 4). */
  public static final class Permanent extends MaildropException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message for the log
     */
    public Permanent(String message) {
      super(message);
    }

    /**
     * Says what is wrong and what caused it.
     *
     * @param message for the log
     * @param cause what was thrown
     */
    public Permanent(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
