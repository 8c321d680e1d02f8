package io.pop3.protocol.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What values look like as text, and how they are ordered. */
class ShownValuesTest {

  @Test
  void uniqueIdsAreOrderedAsTextAndShowTheirValue() {
    UniqueId first = new UniqueId("a");

    assertThat(first).isLessThan(new UniqueId("b")).isEqualByComparingTo(new UniqueId("a"));
    assertThat(new UniqueId("b")).isGreaterThan(first);
    assertThat(first).hasToString("a");
  }

  @Test
  void printableAsciiIsShownAsItIs() {
    assertThat(Printable.of(" ~")).isEqualTo("\" ~\"");
    assertThat(Printable.of("\u001f\u007f")).isEqualTo("\"\\u001f\\u007f\"");
    assertThat(Printable.of("\"\\")).isEqualTo("\"\\\"\\\\\"");
  }
}
