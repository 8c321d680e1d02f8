package io.pop3.server.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void theMedianIsTheValueInTheMiddle() {
    assertThat(new Sample(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
  }

  @Test
  void ofAnEvenNumberOfValuesTheMedianLiesBetweenTheTwoInTheMiddle() {
    assertThat(new Sample(List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
  }

  @Test
  void theSpreadIsTheRangeAsAShareOfTheMedian() {
    assertThat(new Sample(List.of(1.5, 2.0, 2.5)).spread()).isEqualTo(0.5);
    assertThat(new Sample(List.of(0.0, 0.0)).spread()).isZero();
  }

  @Test
  void anEmptySampleIsRefused() {
    assertThatThrownBy(() -> new Sample(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
