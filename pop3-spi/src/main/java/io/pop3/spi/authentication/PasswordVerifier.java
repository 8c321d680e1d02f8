package io.pop3.spi.authentication;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;

/** Checks a password. */
@FunctionalInterface
public interface PasswordVerifier {

  /**
   * Checks a user's password.
   *
   * <ul>
   *   <li>AU-02: the right password of a user is {@link Verdict.Accepted}.
   *   <li>AU-03: any other password of that user is {@link Verdict.Rejected}.
   *   <li>AU-04: an unknown user is {@link Verdict.Rejected}, never an exception.
   *   <li>AU-07: however a client spells a name, one account always has one {@linkplain
   *       io.pop3.spi.maildrop.MaildropOwner#name() owner name}.
   *   <li>AU-11: trouble of the backend is an exception, never a rejection.
   *   <li>AU-13: an empty password is rejected.
   * </ul>
   *
   * @param name whom the client claims to be, as sent
   * @param password the password as sent, in UTF-8
   * @return the verdict
   * @throws BackendUnavailableException if the backend can't tell
   */
  Verdict verify(UserName name, Secret password) throws BackendUnavailableException;
}
