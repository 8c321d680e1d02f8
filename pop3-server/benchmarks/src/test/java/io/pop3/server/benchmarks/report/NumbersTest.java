package io.pop3.server.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "123456, 123456",
    "100, 100",
    "99.9, 99.9",
    "12.345, 12.3",
    "1.2345, 1.23",
    "0.064, 0.0640",
    "0.0000001, 0.000000"
  })
  void threeDigitsAreGiven(double value, String text) {
    assertThat(Numbers.brief(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 %", "0.996, 100 %", "1.7, 170 %"})
  void sharesAreGivenInPercent(double share, String text) {
    assertThat(Numbers.percent(share)).isEqualTo(text);
  }
}
