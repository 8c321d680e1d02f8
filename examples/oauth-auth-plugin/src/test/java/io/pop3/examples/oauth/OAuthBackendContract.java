package io.pop3.examples.oauth;

import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.testkit.AuthenticationBackendContract;
import io.pop3.spi.testkit.BackendBehavior;
import io.pop3.spi.testkit.Breakage;
import io.pop3.spi.testkit.TestAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract that every backend keeps, in front of an issuer on loopback. */
abstract class OAuthBackendContract extends AuthenticationBackendContract {

  private TestIssuer issuer;

  abstract ProviderContext configuration(TestIssuer made);

  abstract String token(TestIssuer made, TestAccount account);

  @BeforeEach
  final void startIssuer() throws IOException {
    issuer = new TestIssuer();
  }

  @Override
  protected final AuthenticationBackend createBackend(List<TestAccount> accounts) {
    return new OAuthBackendFactory().create(configuration(issuer));
  }

  @Override
  protected final String bearerToken(TestAccount account) {
    return token(issuer, account);
  }

  @Override
  protected final Breakage breakBackend() {
    // So that keys fetched before are too old to go on with.
    issuer.clock.advance(IssuerKeys.KEPT);
    issuer.goAway();
    return () -> {
      try {
        issuer.comeBack();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      issuer.clock.advance(IssuerKeys.BETWEEN_REQUESTS);
    };
  }

  @Override
  protected final boolean hasBehavior(BackendBehavior behavior) {
    return Set.of(BackendBehavior.CHECKS_BEARER_TOKENS, BackendBehavior.CAN_BE_BROKEN)
        .contains(behavior);
  }

  @AfterEach
  final void stopIssuer() {
    issuer.close();
  }
}
