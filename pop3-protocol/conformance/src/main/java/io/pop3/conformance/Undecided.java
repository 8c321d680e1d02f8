package io.pop3.conformance;

/** A case can't tell whether the server keeps its requirement. */
final class Undecided extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Outcome outcome;

  private Undecided(Outcome outcome, String reason) {
    super(reason);
    this.outcome = outcome;
  }

  /** The server doesn't offer what the requirement is about. */
  static Undecided notApplicable(String reason) {
    return new Undecided(Outcome.NOT_APPLICABLE, reason);
  }

  /** Something is missing on this side. */
  static Undecided notRun(String reason) {
    return new Undecided(Outcome.NOT_RUN, reason);
  }

  Outcome outcome() {
    return outcome;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
