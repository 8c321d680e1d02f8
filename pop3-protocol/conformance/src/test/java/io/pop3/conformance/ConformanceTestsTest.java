package io.pop3.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.pop3.conformance.toy.ToyBehavior;
import io.pop3.conformance.toy.ToyServer;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The suite as JUnit tests, seen from outside. */
class ConformanceTestsTest {

  /** A class of its user's, but for some cases only. */
  abstract static class OnToy extends ConformanceTests {

    private final Fault fault;
    private ToyServer server;

    OnToy(Fault fault) {
      this.fault = fault;
    }

    @Override
    protected ConformanceTarget target() {
      server = fault.start();
      return fault.setting().target(server);
    }

    @Override
    protected ConformanceSuite suite() {
      return ConformanceSuite.complete()
          .only(List.of("1939-STAT-1", "1939-STAT-3", "1939-STAT-5", "8314-CLR-1"));
    }

    @AfterEach
    void stop() throws IOException {
      server.close();
    }
  }

  static class Faultless extends OnToy {
    Faultless() {
      super(Fault.of("none", new ToyBehavior()));
    }
  }

  static class WithFault extends OnToy {
    WithFault() {
      super(Fault.instead("STAT 1", "+OK 0 0"));
    }
  }

  static class WithMinorFault extends OnToy {
    WithMinorFault() {
      super(Fault.rewriting("more", "STAT", reply -> reply.replace("\r\n", " octets\r\n")));
    }
  }

  static class WithDecidingMinorFault extends WithMinorFault {
    @Override
    protected Set<Level> deciding() {
      return Set.of(Level.MUST, Level.SHOULD);
    }
  }

  static class WithDeclaredFault extends WithFault {
    @Override
    protected Collection<String> declaredDeviations() {
      return List.of("1939-STAT-5");
    }
  }

  static class WithOutdatedDeclaration extends Faultless {
    @Override
    protected Collection<String> declaredDeviations() {
      return List.of("1939-STAT-5");
    }
  }

  static class WithoutLogin extends OnToy {
    WithoutLogin() {
      super(Fault.instead("PASS...", "-ERR [AUTH] no").in(ToySetting.MINIMAL));
    }
  }

  private static TestExecutionSummary run(Class<?> tests) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build(),
            listener);
    return listener.getSummary();
  }

  private static void assertEnds(Class<?> tests, int succeeded, int failed, int aborted) {
    TestExecutionSummary summary = run(tests);
    assertThat(
            List.of(
                summary.getTestsSucceededCount(),
                summary.getTestsFailedCount(),
                summary.getTestsAbortedCount()))
        .as("succeeded, failed, aborted: %s", summary.getFailures())
        .containsExactly((long) succeeded, (long) failed, (long) aborted);
  }

  @Test
  void eachCaseIsATestAndWhatIsNotDecidedIsAborted() {
    assertEnds(Faultless.class, 3, 0, 1);
  }

  @Test
  void failureFailsWithWhatWasSeenAndExpected() {
    TestExecutionSummary summary = run(WithFault.class);
    assertThat(summary.getFailures()).hasSize(1);
    assertThat(summary.getFailures().get(0).getTestIdentifier().getDisplayName())
        .isEqualTo("1939-STAT-5 MUST: STAT takes no argument");
    assertThat(summary.getFailures().get(0).getException())
        .hasMessageContaining("seen: +OK 0 0 to STAT 1 (expected: -ERR to STAT 1)")
        .hasMessageContaining(": STAT 1\\r\\n");
  }

  @Test
  void failureAtALevelThatDoesNotDecideIsAborted() {
    assertEnds(WithMinorFault.class, 2, 0, 2);
    assertEnds(WithDecidingMinorFault.class, 2, 1, 1);
  }

  @Test
  void declaredDeviationIsAbortedAndAnOutdatedOneFails() {
    assertEnds(WithDeclaredFault.class, 2, 0, 2);
    assertEnds(WithOutdatedDeclaration.class, 2, 1, 1);
  }

  /** Else a server that is down would pass. */
  @Test
  void refusedLoginFails() {
    TestExecutionSummary summary = run(WithoutLogin.class);
    assertThat(summary.getTotalFailureCount()).isEqualTo(1);
    assertThat(summary.getFailures().get(0).getException())
        .isInstanceOf(TargetUnavailableException.class);
  }
}
