package io.pop3.conformance;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What became of the cases of a run.
 *
 * @param target where the server was
 * @param results one for each case, in the order in which they ran
 */
public record ConformanceReport(String target, List<CaseResult> results) {

  /** Copies the results. */
  public ConformanceReport {
    results = List.copyOf(results);
  }

  /**
   * The results with an outcome.
   *
   * @param outcome which
   * @return in order
   */
  public List<CaseResult> with(Outcome outcome) {
    return results.stream().filter(each -> each.outcome() == outcome).toList();
  }

  /**
   * How many cases of a level ended in some way.
   *
   * @param level the level
   * @param outcome the outcome
   * @return their number
   */
  public long count(Level level, Outcome outcome) {
    return with(outcome).stream().filter(each -> each.conformanceCase().level() == level).count();
  }

  /**
   * Tells whether no case failed that decides.
   *
   * @param deciding the levels that decide
   * @return true if there is no failure at these levels
   */
  public boolean conforms(Set<Level> deciding) {
    return with(Outcome.FAILED).stream()
        .noneMatch(each -> deciding.contains(each.conformanceCase().level()));
  }

  /**
   * The report for people: a line for each case, what was seen where it failed, and a count for
   * each level.
   *
   * @param withTranscripts whether failures show their conversations
   * @return lines of text
   */
  public String text(boolean withTranscripts) {
    StringBuilder text = new StringBuilder();
    String group = "";
    for (CaseResult result : results) {
      ConformanceCase each = result.conformanceCase();
      if (!each.group().equals(group)) {
        group = each.group();
        text.append('\n').append(group).append('\n');
      }
      text.append(line(result)).append('\n');
      if (withTranscripts && result.outcome() == Outcome.FAILED) {
        result.transcript().forEach(said -> text.append("      | ").append(said).append('\n'));
      }
    }
    return text.append('\n').append(summary()).toString();
  }

  private static String line(CaseResult result) {
    ConformanceCase each = result.conformanceCase();
    String line =
        String.format(
            Locale.ROOT,
            "  %-8s %-6s %-15s %s",
            name(result.outcome()),
            each.level(),
            each.id(),
            each.title());
    return result.explanation().isEmpty() ? line : line + "\n      " + result.explanation();
  }

  private static String name(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "pass";
      case FAILED -> "FAIL";
      case DEVIATION -> "declared";
      case NOT_APPLICABLE -> "n/a";
      case NOT_RUN -> "not run";
    };
  }

  /**
   * The counts for each level.
   *
   * @return lines of text
   */
  public String summary() {
    StringBuilder text = new StringBuilder(target).append('\n');
    text.append(row("", "passed", "failed", "declared", "n/a", "not run"));
    for (Level level : Level.values()) {
      text.append(
          row(
              level.toString(),
              Long.toString(count(level, Outcome.PASSED)),
              Long.toString(count(level, Outcome.FAILED)),
              Long.toString(count(level, Outcome.DEVIATION)),
              Long.toString(count(level, Outcome.NOT_APPLICABLE)),
              Long.toString(count(level, Outcome.NOT_RUN))));
    }
    return text.toString();
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "  %-8s %8s %8s %8s %8s %8s%n", (Object[]) cells);
  }
}
