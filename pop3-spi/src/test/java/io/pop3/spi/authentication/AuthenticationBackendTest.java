package io.pop3.spi.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.SharedSecretSource.SharedSecret;
import io.pop3.spi.authentication.Verdict.Reason;
import io.pop3.spi.maildrop.MaildropOwner;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AuthenticationBackendTest {

  /** The least that an author can write. */
  private static final class PasswordsOnly implements AuthenticationBackend {

    @Override
    public Optional<PasswordVerifier> passwords() {
      return Optional.of((name, password) -> Verdict.rejected(Reason.UNKNOWN_USER));
    }
  }

  @Test
  void whatAnAuthorLeavesIsNotOffered() throws Exception {
    try (AuthenticationBackend backend = new PasswordsOnly();
        Secret password = Secret.of("wonderland")) {
      assertThat(backend.passwords().orElseThrow().verify(new UserName("alice"), password))
          .isEqualTo(Verdict.rejected(Reason.UNKNOWN_USER));
      assertThat(backend.sharedSecrets()).isEmpty();
      assertThat(backend.scram()).isEmpty();
      assertThat(backend.bearerTokens()).isEmpty();
      assertThat(backend.external()).isEmpty();
      assertThat(backend.delegation()).isEmpty();
    }
  }

  @Test
  void aFactoryNeedsANameAndNothingElse() {
    AuthenticationBackendFactory factory =
        new AuthenticationBackendFactory() {
          @Override
          public String name() {
            return "least";
          }

          @Override
          public AuthenticationBackend create(ProviderContext context) {
            return new PasswordsOnly();
          }
        };
    assertThat(factory.description()).isEmpty();
    assertThat(factory.configurationKeys()).isEmpty();
    assertThat(factory.administration(ProviderContext.of(Map.of()))).isEmpty();
  }

  @Test
  void troubleIsLastingOrNot() {
    Exception cause = new IllegalStateException("refused");
    assertThat(BackendUnavailableException.temporary("away", cause))
        .hasMessage("away")
        .hasCause(cause)
        .satisfies(e -> assertThat(e.isLasting()).isFalse());
    assertThat(BackendUnavailableException.lasting("gone", cause))
        .hasMessage("gone")
        .hasCause(cause)
        .satisfies(e -> assertThat(e.isLasting()).isTrue());
  }

  @Test
  void aSharedSecretIsNotShown() {
    try (Secret secret = Secret.of("wonderland")) {
      assertThat(new SharedSecret(MaildropOwner.of("alice"), secret).toString())
          .contains("alice")
          .doesNotContain("wonderland");
    }
  }
}
