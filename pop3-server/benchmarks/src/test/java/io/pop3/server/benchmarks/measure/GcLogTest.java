package io.pop3.server.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pop3.server.benchmarks.measure.GcLog.Pauses;
import org.junit.jupiter.api.Test;

class GcLogTest {

  @Test
  void pausesAreCountedAndAddedUp() {
    String log =
        """
        [0.005s][info][gc] Using Serial
        [0.850s][info][gc] GC(0) Pause Young (Allocation Failure) 17M->3M(61M) 5.250ms
        [1.850s][info][gc] GC(1) Concurrent Mark Cycle 12.000ms
        [2.850s][info][gc] GC(2) Pause Full (Metadata GC Threshold) 20M->9M(61M) 30.500ms
        """;
    Pauses pauses = GcLog.parse(log);
    assertThat(pauses.count()).isEqualTo(2);
    assertThat(pauses.milliseconds()).isCloseTo(35.75, within(1e-9));
  }

  @Test
  void whatCameSinceIsTheDifference() {
    assertThat(new Pauses(5, 20).since(new Pauses(3, 15))).isEqualTo(new Pauses(2, 5));
  }
}
