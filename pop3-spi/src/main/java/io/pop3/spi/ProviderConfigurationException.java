package io.pop3.spi;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown by a factory whose configuration can't be used. It carries every problem found, not only
 * the first.
 */
public final class ProviderConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<ConfigurationProblem> problems;

  /**
   * Reports problems.
   *
   * @param problems all that was found, at least one
   * @throws IllegalArgumentException if there is no problem
   */
  public ProviderConfigurationException(List<ConfigurationProblem> problems) {
    super(problems.stream().map(ConfigurationProblem::toString).collect(Collectors.joining("; ")));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("problems: none (expected: at least one)");
    }
    this.problems = List.copyOf(problems);
  }

  /**
   * Everything that was found.
   *
   * @return at least one problem, in the order of discovery
   */
  public List<ConfigurationProblem> problems() {
    return problems;
  }
}
