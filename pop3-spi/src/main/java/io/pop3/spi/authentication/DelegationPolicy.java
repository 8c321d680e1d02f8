package io.pop3.spi.authentication;

import io.pop3.protocol.model.UserName;
import io.pop3.spi.maildrop.MaildropOwner;

/** Says who may open somebody else's maildrop (RFC 4422 section 3.6, decision A-57). */
@FunctionalInterface
public interface DelegationPolicy {

  /**
   * Asks whether an authenticated user may act as another.
   *
   * <p>AU-16: what was not granted is {@link Verdict.Rejected}, and so is an unknown user; a grant
   * has one direction and reaches no further than its two users.
   *
   * @param authenticated who proved to be whom
   * @param requested the user whose maildrop is asked for
   * @return accepted, with the owner of that maildrop, or rejected
   * @throws BackendUnavailableException if the backend can't tell
   */
  Verdict actAs(MaildropOwner authenticated, UserName requested) throws BackendUnavailableException;
}
