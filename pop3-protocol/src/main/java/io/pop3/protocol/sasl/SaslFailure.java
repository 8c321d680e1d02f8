package io.pop3.protocol.sasl;

/**
 * Why an exchange failed, as the server sees it. For the log and the response code alone: clients
 * are told no more than that (decision A-48).
 */
public enum SaslFailure {
  /** A message is not what the mechanism prescribes. */
  MALFORMED("the message is malformed", true),
  /** A name or password can't be prepared (decision A-46), or is no user name. */
  UNPREPARABLE("a name or password has characters that are not allowed", true),
  /** The user is unknown, the credential is wrong, or the account may not log in. */
  WRONG_CREDENTIAL("the credential is wrong", true),
  /** The credential is good, but not for acting as the user asked for (decision A-57). */
  NOT_AUTHORIZED("acting as another user is not allowed", true),
  /** A server-first mechanism was begun with an initial response (5034-IR-3). */
  INITIAL_RESPONSE("the mechanism takes no initial response", false),
  /**
   * The client binds the channel where it can't, or does not where it should: a mistake, or
   * somebody in the middle (5802-CB-3 to -CB-7).
   */
  CHANNEL_BINDING("channel binding does not fit this connection", false),
  /** The client answered where it had nothing more to say (decision A-43). */
  UNEXPECTED_RESPONSE("the last challenge takes an empty response", false);

  private final String description;
  private final boolean credentialProblem;

  SaslFailure(String description, boolean credentialProblem) {
    this.description = description;
    this.credentialProblem = credentialProblem;
  }

  /**
   * What went wrong.
   *
   * @return a clause for the log, without anything the client sent
   */
  public String description() {
    return description;
  }

  /**
   * Tells whether the negative reply has the response code {@code [AUTH]} (RFC 3206 section 5,
   * decision A-48).
   *
   * @return whether the client should ask its user for other credentials
   */
  public boolean isCredentialProblem() {
    return credentialProblem;
  }
}
