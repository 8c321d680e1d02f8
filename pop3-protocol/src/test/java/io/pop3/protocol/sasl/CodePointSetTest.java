package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the tables of RFC 3454 are written down. */
class CodePointSetTest {

  @Test
  void setHoldsItsRangesAndNothingElse() {
    CodePointSet set = CodePointSet.parse("0000 0041-0043\n 0045-0045 10FFFE-10FFFF ");

    assertThat(IntStream.rangeClosed(0, 0x10FFFF).filter(set::contains))
        .containsExactly(0, 0x41, 0x42, 0x43, 0x45, 0x10FFFE, 0x10FFFF);
    assertThat(CodePointSet.parse("0042").contains('A')).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0042 0041", "0041 0041", "0041-0043 0043", "0042-0041"})
  void tableThatDoesNotAscendIsRefused(String ranges) {
    assertThatThrownBy(() -> CodePointSet.parse(ranges))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("(expected: ascending)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0041", "0041-", "x", ""})
  void whatIsNoRangeIsRefused(String ranges) {
    assertThatThrownBy(() -> CodePointSet.parse(ranges))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
