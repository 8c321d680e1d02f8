package io.pop3.server.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void aShareOfAllSessionsTookNoLongerThanItsLatency() {
    Tally tally = new Tally();
    for (int i = 2_000; i >= 1; i--) {
      tally.sessionEnded();
      tally.sessionTook(i * 1_000_000L);
    }
    assertThat(tally.sessions()).isEqualTo(2_000);
    assertThat(tally.latency(0.5)).isEqualTo(1.0);
    assertThat(tally.latency(0.99)).isEqualTo(1.98);
    assertThat(tally.latency(1)).isEqualTo(2.0);
  }

  @Test
  void twoRunsTogetherHaveTheLatenciesOfBoth() {
    Tally first = new Tally();
    first.sessionEnded();
    first.sessionTook(1_000_000_000L);
    first.messageEnded(100);
    first.took(2_000_000_000L);
    Tally second = new Tally();
    second.sessionEnded();
    second.sessionTook(3_000_000_000L);
    second.sessionCutShort();
    second.sessionResumed();
    second.took(4_000_000_000L);

    Tally both = first.plus(second);
    assertThat(both.sessions()).isEqualTo(2);
    assertThat(both.messages()).isEqualTo(1);
    assertThat(both.octets()).isEqualTo(100);
    assertThat(both.cutShort()).isEqualTo(1);
    assertThat(both.resumed()).isEqualTo(1);
    assertThat(both.seconds()).isEqualTo(6);
    assertThat(both.latency(0.5)).isEqualTo(1);
    assertThat(both.latency(1)).isEqualTo(3);
  }

  @Test
  void aSessionCountsWithoutLatencyToo() {
    Tally tally = new Tally();
    tally.sessionEnded();
    assertThat(tally.sessions()).isEqualTo(1);
    assertThat(tally.latency(0.99)).isZero();
  }
}
