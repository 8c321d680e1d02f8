package io.pop3.server.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessTreeTest {

  private static final String AFTER_NAME =
      " S 1 42 42 0 -1 4194560 1000 2000 3 4 150 50 7 3 20 0 12 0 12345 1000000 2000 18446744";

  @Test
  void cpuTimeOfAProcessAndItsEndedChildrenIsAddedUp() {
    assertThat(ProcessTree.cpuTicks("42 (java)" + AFTER_NAME)).isEqualTo(210);
  }

  @Test
  void aNameWithBlanksAndParenthesesDoesNotMatter() {
    assertThat(ProcessTree.cpuTicks("42 (a) b (c d)" + AFTER_NAME)).isEqualTo(210);
  }

  @Test
  void onlyThePssLineCounts() {
    String rollup =
        """
        55d0-7ffc ---p 00000000 00:00 0    [rollup]
        Rss:               90000 kB
        Pss:               81234 kB
        Pss_Dirty:         70000 kB
        """;
    assertThat(ProcessTree.pss(rollup)).isEqualTo(81_234);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void thisProcessCanBeRead() throws IOException {
    ProcessTree self = new ProcessTree(ProcessHandle.current().pid());
    assertThat(self.cpuSeconds()).isPositive();
    assertThat(self.pssKilobytes()).isGreaterThan(10_000);
  }
}
