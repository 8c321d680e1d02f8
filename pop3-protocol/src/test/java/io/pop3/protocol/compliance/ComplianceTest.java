package io.pop3.protocol.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tolerances by name, and the modes that switch them. */
class ComplianceTest {

  /** What each mode tolerates, said once more: a new deviation has to say where it belongs. */
  @ParameterizedTest
  @EnumSource(Deviation.class)
  void modeToleratesWhatItsDeviationsSay(Deviation deviation) {
    boolean byDefault =
        switch (deviation) {
          case BARE_LF_LINE_END,
              TRAILING_SPACE,
              REPEATED_SPACE,
              EARLY_LOGIN_DEADLINE,
              NON_ASCII_HEADER_SECTION ->
              true;
          case REPEATED_SPACE_IN_AUTH -> false;
        };
    assertThat(Compliance.STRICT.tolerates(deviation)).isFalse();
    assertThat(Compliance.DEFAULT.tolerates(deviation)).isEqualTo(byDefault);
    assertThat(Compliance.LENIENT.tolerates(deviation)).isTrue();
    assertThat(deviation.clause()).matches("RFC \\d{4} section .*");
    assertThat(deviation.description()).isNotBlank();
  }

  @Test
  void modesDiffer() {
    assertThat(Stream.of(ComplianceMode.values()).map(Compliance::of).map(Compliance::toString))
        .doesNotHaveDuplicates()
        .containsExactly(
            Compliance.STRICT.toString(),
            Compliance.DEFAULT.toString(),
            Compliance.LENIENT.toString());
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
