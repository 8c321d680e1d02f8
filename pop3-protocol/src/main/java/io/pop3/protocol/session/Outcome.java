package io.pop3.protocol.session;

/** Which way a command went, as its reply tells. */
public enum Outcome {
  /** {@code +OK}. */
  POSITIVE,
  /** {@code -ERR}. */
  NEGATIVE
}
