package io.pop3.server.internal.authentication;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.BearerTokenError;
import io.pop3.protocol.sasl.SaslServerRequest;
import io.pop3.protocol.sasl.SaslServerRequest.AdmitAnonymous;
import io.pop3.protocol.sasl.SaslServerRequest.Authorize;
import io.pop3.protocol.sasl.SaslServerRequest.FindScramKeys;
import io.pop3.protocol.sasl.SaslServerRequest.FindSharedSecret;
import io.pop3.protocol.sasl.SaslServerRequest.MapExternal;
import io.pop3.protocol.sasl.SaslServerRequest.VerifyPassword;
import io.pop3.protocol.sasl.SaslServerRequest.VerifyToken;
import io.pop3.protocol.sasl.SaslServerStep;
import io.pop3.protocol.sasl.ScramKeys;
import io.pop3.server.observer.LoginFailure;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenAccepted;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenRejected;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenVerdict;
import io.pop3.spi.authentication.DelegationPolicy;
import io.pop3.spi.authentication.ScramCredential;
import io.pop3.spi.authentication.SharedSecretSource.SharedSecret;
import io.pop3.spi.authentication.Verdict;
import io.pop3.spi.maildrop.MaildropOwner;
import java.util.Optional;

/**
 * Answers what SASL exchanges want to know, out of a backend. Safe for several threads; answering
 * may block.
 */
final class SaslAnswers {

  private final AuthenticationBackend backend;
  private final BackendQuestions questions;
  private final Optional<UserName> anonymous;
  private final ScramLook look;

  SaslAnswers(
      AuthenticationBackend backend,
      BackendQuestions questions,
      Optional<UserName> anonymous,
      ScramLook look) {
    this.backend = backend;
    this.questions = questions;
    this.anonymous = anonymous;
    this.look = look;
  }

  SaslServerStep<MaildropOwner> answer(
      LoginAttempt attempt, SaslServerRequest<MaildropOwner> request)
      throws BackendUnavailableException {
    return switch (request.kind()) {
      case VERIFY_PASSWORD -> verify(attempt, (VerifyPassword<MaildropOwner>) request);
      case FIND_SCRAM_KEYS -> find(attempt, (FindScramKeys<MaildropOwner>) request);
      case FIND_SHARED_SECRET -> find(attempt, (FindSharedSecret<MaildropOwner>) request);
      case VERIFY_TOKEN -> verify(attempt, (VerifyToken<MaildropOwner>) request);
      case MAP_EXTERNAL -> map(attempt, (MapExternal<MaildropOwner>) request);
      case ADMIT_ANONYMOUS ->
          ((AdmitAnonymous<MaildropOwner>) request)
              .accept(MaildropOwner.of(anonymous.orElseThrow()));
      case AUTHORIZE -> authorize(attempt, (Authorize<MaildropOwner>) request);
      case CHALLENGE, SUCCESS, FAILURE ->
          throw new IllegalArgumentException("request: " + request.kind());
    };
  }

  private SaslServerStep<MaildropOwner> verify(
      LoginAttempt attempt, VerifyPassword<MaildropOwner> request)
      throws BackendUnavailableException {
    try (Secret password = request.password()) {
      return decide(request, questions.password(attempt, request.name(), password));
    }
  }

  private static SaslServerStep<MaildropOwner> decide(
      SaslServerRequest.Decision<MaildropOwner> request, Optional<MaildropOwner> owner) {
    return owner.map(request::accept).orElseGet(request::reject);
  }

  private SaslServerStep<MaildropOwner> find(
      LoginAttempt attempt, FindScramKeys<MaildropOwner> request)
      throws BackendUnavailableException {
    attempt.claim(request.name());
    attempt.ask(EvenTimes.Check.SCRAM_KEYS);
    Optional<ScramCredential> found =
        backend.scram().orElseThrow().find(request.name(), request.hash());
    if (found.isEmpty()) {
      attempt.fail(LoginFailure.UNKNOWN_USER);
      return request.reject();
    }
    ScramCredential credential = found.get();
    look.note(credential.salt().length, credential.iterations());
    return request.found(
        credential.owner(),
        new ScramKeys(
            credential.hash(),
            credential.salt(),
            credential.iterations(),
            credential.storedKey(),
            credential.serverKey()));
  }

  private SaslServerStep<MaildropOwner> find(
      LoginAttempt attempt, FindSharedSecret<MaildropOwner> request)
      throws BackendUnavailableException {
    Optional<SharedSecret> found = questions.sharedSecret(attempt, request.name());
    if (found.isEmpty()) {
      return request.reject();
    }
    try (Secret secret = found.get().secret()) {
      return request.found(found.get().owner(), secret);
    }
  }

  private SaslServerStep<MaildropOwner> verify(
      LoginAttempt attempt, VerifyToken<MaildropOwner> request) throws BackendUnavailableException {
    request.user().ifPresent(attempt::claim);
    try (Secret token = request.token()) {
      TokenVerdict verdict = backend.bearerTokens().orElseThrow().verify(token, request.user());
      if (verdict instanceof TokenAccepted accepted) {
        return request.accept(accepted.owner());
      }
      TokenRejected rejected = (TokenRejected) verdict;
      attempt.fail(LoginFailure.WRONG_CREDENTIAL);
      return request.reject(
          new BearerTokenError(
              rejected.status(), rejected.scope(), rejected.openidConfiguration()));
    }
  }

  private SaslServerStep<MaildropOwner> map(
      LoginAttempt attempt, MapExternal<MaildropOwner> request) throws BackendUnavailableException {
    request.requested().ifPresent(attempt::claim);
    attempt.ask(EvenTimes.Check.OTHER);
    Verdict verdict =
        backend.external().orElseThrow().map(attempt.certificates(), request.requested());
    return decide(request, questions.owner(attempt, verdict));
  }

  private SaslServerStep<MaildropOwner> authorize(
      LoginAttempt attempt, Authorize<MaildropOwner> request) throws BackendUnavailableException {
    Optional<DelegationPolicy> delegation = backend.delegation();
    if (delegation.isEmpty()) {
      attempt.fail(LoginFailure.NOT_ALLOWED);
      return request.reject();
    }
    Verdict verdict = delegation.get().actAs(request.authenticated(), request.requested());
    Optional<MaildropOwner> owner = questions.owner(attempt, verdict);
    if (owner.isEmpty()) {
      attempt.fail(LoginFailure.NOT_ALLOWED);
    }
    return decide(request, owner);
  }
}
