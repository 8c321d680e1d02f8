package io.pop3.server.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown. Not safe for several threads. */
public final class MarkdownTable {

  private final int columns;
  private final List<String> lines = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param headings of its columns
   */
  public MarkdownTable(String... headings) {
    this.columns = headings.length;
    row(headings);
    lines.add("|" + " --- |".repeat(columns));
  }

  /**
   * Adds a row.
   *
   * @param cells one for each column
   * @throws IllegalArgumentException if there are more or less cells than columns
   */
  public void row(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException("cells: " + cells.length + " (expected: " + columns + ")");
    }
    StringBuilder line = new StringBuilder("|");
    for (String cell : cells) {
      line.append(' ').append(cell.replace("|", "\\|")).append(" |");
    }
    lines.add(line.toString());
  }

  /**
   * The table so far.
   *
   * @return its lines, each ended by LF
   */
  public String text() {
    return String.join("\n", lines) + "\n";
  }
}
