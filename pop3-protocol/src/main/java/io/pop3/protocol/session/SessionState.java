package io.pop3.protocol.session;

/** The states of a session (RFC 1939 section 3, grammar section 6). */
public enum SessionState {
  /** AUTHORIZATION: nobody is logged in. */
  AUTHORIZATION,
  /** AUTHORIZATION, and USER was just answered positively, so that PASS may follow. */
  USER_GIVEN,
  /** AUTHORIZATION, inside an AUTH exchange: client lines are responses, not commands. */
  SASL_EXCHANGE,
  /** AUTHORIZATION, STLS was answered positively: the TLS handshake is under way. */
  TLS_HANDSHAKE,
  /** TRANSACTION: the maildrop is locked and open. */
  TRANSACTION,
  /** UPDATE: QUIT was given in TRANSACTION, marked messages are being removed. */
  UPDATE,
  /** The session is over. */
  CLOSED;

  /**
   * Tells whether nobody is logged in yet.
   *
   * @return true for all parts of AUTHORIZATION
   */
  public boolean isAuthorization() {
    return switch (this) {
      case AUTHORIZATION, USER_GIVEN, SASL_EXCHANGE, TLS_HANDSHAKE -> true;
      case TRANSACTION, UPDATE, CLOSED -> false;
    };
  }
}
