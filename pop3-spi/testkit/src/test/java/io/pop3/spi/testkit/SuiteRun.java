package io.pop3.spi.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A run of those tests of a suite that carry a contract id, for tests of the suite itself.
 *
 * @param succeeded how many tests found nothing to object to
 * @param failures what the others threw
 */
record SuiteRun(int succeeded, List<Throwable> failures) {

  private static final String MARK = "io.pop3.spi.testkit.suite-run";

  /**
   * Keeps suites that must fail from being run by anybody else, such as a development environment.
   */
  static final class Only implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return context.getConfigurationParameter(MARK).isPresent()
          ? ConditionEvaluationResult.enabled("run by a test of the suite")
          : ConditionEvaluationResult.disabled("must fail; run by a test of the suite alone");
    }
  }

  static SuiteRun of(Class<?> suite, String id, Map<String, String> parameters) {
    // Containers have no id of their own; parameterized tests are containers that have one.
    PostDiscoveryFilter carriesId =
        test ->
            FilterResult.includedIf(
                test.getDisplayName().contains(id) || test.getType().isContainer());
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(suite))
            .filters(carriesId)
            .configurationParameters(parameters)
            .configurationParameter(MARK, "true")
            .build();
    AtomicInteger succeeded = new AtomicInteger();
    List<Throwable> failures = new ArrayList<>();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == Status.FAILED) {
                  failures.add(result.getThrowable().orElseThrow());
                } else if (result.getStatus() == Status.SUCCESSFUL && test.isTest()) {
                  succeeded.incrementAndGet();
                }
              }
            });
    return new SuiteRun(succeeded.get(), failures);
  }
}
