package io.pop3.protocol.sasl;

/** Why a client breaks an exchange off, or does not trust its outcome. */
public enum SaslClientFault {
  /** The server challenged where the mechanism leaves it nothing to say. */
  UNEXPECTED_CHALLENGE("the server sent a challenge that the mechanism does not have"),
  /** A challenge is not what the mechanism prescribes. */
  MALFORMED_CHALLENGE("the server sent a malformed challenge"),
  /** The server's nonce does not go on from the client's (5802-NONCE-2). */
  NONCE_MISMATCH("the server's nonce does not extend the client's"),
  /** The iteration count is below or above what the client accepts (5802-S1-3). */
  ITERATION_COUNT("the server's iteration count is out of bounds"),
  /**
   * The server could not prove that it knows the password: it is not the server it claims to be,
   * and the session must not go on, whatever else it says (5802-S2-1).
   */
  SERVER_NOT_AUTHENTICATED("the server did not prove that it knows the password"),
  /** The server refused by a message of the mechanism (5802-S2-3, 7628-ERR-1). */
  REFUSED("the server refused the credentials"),
  /** The server reports success before the mechanism has come to its end. */
  PREMATURE_SUCCESS("the server reported success before the exchange was over");

  private final String description;

  SaslClientFault(String description) {
    this.description = description;
  }

  /**
   * What went wrong.
   *
   * @return a clause for the user, without anything the server sent
   */
  public String description() {
    return description;
  }
}
