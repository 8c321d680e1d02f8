package io.pop3.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProviderConfigurationExceptionTest {

  private static final ConfigurationProblem FIRST =
      new ConfigurationProblem("path", "/nowhere", "a directory that exists");
  private static final ConfigurationProblem SECOND =
      new ConfigurationProblem("cost", "many", "a number");

  @Test
  void theMessageHasEveryProblemWithKeyValueAndExpectation() {
    ProviderConfigurationException exception =
        new ProviderConfigurationException(List.of(FIRST, SECOND));
    assertThat(exception)
        .hasMessage(
            "path: \"/nowhere\" (expected: a directory that exists); "
                + "cost: \"many\" (expected: a number)");
    assertThat(exception.problems()).containsExactly(FIRST, SECOND);
  }

  @Test
  void anExceptionWithoutAProblemIsRefused() {
    assertThatThrownBy(() -> new ProviderConfigurationException(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
