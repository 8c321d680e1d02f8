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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the backend. Safe for several threads; the checks block. */
public final class Authenticator {

  private static final Logger LOG = LoggerFactory.getLogger(Authenticator.class);

  private final Optional<PasswordVerifier> passwords;
  private final Optional<SharedSecretSource> apopSecrets;

  /**
   * An authenticator.
   *
   * @param backend knows the users
   * @param logins which ways are open
   */
  public Authenticator(AuthenticationBackend backend, Logins logins) {
    this.passwords = backend.passwords();
    this.apopSecrets = logins.apop() ? backend.sharedSecrets() : Optional.empty();
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
   */
  public LoginOutcome password(UserName name, Secret password) {
    try {
      return outcome(passwords.orElseThrow().verify(name, password));
    } catch (BackendUnavailableException trouble) {
      return unavailable(trouble);
    }
  }

  /**
   * Checks the digest of APOP (RFC 1939 section 7). An unknown user costs a digest, too.
   *
   * @param name whom the client claims to be
   * @param digest what it sent
   * @param timestamp that of the greeting of this very connection
   * @return what came of it
   */
  public LoginOutcome apop(UserName name, String digest, ApopTimestamp timestamp) {
    try {
      Optional<SharedSecretSource.SharedSecret> found = apopSecrets.orElseThrow().find(name);
      if (found.isEmpty()) {
        try (Secret nobodys = Secret.of("nobody's secret")) {
          boolean matches = ApopDigest.matches(digest, timestamp, nobodys);
          LOG.trace("unknown user of APOP, match by chance: {}", matches);
        }
        return new LoginOutcome.Rejected(LoginFailure.UNKNOWN_USER);
      }
      try (Secret secret = found.get().secret()) {
        return ApopDigest.matches(digest, timestamp, secret)
            ? new LoginOutcome.Accepted(found.get().owner())
            : new LoginOutcome.Rejected(LoginFailure.WRONG_CREDENTIAL);
      }
    } catch (BackendUnavailableException trouble) {
      return unavailable(trouble);
    }
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

  private static LoginOutcome unavailable(BackendUnavailableException trouble) {
    if (trouble.isLasting()) {
      LOG.error("authentication backend: unavailable, somebody has to mend it", trouble);
    } else {
      LOG.warn("authentication backend: unavailable", trouble);
    }
    return new LoginOutcome.Unavailable(trouble.isLasting());
  }
}
