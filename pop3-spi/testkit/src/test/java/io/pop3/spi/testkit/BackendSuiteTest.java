package io.pop3.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The backend suite accepts a backend that keeps the contract and tells every mistake. */
final class BackendSuiteTest {

  static Set<String> mutations() {
    return new TreeSet<>(MutatedBackendSuite.MUTATIONS.keySet());
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void aMistakeIsToldByTheTestsOfItsId(String id) {
    SuiteRun run =
        SuiteRun.of(MutatedBackendSuite.class, id, Map.of(MutatedBackendSuite.MUTATION, id));
    assertThat(run.failures()).as("failures of %s", id).isNotEmpty();
  }

  @Test
  void aBackendWithoutAMistakePasses() {
    SuiteRun run = SuiteRun.of(MutatedBackendSuite.class, "AU-", Map.of());
    assertThat(run.failures()).isEmpty();
    assertThat(run.succeeded()).isGreaterThanOrEqualTo(20);
  }

  @Test
  void everyIdOfAuthenticationHasAMistakeThatIsTold() {
    assertThat(mutations()).isEqualTo(ContractIds.inSources("AU"));
  }
}
