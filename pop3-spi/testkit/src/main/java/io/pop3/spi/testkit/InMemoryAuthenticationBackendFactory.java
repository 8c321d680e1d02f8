package io.pop3.spi.testkit;

import io.pop3.protocol.model.UserName;
import io.pop3.spi.ConfigurationProblem;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.AuthenticationBackendFactory;
import io.pop3.spi.authentication.ScramCredential;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes {@link InMemoryAuthenticationBackend}s; its name is {@code memory}. It has two keys:
 *
 * <ul>
 *   <li>{@code users}: names with their passwords, {@code alice:wonderland,bob:builder}; none
 *       unless set.
 *   <li>{@code scram-iterations}: a number, {@value ScramCredential#MIN_ITERATIONS} unless set.
 * </ul>
 */
public final class InMemoryAuthenticationBackendFactory implements AuthenticationBackendFactory {

  private static final String USERS = "users";
  private static final String SCRAM_ITERATIONS = "scram-iterations";

  /** For {@link java.util.ServiceLoader}. */
  public InMemoryAuthenticationBackendFactory() {}

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String description() {
    return "takes users from the configuration itself, passwords in the clear; for tests";
  }

  @Override
  public Set<String> configurationKeys() {
    return Set.of(USERS, SCRAM_ITERATIONS);
  }

  @Override
  public AuthenticationBackend create(ProviderContext context) {
    Map<String, String> configuration = context.configuration();
    List<ConfigurationProblem> problems = new ArrayList<>();
    InMemoryAuthenticationBackendBuilder builder =
        InMemoryAuthenticationBackend.builder().random(context.random());
    addUsers(configuration.getOrDefault(USERS, ""), builder, problems);
    setIterations(
        configuration.getOrDefault(SCRAM_ITERATIONS, "" + ScramCredential.MIN_ITERATIONS),
        builder,
        problems);
    if (!problems.isEmpty()) {
      throw new ProviderConfigurationException(problems);
    }
    return builder.build();
  }

  private static void addUsers(
      String users,
      InMemoryAuthenticationBackendBuilder builder,
      List<ConfigurationProblem> problems) {
    Set<String> names = new HashSet<>();
    String[] entries = users.isEmpty() ? new String[0] : users.split(",", -1);
    for (int i = 0; i < entries.length; i++) {
      String[] parts = entries[i].split(":", 2);
      boolean valid = parts.length == 2 && UserName.isValid(parts[0]) && !parts[1].isEmpty();
      if (valid && names.add(parts[0])) {
        builder.user(parts[0], parts[1]);
      } else {
        // The value may hold a password, so the problem says where it is, not what it is.
        problems.add(
            new ConfigurationProblem(
                USERS, "entry " + (i + 1), "name:password, with a name of its own"));
      }
    }
  }

  private static void setIterations(
      String iterations,
      InMemoryAuthenticationBackendBuilder builder,
      List<ConfigurationProblem> problems) {
    try {
      builder.scramIterations(Integer.parseInt(iterations));
    } catch (IllegalArgumentException e) {
      problems.add(
          new ConfigurationProblem(
              SCRAM_ITERATIONS,
              iterations,
              "a number, at least " + ScramCredential.MIN_ITERATIONS));
    }
  }
}
