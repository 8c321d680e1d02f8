package io.pop3.spi.testkit;

import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.BearerTokenVerifier;
import io.pop3.spi.authentication.DelegationPolicy;
import io.pop3.spi.authentication.ExternalIdentityMapper;
import io.pop3.spi.authentication.PasswordVerifier;
import io.pop3.spi.authentication.ScramCredentialSource;
import io.pop3.spi.authentication.SharedSecretSource;
import java.util.Optional;

/** A wrapper that changes nothing, for those that change one thing. */
class DelegatingBackend implements AuthenticationBackend {

  private final AuthenticationBackend backend;

  DelegatingBackend(AuthenticationBackend backend) {
    this.backend = backend;
  }

  @Override
  public Optional<PasswordVerifier> passwords() {
    return backend.passwords();
  }

  @Override
  public Optional<SharedSecretSource> sharedSecrets() {
    return backend.sharedSecrets();
  }

  @Override
  public Optional<ScramCredentialSource> scram() {
    return backend.scram();
  }

  @Override
  public Optional<BearerTokenVerifier> bearerTokens() {
    return backend.bearerTokens();
  }

  @Override
  public Optional<ExternalIdentityMapper> external() {
    return backend.external();
  }

  @Override
  public Optional<DelegationPolicy> delegation() {
    return backend.delegation();
  }

  @Override
  public long revision() {
    return backend.revision();
  }

  @Override
  public void close() {
    backend.close();
  }
}
