package io.pop3.server.internal.authentication;

import io.pop3.protocol.digest.ApopDigest;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.server.observer.LoginFailure;
import io.pop3.server.options.Logins;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.authentication.PasswordVerifier;
import io.pop3.spi.authentication.SharedSecretSource;
import io.pop3.spi.authentication.Verdict;
import java.util.Optional;

/** Asks the backend. Safe for several threads; the checks block. */
public final class Authenticator {

  private final Optional<PasswordVerifier> passwords;
  private final Optional<SharedSecretSource> apopSecrets;

  /**
   * An authenticator.
   *
   * @param backend knows the users
   * @param logins which ways are open
   * @throws IllegalArgumentException if there is no way to log in at all (ledger 1939-AUTH-1)
   */
  public Authenticator(AuthenticationBackend backend, Logins logins) {
    this.passwords = backend.passwords();
    this.apopSecrets = logins.apop() ? backend.sharedSecrets() : Optional.empty();
    if (passwords.isEmpty() && apopSecrets.isEmpty()) {
      throw new IllegalArgumentException(
          "authentication backend: no way to log in (expected: one that the settings allow)");
    }
  }

  /**
   * Tells whether USER and PASS can work.
   *
   * @return whether the backend checks passwords
   */
  public boolean offersPasswords() {
    return passwords.isPresent();
  }

  /**
   * Tells whether APOP works.
   *
   * @return whether it is switched on and the backend has shared secrets
   */
  public boolean offersApop() {
    return apopSecrets.isPresent();
  }

  /**
   * Checks a password.
   *
   * @param name whom the client claims to be
   * @param password what it sent; not wiped
   * @return what came of it
   * @throws BackendUnavailableException if the backend can't tell
   */
  public LoginOutcome password(UserName name, Secret password) throws BackendUnavailableException {
    return outcome(passwords.orElseThrow().verify(name, password));
  }

  /**
   * Checks the digest of APOP (RFC 1939 section 7). An unknown user costs a digest, too.
   *
   * @param name whom the client claims to be
   * @param digest what it sent
   * @param timestamp that of the greeting of this very connection
   * @return what came of it
   * @throws BackendUnavailableException if the backend can't tell
   */
  public LoginOutcome apop(UserName name, String digest, ApopTimestamp timestamp)
      throws BackendUnavailableException {
    Optional<SharedSecretSource.SharedSecret> found = apopSecrets.orElseThrow().find(name);
    try (Secret secret =
        found.map(SharedSecretSource.SharedSecret::secret).orElseGet(Authenticator::nobodys)) {
      boolean matches = ApopDigest.matches(digest, timestamp, secret);
      if (found.isEmpty()) {
        return new LoginOutcome.Rejected(LoginFailure.UNKNOWN_USER);
      }
      return matches
          ? new LoginOutcome.Accepted(found.get().owner())
          : new LoginOutcome.Rejected(LoginFailure.WRONG_CREDENTIAL);
    }
  }

  private static Secret nobodys() {
    return Secret.of("nobody's");
  }

  private static LoginOutcome outcome(Verdict verdict) {
    if (verdict instanceof Verdict.Accepted accepted) {
      return new LoginOutcome.Accepted(accepted.owner());
    }
    Verdict.Reason reason = ((Verdict.Rejected) verdict).reason();
    return new LoginOutcome.Rejected(
        switch (reason) {
          case UNKNOWN_USER -> LoginFailure.UNKNOWN_USER;
          case WRONG_CREDENTIAL -> LoginFailure.WRONG_CREDENTIAL;
          case NOT_ALLOWED -> LoginFailure.NOT_ALLOWED;
        });
  }
}
