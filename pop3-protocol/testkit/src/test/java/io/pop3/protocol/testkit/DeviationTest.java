package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.compliance.ComplianceMode;
import io.pop3.protocol.compliance.Deviation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every tolerance is used in the modes that have it, heard of by its name, and else refused. */
class DeviationTest {

  /** What a client sends that makes use of a tolerance; nothing where a host's policy does. */
  private static Optional<String> example(Deviation deviation) {
    return switch (deviation) {
      case BARE_LF_LINE_END -> Optional.of("CAPA\\nQUIT\\r\\n");
      case TRAILING_SPACE -> Optional.of("CAPA \\r\\nQUIT\\r\\n");
      case REPEATED_SPACE -> Optional.of("LANG  en\\r\\nQUIT\\r\\n");
      case REPEATED_SPACE_IN_AUTH -> Optional.of("AUTH  PLAIN AHVzZXIAcGVuY2ls\\r\\nQUIT\\r\\n");
      case EARLY_LOGIN_DEADLINE, NON_ASCII_HEADER_SECTION -> Optional.empty();
    };
  }

  static Stream<Arguments> examples() {
    return Stream.of(Deviation.values())
        .filter(deviation -> example(deviation).isPresent())
        .flatMap(
            deviation ->
                Stream.of(ComplianceMode.values()).map(mode -> Arguments.of(deviation, mode)));
  }

  @ParameterizedTest(name = "{0} in {1}")
  @MethodSource("examples")
  void toleranceIsUsedInItsModesAlone(Deviation deviation, ComplianceMode mode) {
    assertUse(deviation, Compliance.of(mode), Compliance.of(mode).tolerates(deviation));
  }

  @ParameterizedTest(name = "{0} alone, and all but {0}")
  @MethodSource("deviations")
  void toleranceIsConsultedByItsOwnName(Deviation deviation) {
    assertUse(deviation, Compliance.STRICT.with(deviation), true);
    assertUse(deviation, Compliance.LENIENT.without(deviation), false);
  }

  static Stream<Deviation> deviations() {
    return Stream.of(Deviation.values()).filter(deviation -> example(deviation).isPresent());
  }

  private static void assertUse(Deviation deviation, Compliance compliance, boolean tolerated) {
    List<Deviation> used = new ArrayList<>();
    HostSession session = Sessions.open(Sessions.options(compliance, used::add));

    String reply = Sessions.say(session, example(deviation).orElseThrow());

    assertThat(reply).startsWith(tolerated ? "+OK " : "-ERR ");
    assertThat(used).isEqualTo(tolerated ? List.of(deviation) : List.of());
  }
}
