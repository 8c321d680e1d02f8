package io.pop3.server.observer;

/** Why a session ended. */
public enum EndReason {
  /** QUIT was answered. */
  QUIT("QUIT"),
  /** The client closed its side without QUIT; nothing was removed. */
  DISCONNECTED("client disconnected without QUIT"),
  /** The connection broke. */
  CONNECTION_FAILED("connection failed"),
  /** No complete command for too long (ledger 1939-IDLE-1). */
  IDLE_TIMEOUT("idle for too long"),
  /** Nobody logged in for too long. */
  LOGIN_TIMEOUT("not logged in for too long"),
  /** The client took nothing of what was being sent for too long. */
  WRITE_STALLED("client reads nothing for too long"),
  /** Too many bad commands or failed logins, or a line that can't be brought into step. */
  REFUSED("too many errors of the client"),
  /** A message could not be read to its end. */
  MESSAGE_BROKEN("message could not be read to its end"),
  /** The TLS handshake failed or took too long. */
  TLS_FAILED("TLS handshake failed"),
  /** The server stopped. */
  SERVER_STOPPED("server stopped"),
  /** A fault of the server's own; the log has more. */
  INTERNAL_ERROR("internal error");

  private final String description;

  EndReason(String description) {
    this.description = description;
  }

  /**
   * The reason in words.
   *
   * @return a few words for a log
   */
  public String description() {
    return description;
  }
}
