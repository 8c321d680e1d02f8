package io.pop3.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.conformance.toy.ToyServer;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite sees what servers get wrong: each fault is caught by the cases that are about it. */
class FaultsTest {

  static Stream<Fault> faults() {
    return Stream.of(
            ConversationFaults.all(),
            LoginFaults.all(),
            ListingFaults.all(),
            MessageFaults.all(),
            DeletionFaults.all(),
            TlsFaults.all(),
            SaslFaults.all(),
            CapabilityFaults.all())
        .flatMap(s -> s);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void eachFaultIsCaught(Fault fault) throws Exception {
    try (ToyServer server = fault.start();
        ConformanceRun run =
            ConformanceSuite.complete().start(fault.setting().hastyTarget(server))) {
      for (String id : fault.caughtBy()) {
        CaseResult result = run.run(caseOf(id));
        assertThat(result.outcome())
            .as("%s: %s\n%s", id, result.explanation(), String.join("\n", result.transcript()))
            .isEqualTo(Outcome.FAILED);
      }
    }
  }

  private static ConformanceCase caseOf(String id) {
    return Catalogue.cases().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyCaseCanFail() {
    Set<String> unseen = new TreeSet<>();
    Catalogue.cases().forEach(each -> unseen.add(each.id()));
    faults().forEach(fault -> unseen.removeAll(fault.caughtBy()));
    assertThat(unseen).as("cases that no fault makes fail").isEmpty();
  }
}
