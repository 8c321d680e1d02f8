package io.pop3.spi.authentication;

import java.util.Optional;

/**
 * Knows the users of a server. An author implements what the user directory at hand can do and
 * leaves the rest: the server offers a login method to clients if and only if a backend supports it
 * and the connection allows it.
 */
public interface AuthenticationBackend extends AutoCloseable {

  /**
   * Checks passwords: USER with PASS, and the SASL mechanisms PLAIN and LOGIN.
   *
   * @return empty if this backend can't
   */
  default Optional<PasswordVerifier> passwords() {
    return Optional.empty();
  }

  /**
   * Knows secrets in the clear: APOP and the SASL mechanism CRAM-MD5.
   *
   * @return empty if this backend doesn't
   */
  default Optional<SharedSecretSource> sharedSecrets() {
    return Optional.empty();
  }

  /**
   * Knows SCRAM verifiers: the SCRAM family of SASL mechanisms.
   *
   * @return empty if this backend doesn't
   */
  default Optional<ScramCredentialSource> scram() {
    return Optional.empty();
  }

  /**
   * Checks bearer tokens: OAUTHBEARER and XOAUTH2.
   *
   * @return empty if this backend can't
   */
  default Optional<BearerTokenVerifier> bearerTokens() {
    return Optional.empty();
  }

  /**
   * Maps TLS client certificates to users: the SASL mechanism EXTERNAL.
   *
   * @return empty if this backend doesn't
   */
  default Optional<ExternalIdentityMapper> external() {
    return Optional.empty();
  }

  /**
   * Says who may open somebody else's maildrop. Without it nobody may (decision A-57).
   *
   * @return empty if there is no delegation
   */
  default Optional<DelegationPolicy> delegation() {
    return Optional.empty();
  }

  /**
   * Numbers what this backend knows, so that a server which remembers good credentials for a while
   * knows when to forget them.
   *
   * <p>AU-17: a backend that notices when its users or credentials change gives another number
   * after each such change, before it answers from the changed ones. A backend that can't notice
   * keeps one number for ever, and the server forgets by time alone. The call comes with every
   * login, may block like any other, and should cost next to nothing.
   *
   * @return a number without further meaning
   */
  default long revision() {
    return 0;
  }

  /**
   * Releases what the backend holds. AU-12: closing twice is harmless; after closing, every check
   * throws {@link IllegalStateException}.
   */
  @Override
  default void close() {}
}
