package io.pop3.protocol.command;

/** Why a line a client sent is not executed. Each draws exactly one {@code -ERR} reply. */
public enum Rejection {
  /** A line with nothing in it. */
  EMPTY_LINE(true, "empty command line"),
  /** A line over its limit; discarded whole. */
  LINE_TOO_LONG(true, "command line too long"),
  /** A line that never ends: too much was discarded, the session ends. */
  NO_LINE_END(true, "command line without end"),
  /** A control character, an octet beyond ASCII, or malformed UTF-8. */
  ILLEGAL_OCTET(true, "command line has an illegal character"),
  /** No such keyword (ledger 1939-CMD-7). */
  UNKNOWN_COMMAND(true, "unknown command"),
  /** A space too many, or one at the beginning. */
  MISPLACED_SPACE(true, "misplaced space"),
  /** Too few or too many arguments (ledger 1939-CMD-9). */
  ARGUMENT_COUNT(true, "wrong number of arguments"),
  /** Something else than decimal digits where a number belongs. */
  NOT_A_NUMBER(true, "argument is not a number"),
  /** An argument that does not have the form the command demands. */
  BAD_ARGUMENT(true, "argument is malformed"),
  /** The number 0, which no message has. */
  NO_SUCH_MESSAGE(false, "no such message"),
  /** A command that does not exist in this state (ledger 1939-CMD-10). */
  WRONG_STATE(true, "command not valid in this state"),
  /** A SASL response that is not base64. */
  BAD_BASE64(true, "response is not base64"),
  /** Octets behind STLS that did not wait for its reply; the session ends. */
  DATA_AFTER_STLS(true, "data after STLS");

  private final boolean counted;
  private final String text;

  Rejection(boolean counted, String text) {
    this.counted = counted;
    this.text = text;
  }

  /**
   * Tells whether it counts towards the limit on bad commands in a row.
   *
   * @return true for what no working client sends
   */
  public boolean isCounted() {
    return counted;
  }

  /**
   * Tells whether the session ends after the reply.
   *
   * @return true if the connection can't be brought back into step
   */
  public boolean endsSession() {
    return this == NO_LINE_END || this == DATA_AFTER_STLS;
  }

  /**
   * What to tell the client, in English; never contains what the client sent.
   *
   * @return a few words of ASCII
   */
  public String text() {
    return text;
  }
}
