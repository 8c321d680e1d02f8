package io.pop3.spi.authentication;

/**
 * Thrown when a backend can't tell whether a credential is good: its directory is unreachable,
 * unreadable or inconsistent. The client is told {@code [SYS/TEMP]} or {@code [SYS/PERM]} (RFC 3206
 * section 4) and keeps its password.
 */
public final class BackendUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean lasting;

  private BackendUnavailableException(String message, Throwable cause, boolean lasting) {
    super(message, cause);
    this.lasting = lasting;
  }

  /**
   * Trouble that is likely to pass by itself.
   *
   * @param message what is wrong, for the log; no secrets
   * @param cause what was thrown
   * @return an exception to throw
   */
  public static BackendUnavailableException temporary(String message, Throwable cause) {
    return new BackendUnavailableException(message, cause, false);
  }

  /**
   * Trouble that somebody has to mend.
   *
   * @param message what is wrong, for the log; no secrets
   * @param cause what was thrown
   * @return an exception to throw
   */
  public static BackendUnavailableException lasting(String message, Throwable cause) {
    return new BackendUnavailableException(message, cause, true);
  }

  /**
   * Tells whether somebody has to mend it.
   *
   * @return true for {@code [SYS/PERM]}, false for {@code [SYS/TEMP]}
   */
  public boolean isLasting() {
    return lasting;
  }
}
