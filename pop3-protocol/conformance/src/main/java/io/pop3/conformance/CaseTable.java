package io.pop3.conformance;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The cases as tables of Markdown, for the README. */
final class CaseTable {

  private CaseTable() {}

  static String of(List<ConformanceCase> cases) {
    StringBuilder text = new StringBuilder();
    String group = "";
    for (ConformanceCase each : cases) {
      if (!each.group().equals(group)) {
        group = each.group();
        text.append(text.isEmpty() ? "" : "\n")
            .append("#### ")
            .append(group)
            .append("\n\n| Case | Level | Clause | What must hold | Also covers | Needs |\n")
            .append("| --- | --- | --- | --- | --- | --- |\n");
      }
      text.append(row(each));
    }
    return text.toString();
  }

  private static String row(ConformanceCase each) {
    String needs =
        each.needs().stream()
            .sorted()
            .map(need -> need.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));
    return "| "
        + String.join(
            " | ",
            each.id(),
            each.level().toString(),
            each.clause(),
            escaped(each.title()),
            String.join(", ", each.alsoCovers()),
            needs)
        + " |\n";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
  }
}
