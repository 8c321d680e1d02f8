package io.pop3.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The store suite accepts a store that keeps the contract and tells every mistake. */
final class StoreSuiteTest {

  static Set<String> mutations() {
    return new TreeSet<>(MutatedStoreSuite.MUTATIONS.keySet());
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void aMistakeIsToldByTheTestsOfItsId(String id) {
    SuiteRun run = SuiteRun.of(MutatedStoreSuite.class, id, Map.of(MutatedStoreSuite.MUTATION, id));
    assertThat(run.failures()).as("failures of %s", id).isNotEmpty();
  }

  @Test
  void aStoreWithoutAMistakePasses() {
    SuiteRun run = SuiteRun.of(MutatedStoreSuite.class, "MD-", Map.of());
    assertThat(run.failures()).isEmpty();
    assertThat(run.succeeded()).isGreaterThan(200);
  }

  @Test
  void everyIdOfMaildropsHasAMistakeThatIsTold() {
    assertThat(mutations()).isEqualTo(ContractIds.inSources("MD"));
  }
}
