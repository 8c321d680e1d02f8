package io.pop3.server.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {

  @Test
  void headingsRuleAndRowsFollowEachOther() {
    MarkdownTable table = new MarkdownTable("work", "cost");
    table.row("a|b", "1.00");
    assertThat(table.text())
        .isEqualTo(
            """
            | work | cost |
            | --- | --- |
            | a\\|b | 1.00 |
            """);
  }

  @Test
  void aRowOfAnotherWidthIsRefused() {
    MarkdownTable table = new MarkdownTable("work", "cost");
    assertThatThrownBy(() -> table.row("a")).isInstanceOf(IllegalArgumentException.class);
  }
}
