package io.pop3.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.conformance.toy.ToyBehavior;
import io.pop3.conformance.toy.ToyServer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server without a fault passes: the suite demands nothing that it shouldn't. */
class FaultlessServerTest {

  static List<ToySetting> settings() {
    return ToySetting.all();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aServerWithoutFaultFailsNothing(ToySetting setting) throws Exception {
    try (ToyServer server = setting.start(new ToyBehavior())) {
      ConformanceReport report =
          ConformanceSuite.complete().declaring(setting.deviations()).run(setting.target(server));
      assertThat(report.with(Outcome.FAILED)).as(report.text(true)).isEmpty();
      assertThat(report.results()).hasSameSizeAs(ConformanceSuite.complete().cases());
    }
  }

  @Test
  void everyCasePassesSomewhere() throws Exception {
    Set<String> undecided = new TreeSet<>();
    Catalogue.cases().forEach(each -> undecided.add(each.id()));
    for (ToySetting setting : ToySetting.all()) {
      try (ToyServer server = setting.start(new ToyBehavior())) {
        ConformanceReport report =
            ConformanceSuite.complete()
                .only(each -> undecided.contains(each.id()))
                .run(setting.target(server));
        report
            .with(Outcome.PASSED)
            .forEach(result -> undecided.remove(result.conformanceCase().id()));
      }
    }
    assertThat(undecided).as("cases that no server without a fault passes").isEmpty();
  }
}
