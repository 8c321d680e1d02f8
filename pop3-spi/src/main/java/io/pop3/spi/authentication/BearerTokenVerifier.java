package io.pop3.spi.authentication;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.maildrop.MaildropOwner;
import java.util.Optional;

/** Checks OAuth 2 bearer tokens: OAUTHBEARER (RFC 7628) and XOAUTH2. */
@FunctionalInterface
public interface BearerTokenVerifier {

  /**
   * Checks a token entirely: signature or introspection, expiry, audience, scope (ledger
   * 7628-VAL-2).
   *
   * <p>AU-14: a token that nobody was given, and a token that is not good for the user asked for,
   * is {@link TokenRejected}, never an exception.
   *
   * @param token the token as sent, without the word {@code Bearer}
   * @param user whom the client asked to be, if it said so; the token must be good for that user
   * @return the verdict
   * @throws BackendUnavailableException if the backend can't tell
   */
  TokenVerdict verify(Secret token, Optional<UserName> user) throws BackendUnavailableException;

  /** What came of checking a token. */
  sealed interface TokenVerdict permits TokenAccepted, TokenRejected {}

  /**
   * The token is good.
   *
   * @param owner whose maildrop it opens
   */
  record TokenAccepted(MaildropOwner owner) implements TokenVerdict {}

  /**
   * The token is not good; the client learns why as RFC 7628 section 3.2.2 lays down.
   *
   * @param status an OAuth 2 error, for example {@code invalid_token}
   * @param scope the scope that would do, if the client should ask for one
   * @param openidConfiguration where the issuer describes itself, if the client should look there
   */
  record TokenRejected(String status, Optional<String> scope, Optional<String> openidConfiguration)
      implements TokenVerdict {}
}
