package io.pop3.server.internal.authentication;

import io.pop3.server.observer.LoginFailure;
import io.pop3.spi.maildrop.MaildropOwner;

/** What came of checking credentials. */
public sealed interface LoginOutcome {

  /**
   * They are good.
   *
   * @param owner whose maildrop they open
   */
  record Accepted(MaildropOwner owner) implements LoginOutcome {}

  /**
   * They are not.
   *
   * @param failure why; clients are told the same for each
   */
  record Rejected(LoginFailure failure) implements LoginOutcome {}
}
