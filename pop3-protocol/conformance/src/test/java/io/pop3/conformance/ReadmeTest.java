package io.pop3.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The tables of cases in the README are those of the catalogue. To bring them up to date, run this
 * test with {@code -Dconformance.readme=write}.
 */
class ReadmeTest {

  private static final Path README = Path.of("README.md");
  private static final String BEGIN = "<!-- cases: begin -->\n";
  private static final String END = "<!-- cases: end -->";

  @Test
  void tablesAreThoseOfTheCatalogue() throws IOException {
    String text = Files.readString(README);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    String tables = "\n" + CaseTable.of(Catalogue.cases()) + "\n";
    if ("write".equals(System.getProperty("conformance.readme"))) {
      Files.writeString(README, text.substring(0, begin) + tables + text.substring(end));
    } else {
      assertThat(text.substring(begin, end))
          .as("tables of cases in %s (to renew them: -Dconformance.readme=write)", README)
          .isEqualTo(tables);
    }
  }
}
