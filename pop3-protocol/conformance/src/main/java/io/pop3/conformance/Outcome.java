package io.pop3.conformance;

/** How a case ended. */
public enum Outcome {
  /** The server did as the requirement says. */
  PASSED,
  /** It did not. */
  FAILED,
  /** It did not, and that had been declared beforehand. */
  DEVIATION,
  /** The requirement is about something that the server doesn't offer. */
  NOT_APPLICABLE,
  /** Something was missing that the case needs. */
  NOT_RUN
}
