package io.pop3.client;

import io.pop3.protocol.reply.StatusLine;

/** How a session ended that was committed (RFC 1939 section 6, ledger 1939-UPD-7). */
public sealed interface CommitOutcome {

  /** The kinds of outcomes, to switch on. */
  enum Kind {
    /** {@link Committed}. */
    COMMITTED,
    /** {@link Refused}. */
    REFUSED,
    /** {@link Unknown}. */
    UNKNOWN
  }

  /**
   * The kind of this outcome.
   *
   * @return the kind
   */
  Kind kind();

  /** The server says that it has deleted what was marked. */
  record Committed() implements CommitOutcome {
    @Override
    public Kind kind() {
      return Kind.COMMITTED;
    }
  }

  /**
   * The server could not delete everything; what it did delete shows in the next session's
   * unique-ids.
   *
   * @param reply what the server said
   */
  record Refused(StatusLine reply) implements CommitOutcome {
    @Override
    public Kind kind() {
      return Kind.REFUSED;
    }
  }

  /**
   * QUIT may have reached the server, but its reply did not come: everything, something or nothing
   * that was marked may be deleted. The next session's unique-ids tell.
   *
   * @param cause why there was no reply
   */
  record Unknown(Pop3Exception cause) implements CommitOutcome {
    @Override
    public Kind kind() {
      return Kind.UNKNOWN;
    }
  }
}
