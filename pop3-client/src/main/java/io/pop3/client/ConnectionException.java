package io.pop3.client;

/**
 * The connection could not be made, was lost, or took too long. If QUIT had not been sent, the
 * server has deleted nothing (ledger 1939-UPD-6).
 */
public final class ConnectionException extends Pop3Exception {

  private static final long serialVersionUID = 1L;

  ConnectionException(String message) {
    super(message);
  }

  ConnectionException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public Remedy remedy() {
    return Remedy.TRY_LATER;
  }
}
