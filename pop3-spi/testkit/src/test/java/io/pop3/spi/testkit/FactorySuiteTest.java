package io.pop3.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.spi.ConfigurationProblem;
import io.pop3.spi.NamedFactory;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MaildropStoreFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The factory suite tells every mistake; that good factories pass, their own tests show. */
final class FactorySuiteTest {

  private static final Map<String, Class<?>> MUTATIONS =
      new TreeMap<>(
          Map.of(
              "PF-01", NotRegisteredSuite.class,
              "PF-02", HasAHiddenKeySuite.class,
              "PF-03", ReportsTheFirstProblemSuite.class));

  static Set<String> mutations() {
    return MUTATIONS.keySet();
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void aMistakeIsToldByTheTestsOfItsId(String id) {
    SuiteRun run = SuiteRun.of(MUTATIONS.get(id), id, Map.of());
    assertThat(run.failures()).as("failures of %s", id).isNotEmpty();
  }

  @Test
  void aProblemThatShowsASecretIsTold() {
    SuiteRun run = SuiteRun.of(ShowsASecretSuite.class, "no problem shows a secret", Map.of());
    assertThat(run.failures()).hasSize(1);
  }

  @Test
  void everyIdOfFactoriesHasAMistakeThatIsTold() {
    assertThat(new TreeSet<>(mutations())).isEqualTo(ContractIds.inSources("PF"));
  }

  /** Wants two keys to be {@code good}. */
  public static class Factory implements MaildropStoreFactory {

    public Factory() {}

    @Override
    public String name() {
      return "mutated";
    }

    @Override
    public Set<String> configurationKeys() {
      return Set.of("first", "second");
    }

    @Override
    public MaildropStore create(ProviderContext context) {
      List<ConfigurationProblem> problems =
          List.of("first", "second").stream()
              .filter(key -> !context.configuration().getOrDefault(key, "good").equals("good"))
              .map(key -> new ConfigurationProblem(key, context.configuration().get(key), "good"))
              .toList();
      if (!problems.isEmpty()) {
        throw new ProviderConfigurationException(problems);
      }
      return new InMemoryMaildropStore();
    }
  }

  public static final class HasAHiddenKey extends Factory {

    @Override
    public Set<String> configurationKeys() {
      return Set.of("first");
    }
  }

  public static final class ReportsTheFirstProblem extends Factory {

    @Override
    public MaildropStore create(ProviderContext context) {
      try {
        return super.create(context);
      } catch (ProviderConfigurationException e) {
        throw new ProviderConfigurationException(e.problems().subList(0, 1));
      }
    }
  }

  @ExtendWith(SuiteRun.Only.class)
  static class NotRegisteredSuite extends FactoryContract {

    @Override
    protected Class<? extends NamedFactory> factoryType() {
      return Factory.class;
    }

    @Override
    protected ProviderContext validContext() {
      return ProviderContext.of(Map.of("first", "good", "second", "good"));
    }

    @Override
    protected Collection<BadConfiguration> badConfigurations() {
      return List.of(
          new BadConfiguration(
              ProviderContext.of(Map.of("first", "bad", "second", "worse")),
              List.of("first", "second")));
    }
  }

  static final class HasAHiddenKeySuite extends NotRegisteredSuite {

    @Override
    protected Class<? extends NamedFactory> factoryType() {
      return HasAHiddenKey.class;
    }
  }

  static final class ReportsTheFirstProblemSuite extends NotRegisteredSuite {

    @Override
    protected Class<? extends NamedFactory> factoryType() {
      return ReportsTheFirstProblem.class;
    }
  }

  static final class ShowsASecretSuite extends NotRegisteredSuite {

    @Override
    protected Set<String> secretKeys() {
      return Set.of("second");
    }
  }
}
