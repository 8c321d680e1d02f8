package io.pop3.server.internal.authentication;

import io.pop3.protocol.digest.FreshTimestamp;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.SaslConnection;
import io.pop3.protocol.sasl.SaslFailure;
import io.pop3.protocol.sasl.SaslMechanism;
import io.pop3.protocol.sasl.SaslServerExchange;
import io.pop3.protocol.sasl.SaslServerOptions;
import io.pop3.protocol.sasl.SaslServerRequest;
import io.pop3.protocol.sasl.SaslServerStep;
import io.pop3.server.observer.LoginFailure;
import io.pop3.server.options.Logins;
import io.pop3.server.options.Pop3ServerOptions;
import io.pop3.server.policy.AccessPolicy;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.maildrop.MaildropOwner;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who a client is, by means of the backend, and keeps those at bay who guess. Safe for
 * several threads; methods that declare {@link BackendUnavailableException} may block.
 */
public final class Authenticator {

  private static final Logger LOG = LoggerFactory.getLogger(Authenticator.class);

  private final AuthenticationBackend backend;
  private final Logins logins;
  private final String hostName;
  private final AccessPolicy policy;
  private final SecureRandom random;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Set<SaslMechanism> mechanisms;
  private final EvenTimes evenTimes = new EvenTimes();
  private final Penalties penalties;
  private final LoginIntervals intervals;
  private final BackendQuestions questions;
  private final ScramLook scramLook;
  private final SaslAnswers answers;

  /**
   * What an authenticator works with besides the backend and the settings.
   *
   * @param policy may say no to users whose credentials are good
   * @param random where nonces and keys come from
   * @param clock for the timestamps of challenges
   * @param nanoTime for delays
   * @param decoyKey what salts of users that do not exist are made from
   */
  public record Tools(
      AccessPolicy policy,
      SecureRandom random,
      Clock clock,
      LongSupplier nanoTime,
      Secret decoyKey) {}

  /**
   * An authenticator.
   *
   * @param backend knows the users
   * @param options which ways are open, and how to defend them
   * @param tools what else is needed
   * @throws IllegalArgumentException if there is no way to log in at all (ledger 1939-AUTH-1)
   */
  public Authenticator(AuthenticationBackend backend, Pop3ServerOptions options, Tools tools) {
    this.backend = backend;
    this.logins = options.logins();
    this.hostName = options.identity().hostName();
    this.policy = tools.policy();
    this.random = tools.random();
    this.clock = tools.clock();
    this.nanoTime = tools.nanoTime();
    this.mechanisms = mechanisms(backend, logins);
    this.penalties = new Penalties(options.defence(), nanoTime);
    this.intervals = new LoginIntervals(logins.delay(), nanoTime);
    this.questions =
        new BackendQuestions(
            backend,
            new PasswordMemory(options.defence(), nanoTime),
            new Fingerprints(random),
            evenTimes,
            nanoTime);
    this.scramLook = new ScramLook(tools.decoyKey(), canonicalNames(backend));
    this.answers = new SaslAnswers(backend, questions, logins.anonymous(), scramLook);
    if (mechanisms.isEmpty() && !offersPasswords() && !offersApop()) {
      throw new IllegalArgumentException(
          "authentication backend: no way to log in (expected: one that the settings allow)");
    }
  }

  private static UnaryOperator<UserName> canonicalNames(AuthenticationBackend backend) {
    return backend
        .scram()
        .<UnaryOperator<UserName>>map(source -> source::canonicalName)
        .orElse(UnaryOperator.identity());
  }

  private static Set<SaslMechanism> mechanisms(AuthenticationBackend backend, Logins logins) {
    EnumSet<SaslMechanism> supported = EnumSet.noneOf(SaslMechanism.class);
    for (SaslMechanism mechanism : logins.mechanisms()) {
      boolean works =
          switch (mechanism) {
            case PLAIN, LOGIN -> backend.passwords().isPresent();
            case CRAM_MD5 -> backend.sharedSecrets().isPresent();
            case OAUTHBEARER, XOAUTH2 -> backend.bearerTokens().isPresent();
            case EXTERNAL -> backend.external().isPresent();
            case ANONYMOUS -> logins.anonymous().isPresent();
            case SCRAM_SHA_1,
                SCRAM_SHA_256,
                SCRAM_SHA_512,
                SCRAM_SHA_1_PLUS,
                SCRAM_SHA_256_PLUS,
                SCRAM_SHA_512_PLUS ->
                backend
                    .scram()
                    .filter(source -> source.hashes().contains(mechanism.scramHash().orElseThrow()))
                    .isPresent();
          };
      if (works) {
        supported.add(mechanism);
      }
    }
    return Collections.unmodifiableSet(supported);
  }

  /**
   * Tells whether USER and PASS can work.
   *
   * @return whether the backend checks passwords
   */
  public boolean offersPasswords() {
    return backend.passwords().isPresent();
  }

  /**
   * Tells whether APOP works.
   *
   * @return whether it is switched on and the backend has shared secrets
   */
  public boolean offersApop() {
    return logins.apop() && backend.sharedSecrets().isPresent();
  }

  /**
   * The mechanisms that work on some connection.
   *
   * @return those that the settings allow and the backend supports
   */
  public Set<SaslMechanism> mechanisms() {
    return mechanisms;
  }

  /**
   * How long an attempt has to wait before it is looked at.
   *
   * @param attempt the attempt
   * @return zero unless attempts from its address failed
   */
  public Duration waitBefore(LoginAttempt attempt) {
    return penalties.of(attempt.address());
  }

  /**
   * Finds whose password it was a moment ago, without any delay.
   *
   * @param attempt the attempt
   * @param name whom the client claims to be
   * @param password what it sent; not wiped
   * @return whose maildrop it opens; empty if the backend has to be asked
   */
  public Optional<MaildropOwner> remembered(LoginAttempt attempt, UserName name, Secret password) {
    return questions
        .remembered(name, password)
        .filter(owner -> policy.mayLogIn(attempt.session(), owner, attempt.mechanism()));
  }

  /**
   * Checks a password.
   *
   * @param attempt the attempt
   * @param name whom the client claims to be
   * @param password what it sent; not wiped
   * @return whose maildrop it opens; empty if none
   * @throws BackendUnavailableException if the backend can't tell
   */
  public Optional<MaildropOwner> password(LoginAttempt attempt, UserName name, Secret password)
      throws BackendUnavailableException {
    attempt.begin(nanoTime.getAsLong());
    return admitted(attempt, questions.password(attempt, name, password));
  }

  /**
   * Checks the digest of APOP (RFC 1939 section 7).
   *
   * @param attempt the attempt
   * @param name whom the client claims to be
   * @param digest what it sent
   * @param timestamp that of the greeting of this very connection
   * @return whose maildrop it opens; empty if none
   * @throws BackendUnavailableException if the backend can't tell
   */
  public Optional<MaildropOwner> apop(
      LoginAttempt attempt, UserName name, String digest, ApopTimestamp timestamp)
      throws BackendUnavailableException {
    attempt.begin(nanoTime.getAsLong());
    return admitted(attempt, questions.apop(attempt, name, digest, timestamp));
  }

  private Optional<MaildropOwner> admitted(LoginAttempt attempt, Optional<MaildropOwner> owner) {
    if (owner.isPresent() && !isWelcome(attempt, owner.get())) {
      attempt.fail(LoginFailure.NOT_ALLOWED);
      return Optional.empty();
    }
    return owner;
  }

  private boolean isWelcome(LoginAttempt attempt, MaildropOwner owner) {
    try {
      return policy.mayLogIn(attempt.session(), owner, attempt.mechanism());
    } catch (RuntimeException fault) {
      LOG.error("session {}: access policy failed", attempt.session().id(), fault);
      return false;
    }
  }

  /**
   * Opens an exchange.
   *
   * @param mechanism the mechanism, which works on this connection
   * @param connection the connection
   * @return an exchange that has not been started
   */
  public SaslServerExchange<MaildropOwner> newExchange(
      SaslMechanism mechanism, SaslConnection connection) {
    SaslServerOptions options =
        SaslServerOptions.of(
            random, () -> FreshTimestamp.of(random, clock.instant(), hostName), scramLook.decoy());
    return SaslServerExchange.open(mechanism, options, connection);
  }

  /**
   * Starts an exchange.
   *
   * @param attempt the attempt
   * @param exchange the exchange
   * @param initialResponse what came with AUTH, decoded; not wiped
   * @return a challenge, success or failure
   * @throws BackendUnavailableException if the backend can't tell
   */
  public SaslServerStep<MaildropOwner> start(
      LoginAttempt attempt,
      SaslServerExchange<MaildropOwner> exchange,
      Optional<Secret> initialResponse)
      throws BackendUnavailableException {
    attempt.begin(nanoTime.getAsLong());
    return drive(attempt, exchange.start(initialResponse));
  }

  /**
   * Goes on with an exchange.
   *
   * @param attempt the attempt
   * @param exchange the exchange
   * @param response what the client answered to the challenge; not wiped
   * @return a challenge, success or failure
   * @throws BackendUnavailableException if the backend can't tell
   */
  public SaslServerStep<MaildropOwner> respond(
      LoginAttempt attempt, SaslServerExchange<MaildropOwner> exchange, Secret response)
      throws BackendUnavailableException {
    attempt.begin(nanoTime.getAsLong());
    return drive(attempt, exchange.respond(response));
  }

  private SaslServerStep<MaildropOwner> drive(
      LoginAttempt attempt, SaslServerStep<MaildropOwner> first)
      throws BackendUnavailableException {
    SaslServerStep<MaildropOwner> step = first;
    while (step instanceof SaslServerRequest<MaildropOwner> request) {
      step = answers.answer(attempt, request);
    }
    if (step instanceof SaslServerStep.Success<MaildropOwner> success
        && admitted(attempt, Optional.of(success.identity())).isEmpty()) {
      return new SaslServerStep.Failure<>(SaslFailure.WRONG_CREDENTIAL);
    }
    if (step instanceof SaslServerStep.Failure<MaildropOwner> failure
        && failure.reason() == SaslFailure.WRONG_CREDENTIAL
        && attempt.failure() == LoginFailure.BAD_EXCHANGE) {
      attempt.fail(LoginFailure.WRONG_CREDENTIAL);
    }
    return step;
  }

  /**
   * Notes that the credentials of an attempt were not good.
   *
   * @param attempt the attempt
   * @return how long its answer has to wait
   */
  public Duration failed(LoginAttempt attempt) {
    String user = attempt.claimed().map(UserName::value).orElse("");
    penalties.failed(attempt.address(), user, attempt.fingerprint());
    Duration penalty = user.isEmpty() ? Duration.ZERO : penalties.of(user);
    long elapsed = nanoTime.getAsLong() - attempt.beganNanos();
    Duration even =
        Duration.ofNanos(
            Math.max(0, attempt.check().map(check -> usual(attempt, check, elapsed)).orElse(0L)));
    return penalty.compareTo(even) > 0 ? penalty : even;
  }

  /**
   * How long a challenge has to wait. The first of SCRAM shows what belongs to a name, whether
   * anybody has it or not, and its time must not tell either.
   *
   * @param attempt the attempt
   * @return zero for other challenges
   */
  public Duration beforeChallenge(LoginAttempt attempt) {
    if (!attempt.check().equals(Optional.of(EvenTimes.Check.SCRAM_KEYS))) {
      return Duration.ZERO;
    }
    long elapsed = nanoTime.getAsLong() - attempt.beganNanos();
    long more = usual(attempt, EvenTimes.Check.SCRAM_KEYS, elapsed);
    attempt.ask(EvenTimes.Check.SCRAM_PROOF);
    return Duration.ofNanos(Math.max(0, more));
  }

  /**
   * How much longer a check should take. That of a real user is noted here, as far on its way to
   * the client as that of any other name, for cheap checks take less than the way.
   */
  private long usual(LoginAttempt attempt, EvenTimes.Check check, long elapsed) {
    EvenTime time = evenTimes.of(check);
    // Asked first: what this very check took must not count for itself alone.
    long nanos = time.nanos();
    if (attempt.failure() != LoginFailure.UNKNOWN_USER) {
      time.note(elapsed);
    }
    return nanos - elapsed;
  }

  /**
   * Tells whether a user logged in a moment ago.
   *
   * @param owner who proved to be whom
   * @return whether LOGIN-DELAY forbids the login
   */
  public boolean isTooSoon(MaildropOwner owner) {
    return intervals.isTooSoon(owner.name());
  }

  /**
   * Notes a successful login.
   *
   * @param owner who logged in
   */
  public void loggedIn(MaildropOwner owner) {
    intervals.loggedIn(owner.name());
  }
}
