package io.pop3.protocol.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tolerances by name, and the modes that switch them. */
class ComplianceTest {

  @ParameterizedTest
  @EnumSource(Deviation.class)
  void strictToleratesNothingAndLenientEverything(Deviation deviation) {
    assertThat(Compliance.STRICT.tolerates(deviation)).isFalse();
    assertThat(Compliance.LENIENT.tolerates(deviation)).isTrue();
    assertThat(deviation.clause()).matches("RFC \\d{4} section .*");
    assertThat(deviation.description()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource(Deviation.class)
  void toleranceIsSwitchedAloneAndInACopy(Deviation deviation) {
    Compliance one = Compliance.STRICT.with(deviation);
    for (Deviation other : Deviation.values()) {
      assertThat(one.tolerates(other)).isEqualTo(other == deviation);
      assertThat(Compliance.LENIENT.without(deviation).tolerates(other))
          .isEqualTo(other != deviation);
    }
    assertThat(Compliance.STRICT.tolerates(deviation)).isFalse();
  }

  @Test
  void modesSayWhatTheyTolerate() {
    assertThat(Compliance.STRICT).hasToString("Compliance[]");
    assertThat(Compliance.STRICT.with(Deviation.TRAILING_SPACE))
        .hasToString("Compliance[TRAILING_SPACE]");
  }
}
