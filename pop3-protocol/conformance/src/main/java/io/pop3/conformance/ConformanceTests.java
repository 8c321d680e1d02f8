package io.pop3.conformance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The suite as JUnit tests: extend it in your build, start your server, and say where it is. Every
 * case is a test of its own; a case that is not applicable or was not run is an aborted test, and
 * so is a failure at a level that doesn't decide.
 */
public abstract class ConformanceTests {

  private Closer closer = () -> {};

  @FunctionalInterface
  private interface Closer {
    void close();
  }

  /** For subclasses. */
  protected ConformanceTests() {}

  /**
   * The server under test. Called once, before the first case.
   *
   * @return the target
   * @throws Exception if the server doesn't start
   */
  protected abstract ConformanceTarget target() throws Exception;

  /**
   * The cases to run; all of them by default.
   *
   * @return the suite
   */
  protected ConformanceSuite suite() {
    return ConformanceSuite.complete();
  }

  /**
   * The cases that the server is known to fail; none by default. One that passes all the same fails
   * the build, so that the list stays true.
   *
   * @return their ids
   */
  protected Collection<String> declaredDeviations() {
    return List.of();
  }

  /**
   * The levels whose failures fail the build; {@link Level#MUST} by default.
   *
   * @return the levels
   */
  protected Set<Level> deciding() {
    return Set.of(Level.MUST);
  }

  @TestFactory
  @Execution(ExecutionMode.SAME_THREAD)
  final Stream<DynamicNode> conformance() throws Exception {
    ConformanceSuite suite = suite().declaring(declaredDeviations());
    ConformanceRun run = suite.start(target());
    closer = run::close;
    Map<String, List<ConformanceCase>> groups =
        suite.cases().stream()
            .collect(groupingBy(ConformanceCase::group, LinkedHashMap::new, toList()));
    return groups.entrySet().stream()
        .map(
            group ->
                DynamicContainer.dynamicContainer(
                    group.getKey(), group.getValue().stream().map(each -> test(run, each))));
  }

  private DynamicTest test(ConformanceRun run, ConformanceCase each) {
    return DynamicTest.dynamicTest(
        each.id() + " " + each.level() + ": " + each.title(), () -> judge(run.run(each)));
  }

  private void judge(CaseResult result) {
    switch (result.outcome()) {
      case PASSED -> {}
      case FAILED -> {
        Assumptions.assumeTrue(
            deciding().contains(result.conformanceCase().level()), result.explanation());
        Assertions.fail(result.explanation() + "\n" + String.join("\n", result.transcript()));
      }
      case DEVIATION, NOT_APPLICABLE, NOT_RUN ->
          Assumptions.abort(result.outcome() + ": " + result.explanation());
    }
  }

  @AfterEach
  final void endRun() {
    closer.close();
  }
}
