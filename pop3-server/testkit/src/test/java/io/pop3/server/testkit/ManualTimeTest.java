package io.pop3.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualTimeTest {

  private final ManualTime time = new ManualTime();
  private final List<String> happened = new ArrayList<>();

  private void noteAfter(int seconds, String name) {
    time.schedule(Duration.ofSeconds(seconds), () -> happened.add(name + "@" + seconds(time)));
  }

  private static long seconds(ManualTime time) {
    return Duration.ofNanos(time.nanoTime()).toSeconds();
  }

  @Test
  void whatComesDueFindsTheTimeThatTheTestSet() {
    noteAfter(5, "second");
    noteAfter(3, "first");
    noteAfter(11, "never");

    time.advance(Duration.ofSeconds(10));

    assertThat(happened).containsExactly("first@10", "second@10");
  }

  @Test
  void whatIsScheduledMeanwhileWaitsFromTheNewTime() {
    time.schedule(Duration.ofSeconds(1), () -> noteAfter(0, "at once"));
    time.schedule(Duration.ofSeconds(1), () -> noteAfter(1, "later"));

    time.advance(Duration.ofSeconds(10));
    assertThat(happened).containsExactly("at once@10");

    time.advance(Duration.ofSeconds(1));
    assertThat(happened).containsExactly("at once@10", "later@11");
  }

  @Test
  void whatIsTakenBackDoesNotRun() {
    time.schedule(Duration.ofSeconds(1), () -> happened.add("never")).cancel();

    time.advance(Duration.ofSeconds(1));

    assertThat(happened).isEmpty();
  }

  @Test
  void clockAndNanoTimeMoveTogether() {
    Instant begin = time.clock().instant();

    time.advance(Duration.ofMillis(1500));

    assertThat(time.clock().instant()).isEqualTo(begin.plusMillis(1500));
  }
}
