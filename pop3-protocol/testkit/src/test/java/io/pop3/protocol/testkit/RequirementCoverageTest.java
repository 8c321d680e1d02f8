package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.testkit.CoverageTable.Status;
import io.pop3.protocol.testkit.Ledger.Part;
import io.pop3.protocol.testkit.Ledger.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger as data, and what of it the tests of the protocol cover. */
class RequirementCoverageTest {

  /** The tests of the core itself can't see the testkit: they name requirements in comments. */
  static CoverageTable coverage() {
    RequirementScan classes = RequirementScan.ofClasses(RequirementCoverageTest.class);
    RequirementScan sources =
        RequirementScan.ofSources(Readme.module().resolve("../src/test/java"));
    return new CoverageTable(
        classes.plus(sources),
        Arrays.stream(Part.values()).filter(Part::isProtocol).collect(Collectors.toSet()));
  }

  @Test
  void noRequirementIsOpen() {
    assertThat(coverage().rows(Status.OPEN)).extracting(Row::id).isEmpty();
  }

  @Test
  void readmeShowsTheCoverage() {
    Readme.assertSection(Path.of("../README.md"), "coverage", coverage().markdown());
  }

  @Test
  void ledgerHasEveryRowOnce() {
    assertThat(Ledger.standard().rows()).hasSize(536).extracting(Row::id).doesNotHaveDuplicates();
    assertThat(Ledger.standard().find("1939-RETR-3"))
        .contains(new Row("1939-RETR-3", "server", "MUST", Part.CORE, "RETR changes nothing"));
    assertThat(Ledger.standard().find("1939-TOP-2").orElseThrow().title())
        .isEqualTo("TOP sends header, empty line, n lines");
    assertThat(Ledger.standard().find("1939-RETR-99")).isEmpty();
    for (Row row : Ledger.standard().rows()) {
      assertThat(row.role()).isIn("server", "client", "both");
      assertThat(row.level()).isIn("MUST", "SHOULD", "MAY", "INFO");
      assertThat(row.level().equals("INFO")).isEqualTo(row.part() == Part.HISTORY);
      assertThat(row.title()).isNotBlank().hasSizeLessThan(70);
    }
  }

  @Test
  void unknownRequirementFailsTheScan(@TempDir Path directory) throws IOException {
    Path source = directory.resolve("SomeTest.java");
    Files.writeString(
        source, "// 1939-RETR-3, LOGIN-1, MDIR-2, XOA2-MSG-1, 9325-0RTT-1, 2026-01-01\n");
    assertThat(RequirementScan.ofSources(directory).tests("1939-RETR-3"))
        .containsExactly("SomeTest");
    assertThat(RequirementScan.ofSources(directory).tests("9325-0RTT-1")).hasSize(1);
    Files.writeString(source, "// 1939-RETR-99\n");

    assertThatThrownBy(() -> RequirementScan.ofSources(directory))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("requirements: [1939-RETR-99 in [SomeTest]] (expected: ids of the ledger)");
  }

  @Test
  void annotationsAreFoundOnMethods() {
    RequirementScan scan = RequirementScan.ofClasses(RequirementCoverageTest.class);

    assertThat(scan.tests("1939-ML-2")).contains("WireProperties.messagesSurviveCoding");
    assertThat(scan.tests("HIST-918")).isEmpty();
  }
}
