package io.pop3.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.spi.ConfigurationProblem;
import io.pop3.spi.NamedFactory;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.AuthenticationBackendFactory;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MaildropStoreFactory;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of a plugin's factory as a JUnit 5 suite: PF-01 to PF-03, and that {@link
 * ServiceLoader} finds it. The author extends it and implements its hooks; a test that takes two
 * minutes is taken for hung and fails.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
public abstract class FactoryContract {

  /** For the suite's author. */
  protected FactoryContract() {}

  // ---- Hooks

  /**
   * The factory.
   *
   * @return a class that implements {@link AuthenticationBackendFactory} or {@link
   *     MaildropStoreFactory}
   */
  protected abstract Class<? extends NamedFactory> factoryType();

  /**
   * A configuration that makes a provider.
   *
   * @return a context; each call may return another
   * @throws Exception if there is none; the test fails
   */
  protected abstract ProviderContext validContext() throws Exception;

  /**
   * Configurations that can't be used; for each key that can have a wrong value one at least, and
   * one with more than one problem where that is possible.
   *
   * @return the configurations; none only if the factory has no keys
   * @throws Exception if there is none; the test fails
   */
  protected abstract Collection<BadConfiguration> badConfigurations() throws Exception;

  /**
   * Keys whose values are secret and must not be shown.
   *
   * @return none, unless overridden
   */
  protected Set<String> secretKeys() {
    return Set.of();
  }

  /**
   * A configuration that can't be used.
   *
   * @param context holds the configuration
   * @param keys the keys that the problems to be reported are about, one for each problem
   */
  public record BadConfiguration(ProviderContext context, List<String> keys) {

    /** Copies the keys. */
    public BadConfiguration {
      keys = List.copyOf(keys);
    }
  }

  // ---- Tests

  @Test
  @DisplayName("PF-01 the name is well formed and always the same")
  final void theNameIsWellFormedAndAlwaysTheSame() throws Exception {
    String name = factory().name();
    assertThat(name).matches("[a-z][a-z0-9-]*");
    NamedFactory other = factory();
    create(other, validContext()).close();
    assertThat(other.name()).isEqualTo(name);
    assertThat(factory().name()).isEqualTo(name);
  }

  @Test
  @DisplayName("PF-01 no other factory of its kind has its name")
  final void noOtherFactoryOfItsKindHasItsName() throws Exception {
    String name = factory().name();
    assertThat(discovered()).filteredOn(found -> found.name().equals(name)).hasSize(1);
  }

  @Test
  @DisplayName("PF-01 the service loader finds the factory, once")
  final void theServiceLoaderFindsTheFactory() throws Exception {
    assertThat(discovered())
        .as("listed in META-INF/services/%s", kind().getName())
        .filteredOn(found -> found.getClass().equals(factoryType()))
        .hasSize(1);
  }

  @Test
  @DisplayName("PF-01 the factory is public and has a public constructor without parameters")
  final void theFactoryIsPublic() throws Exception {
    assertThat(Modifier.isPublic(factoryType().getModifiers())).isTrue();
    assertThat(Modifier.isPublic(factoryType().getDeclaredConstructor().getModifiers())).isTrue();
  }

  @Test
  @DisplayName("PF-01 the description is one line")
  final void theDescriptionIsOneLine() throws Exception {
    assertThat(factory().description()).doesNotContain("\n", "\r");
  }

  @Test
  @DisplayName("PF-02 the keys are always the same, and every key in use is listed")
  final void everyKeyInUseIsListed() throws Exception {
    Set<String> keys = Set.copyOf(factory().configurationKeys());
    assertThat(keys).containsAll(validContext().configuration().keySet());
    for (BadConfiguration bad : badConfigurations()) {
      assertThat(keys).containsAll(bad.context().configuration().keySet()).containsAll(bad.keys());
    }
    NamedFactory used = factory();
    create(used, validContext()).close();
    assertThat(used.configurationKeys()).isEqualTo(keys);
    assertThat(keys).containsAll(secretKeys());
  }

  @Test
  @DisplayName("PF-03 a usable configuration makes a provider, as often as it is asked for")
  final void aUsableConfigurationMakesAProvider() throws Exception {
    NamedFactory factory = factory();
    for (int round = 0; round < 2; round++) {
      AutoCloseable provider = create(factory, validContext());
      assertThat(provider).isNotNull();
      provider.close();
    }
  }

  @Test
  @DisplayName("PF-03 all problems of a configuration are reported at once")
  final void allProblemsAreReportedAtOnce() throws Exception {
    Collection<BadConfiguration> bad = badConfigurations();
    assertThat(bad.isEmpty()).as("no bad configurations").isEqualTo(keys().isEmpty());
    for (BadConfiguration configuration : bad) {
      assertThat(configuration.keys()).as("expected problems").isNotEmpty();
      ProviderConfigurationException thrown = refusal(configuration.context());
      assertThat(thrown.problems())
          .extracting(ConfigurationProblem::key)
          .as("problems of %s: %s", configuration.context(), thrown.getMessage())
          .containsExactlyInAnyOrderElementsOf(configuration.keys());
      assertThat(thrown.problems())
          .allSatisfy(problem -> assertThat(problem.expected()).isNotBlank());
    }
  }

  @Test
  @DisplayName("PF-03 no problem shows a secret")
  final void noProblemShowsASecret() throws Exception {
    for (BadConfiguration configuration : badConfigurations()) {
      String message = refusal(configuration.context()).toString();
      for (String key : secretKeys()) {
        String secret = configuration.context().configuration().getOrDefault(key, "");
        assertThat(!secret.isEmpty() && message.contains(secret))
            .as("the message shows the value of %s", key)
            .isFalse();
      }
    }
  }

  @Test
  @DisplayName("PF-03 a refused configuration leaves nothing open that keeps a good one from use")
  final void aRefusedConfigurationLeavesNothingOpen() throws Exception {
    NamedFactory factory = factory();
    for (BadConfiguration configuration : badConfigurations()) {
      assertThatThrownBy(() -> create(factory, configuration.context()))
          .isInstanceOf(ProviderConfigurationException.class);
      create(factory, validContext()).close();
    }
    assertThat(factory.name()).isNotEmpty();
  }

  // ---- What the tests share

  private NamedFactory factory() throws Exception {
    return factoryType().getDeclaredConstructor().newInstance();
  }

  private Set<String> keys() throws Exception {
    return factory().configurationKeys();
  }

  private Class<? extends NamedFactory> kind() {
    return AuthenticationBackendFactory.class.isAssignableFrom(factoryType())
        ? AuthenticationBackendFactory.class
        : MaildropStoreFactory.class;
  }

  private List<? extends NamedFactory> discovered() {
    return ServiceLoader.load(kind()).stream().map(ServiceLoader.Provider::get).toList();
  }

  private ProviderConfigurationException refusal(ProviderContext context) throws Exception {
    try {
      create(factory(), context).close();
    } catch (ProviderConfigurationException e) {
      return e;
    }
    throw new AssertionError(context + ": accepted (expected: refused)");
  }

  private static AutoCloseable create(NamedFactory factory, ProviderContext context) {
    if (factory instanceof AuthenticationBackendFactory backends) {
      AuthenticationBackend backend = backends.create(context);
      return backend;
    }
    if (factory instanceof MaildropStoreFactory stores) {
      MaildropStore store = stores.create(context);
      return store;
    }
    throw new AssertionError(
        factory.getClass().getName()
            + " (expected: an AuthenticationBackendFactory or a MaildropStoreFactory)");
  }
}
