package io.pop3.protocol.testkit;

import io.pop3.protocol.testkit.Ledger.Part;
import io.pop3.protocol.testkit.Ledger.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which requirements the tests of a module cover, as a page of Markdown: every row of {@link
 * Ledger} is covered, or can't be tested there for a reason, or is open.
 *
 * @param scan what the tests name
 * @param parts the parts of a POP3 system that the module is
 */
public record CoverageTable(RequirementScan scan, Set<Part> parts) {

  /** What is known of a requirement. */
  public enum Status {
    /** A test names it. */
    COVERED,
    /** Another part has to show it. */
    ELSEWHERE,
    /** A test is missing. */
    OPEN
  }

  /** Copies the set. */
  public CoverageTable {
    parts = Set.copyOf(parts);
  }

  /**
   * What is known of a requirement.
   *
   * @param row the requirement
   * @return whether it is covered, another part's, or open
   */
  public Status status(Row row) {
    if (!scan.tests(row.id()).isEmpty()) {
      return Status.COVERED;
    }
    return parts.contains(row.part()) ? Status.OPEN : Status.ELSEWHERE;
  }

  /**
   * The rows of one status.
   *
   * @param status what is known of them
   * @return rows in the order of the ledger
   */
  public List<Row> rows(Status status) {
    return Ledger.standard().rows().stream().filter(row -> status(row) == status).toList();
  }

  /**
   * The page: a table of sums by document, and every row behind a fold.
   *
   * @return Markdown that ends in a line end
   */
  public String markdown() {
    StringBuilder page = new StringBuilder(1 << 16);
    page.append("| document | rows | covered | not testable here | open |\n")
        .append("| --- | ---: | ---: | ---: | ---: |\n");
    bySource().forEach((source, rows) -> sums(source, rows, page));
    sums("all", Ledger.standard().rows(), page);
    bySource().forEach((source, rows) -> details(source, rows, page));
    return page.toString();
  }

  private static Map<String, List<Row>> bySource() {
    Map<String, List<Row>> sources = new LinkedHashMap<>();
    for (Row row : Ledger.standard().rows()) {
      sources.computeIfAbsent(row.source(), absent -> new ArrayList<>()).add(row);
    }
    return sources;
  }

  private void sums(String name, List<Row> rows, StringBuilder page) {
    page.append("| ").append(name).append(" | ").append(rows.size());
    for (Status status : Status.values()) {
      long count = rows.stream().filter(row -> status(row) == status).count();
      page.append(" | ").append(count);
    }
    page.append(" |\n");
  }

  private void details(String source, List<Row> rows, StringBuilder page) {
    page.append("\n<details><summary>").append(source).append("</summary>\n\n");
    page.append("| id | role | level | about | status |\n| --- | --- | --- | --- | --- |\n");
    for (Row row : rows) {
      page.append("| ").append(row.id());
      page.append(" | ").append(row.role());
      page.append(" | ").append(row.level());
      page.append(" | ").append(row.title());
      page.append(" | ").append(text(row)).append(" |\n");
    }
    page.append("\n</details>\n");
  }

  private String text(Row row) {
    return switch (status(row)) {
      case COVERED -> "covered";
      case ELSEWHERE -> "not testable here: " + row.part().reason();
      case OPEN -> "**open**";
    };
  }
}
