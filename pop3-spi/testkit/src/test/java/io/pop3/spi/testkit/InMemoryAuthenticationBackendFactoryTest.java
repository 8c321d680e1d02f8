package io.pop3.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.NamedFactory;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class InMemoryAuthenticationBackendFactoryTest extends FactoryContract {

  @Override
  protected Class<? extends NamedFactory> factoryType() {
    return InMemoryAuthenticationBackendFactory.class;
  }

  @Override
  protected ProviderContext validContext() {
    return context("alice:wonder:land,bob:builder", "5000");
  }

  @Override
  protected Collection<BadConfiguration> badConfigurations() {
    return List.of(
        new BadConfiguration(
            context("alice,:x,bob:,,alice:a,alice:b", "4095"),
            List.of("users", "users", "users", "users", "users", "scram-iterations")),
        new BadConfiguration(context("alice:wonderland", "many"), List.of("scram-iterations")),
        new BadConfiguration(context("alice:wonderland", ""), List.of("scram-iterations")));
  }

  @Override
  protected Set<String> secretKeys() {
    return Set.of("users");
  }

  private static ProviderContext context(String users, String iterations) {
    return ProviderContext.of(Map.of("users", users, "scram-iterations", iterations));
  }

  @Test
  void usersOfTheConfigurationCanLogIn() throws Exception {
    try (AuthenticationBackend backend =
        new InMemoryAuthenticationBackendFactory().create(validContext())) {
      assertThat(
              backend
                  .passwords()
                  .orElseThrow()
                  .verify(new UserName("alice"), Secret.of("wonder:land")))
          .isInstanceOf(Verdict.Accepted.class);
    }
  }
}
