package io.pop3.server.internal.authentication;

import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.ApopLogin;
import io.pop3.server.observer.LoginFailure;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.authentication.PasswordVerifier;
import io.pop3.spi.authentication.SharedSecretSource;
import io.pop3.spi.authentication.SharedSecretSource.SharedSecret;
import io.pop3.spi.authentication.Verdict;
import io.pop3.spi.maildrop.MaildropOwner;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Asks the backend about passwords and APOP digests, if it has to. Safe for several threads; every
 * method may block.
 */
final class BackendQuestions {

  private final AuthenticationBackend backend;
  private final Optional<PasswordVerifier> passwords;
  private final Optional<SharedSecretSource> secrets;
  private final PasswordMemory memory;
  private final Fingerprints fingerprints;
  private final EvenTimes evenTimes;
  private final LongSupplier nanoTime;

  BackendQuestions(
      AuthenticationBackend backend,
      PasswordMemory memory,
      Fingerprints fingerprints,
      EvenTimes evenTimes,
      LongSupplier nanoTime) {
    this.backend = backend;
    this.passwords = backend.passwords();
    this.secrets = backend.sharedSecrets();
    this.memory = memory;
    this.fingerprints = fingerprints;
    this.evenTimes = evenTimes;
    this.nanoTime = nanoTime;
  }

  /** Whose password it was a moment ago; costs next to nothing. */
  Optional<MaildropOwner> remembered(UserName name, Secret password) {
    return memory.isOff()
        ? Optional.empty()
        : memory.find(name, fingerprints.of(name, password), backend.revision());
  }

  Optional<MaildropOwner> password(LoginAttempt attempt, UserName name, Secret password)
      throws BackendUnavailableException {
    attempt.claim(name);
    attempt.ask(EvenTimes.Check.PASSWORD);
    byte[] fingerprint = fingerprints.of(name, password);
    attempt.note(ByteBuffer.wrap(fingerprint).getInt());
    // Before the check, so that a change in the middle of it makes the server forget at once.
    long revision = memory.isOff() ? 0 : backend.revision();
    Optional<MaildropOwner> known = memory.find(name, fingerprint, revision);
    if (known.isPresent()) {
      return known;
    }
    Verdict verdict = passwords.orElseThrow().verify(name, password);
    Optional<MaildropOwner> owner = owner(attempt, verdict);
    owner.ifPresent(found -> memory.remember(name, fingerprint, found, revision));
    return owner;
  }

  /** What a verdict means; notes how long it took to accept it. */
  Optional<MaildropOwner> owner(LoginAttempt attempt, Verdict verdict) {
    if (verdict instanceof Verdict.Accepted accepted) {
      long nanos = nanoTime.getAsLong() - attempt.beganNanos();
      attempt.check().ifPresent(check -> evenTimes.of(check).note(nanos));
      return Optional.of(accepted.owner());
    }
    Verdict.Reason reason = ((Verdict.Rejected) verdict).reason();
    attempt.fail(
        switch (reason) {
          case UNKNOWN_USER -> LoginFailure.UNKNOWN_USER;
          case WRONG_CREDENTIAL -> LoginFailure.WRONG_CREDENTIAL;
          case NOT_ALLOWED -> LoginFailure.NOT_ALLOWED;
        });
    return Optional.empty();
  }

  /**
   * The digest of APOP (RFC 1939 section 7), of prepared strings (ledger 6856-USER-5). An unknown
   * user costs a digest, too.
   */
  Optional<MaildropOwner> apop(
      LoginAttempt attempt, UserName name, String digest, ApopTimestamp timestamp)
      throws BackendUnavailableException {
    Optional<SharedSecret> found = apopSecret(attempt, name);
    try (Secret secret = found.map(SharedSecret::secret).orElseGet(() -> Secret.of("nobody's"))) {
      boolean matches = ApopLogin.matches(digest, timestamp, secret);
      if (found.isPresent() && !matches) {
        attempt.fail(LoginFailure.WRONG_CREDENTIAL);
      }
      return found.filter(present -> matches).map(SharedSecret::owner);
    }
  }

  private Optional<SharedSecret> apopSecret(LoginAttempt attempt, UserName name)
      throws BackendUnavailableException {
    Optional<UserName> prepared = ApopLogin.name(name);
    if (prepared.isEmpty()) {
      attempt.claim(name);
      attempt.fail(LoginFailure.UNKNOWN_USER);
      return Optional.empty();
    }
    return sharedSecret(attempt, prepared.get());
  }

  /** The secret, which the caller wipes. */
  Optional<SharedSecret> sharedSecret(LoginAttempt attempt, UserName name)
      throws BackendUnavailableException {
    attempt.claim(name);
    attempt.ask(EvenTimes.Check.SHARED_SECRET);
    Optional<SharedSecret> found = secrets.orElseThrow().find(name);
    if (found.isEmpty()) {
      attempt.fail(LoginFailure.UNKNOWN_USER);
    }
    return found;
  }
}
