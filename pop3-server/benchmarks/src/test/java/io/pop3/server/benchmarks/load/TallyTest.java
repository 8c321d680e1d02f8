package io.pop3.server.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void aShareOfAllSessionsTookNoLongerThanItsLatency() {
    Tally tally = new Tally();
    for (int i = 2_000; i >= 1; i--) {
      tally.sessionEnded(i * 1_000_000L);
    }
    assertThat(tally.sessions()).isEqualTo(2_000);
    assertThat(tally.latency(0.5)).isEqualTo(1.0);
    assertThat(tally.latency(0.99)).isEqualTo(1.98);
    assertThat(tally.latency(1)).isEqualTo(2.0);
  }

  @Test
  void withoutSessionsThereIsNoLatency() {
    assertThat(new Tally().latency(0.99)).isZero();
  }
}
