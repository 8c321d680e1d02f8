package io.pop3.server.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineCpuTest {

  @Test
  void idleAndWaitingTimeIsNotBusy() {
    // user nice system idle iowait irq softirq steal guest guest_nice
    String stat = "cpu  100 20 30 9000 500 1 2 3 40 50\ncpu0 50 10 15 4500 250 0 1 1 20 25\n";
    assertThat(MachineCpu.busyTicks(stat)).isEqualTo(156);
  }
}
