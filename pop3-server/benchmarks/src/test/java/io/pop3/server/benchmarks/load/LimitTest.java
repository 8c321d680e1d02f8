package io.pop3.server.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void aTimeBeginsBehindItsLead() {
    Limit limit = Limit.time(Duration.ofSeconds(8)).atRate(100).after(Duration.ofSeconds(2));
    assertThat(limit.rate()).isEqualTo(100);
    assertThat(limit.counts(2 * SECOND - 1)).isFalse();
    assertThat(limit.counts(2 * SECOND)).isTrue();
    assertThat(limit.isReached(1_000_000, 10 * SECOND - 1)).isFalse();
    assertThat(limit.isReached(0, 10 * SECOND)).isTrue();
  }

  @Test
  void withoutLeadEverySessionCounts() {
    Limit limit = Limit.sessions(3);
    assertThat(limit.counts(0)).isTrue();
    assertThat(limit.isReached(2, SECOND)).isFalse();
    assertThat(limit.isReached(3, 0)).isTrue();
  }
}
