package io.pop3.server.benchmarks.command;

import io.pop3.server.benchmarks.report.BarChart;
import io.pop3.server.benchmarks.report.MarkdownTable;
import io.pop3.server.benchmarks.report.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells what a comparison gave: a table to read, and a chart beside it. */
final class Results {

  private Results() {}

  /** Prints the table, and writes it to {@code base.md} and a chart of the ratios to .svg. */
  static void write(Path base, List<Row> rows, Console console) throws IOException {
    MarkdownTable table =
        new MarkdownTable("work", "unit", "pop3d", "Dovecot", "ratio", "spread", "note");
    BarChart chart = new BarChart("How many times as much Dovecot needs");
    for (Row row : rows) {
      table.row(
          row.name(),
          row.unit(),
          Row.median(row.ours()),
          Row.median(row.peers()),
          row.ratio().isPresent() ? Numbers.brief(row.ratio().getAsDouble()) : "–",
          row.spreads(),
          row.note());
      row.ratio().ifPresent(ratio -> chart.bar(row.name(), ratio));
    }
    console.say("\n" + table.text());
    Path markdown = Path.of(base + ".md");
    Files.writeString(markdown, table.text());
    Files.writeString(Path.of(base + ".svg"), chart.svg());
    console.say("Written to " + markdown + " and " + base.getFileName() + ".svg");
  }
}
