package io.pop3.protocol.session;

/**
 * One cell of the table: where a permitted verb leads.
 *
 * @param pending the state while the reply is owed
 * @param onPositive the state after a positive reply
 * @param onNegative the state after a negative reply
 */
public record Transition(SessionState pending, SessionState onPositive, SessionState onNegative) {

  /**
   * Where a reply leads.
   *
   * @param outcome whether the reply was positive
   * @return the next state
   */
  public SessionState after(Outcome outcome) {
    return switch (outcome) {
      case POSITIVE -> onPositive;
      case NEGATIVE -> onNegative;
    };
  }
}
