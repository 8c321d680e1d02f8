package io.pop3.spi.authentication;

import io.pop3.spi.maildrop.MaildropOwner;

/** What came of checking a credential. */
public sealed interface Verdict permits Verdict.Accepted, Verdict.Rejected {

  /**
   * The credential is good.
   *
   * @param owner whose maildrop it opens
   * @return the verdict
   */
  static Verdict accepted(MaildropOwner owner) {
    return new Accepted(owner);
  }

  /**
   * The credential is not good.
   *
   * @param reason for the log alone: clients are told the same for each
   * @return the verdict
   */
  static Verdict rejected(Reason reason) {
    return new Rejected(reason);
  }

  /**
   * The credential is good.
   *
   * @param owner whose maildrop it opens
   */
  record Accepted(MaildropOwner owner) implements Verdict {}

  /**
   * The credential is not good.
   *
   * @param reason for the log alone: clients are told the same for each
   */
  record Rejected(Reason reason) implements Verdict {}

  /** Why a credential was rejected; shown in logs, never to clients. */
  enum Reason {
    /** Nobody has this name. */
    UNKNOWN_USER,
    /** The user exists, the credential is not the user's. */
    WRONG_CREDENTIAL,
    /** The user exists but may not log in now: expired, disabled, not at this time. */
    NOT_ALLOWED
  }
}
