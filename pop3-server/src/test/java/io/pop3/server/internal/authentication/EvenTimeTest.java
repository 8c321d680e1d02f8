package io.pop3.server.internal.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EvenTimeTest {

  private final EvenTime evenTime = new EvenTime();

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(evenTime.nanos()).isZero();
  }

  @Test
  void oneInTenMayBeSlower() {
    for (int i = 0; i < 60; i++) {
      evenTime.note(100);
    }
    for (int i = 0; i < 4; i++) {
      evenTime.note(1_000_000);
    }
    assertThat(evenTime.nanos()).isEqualTo(100);
  }

  /** What was long ago does not count, however often there were checks. */
  @Property(tries = 50)
  void onlyTheLatestChecksCount(
      @ForAll @Size(max = 300) List<@LongRange(min = 1000, max = 9999) Long> before) {
    EvenTime time = new EvenTime();
    before.forEach(time::note);
    for (int i = 0; i < 64; i++) {
      time.note(7);
    }
    assertThat(time.nanos()).isEqualTo(7);
  }

  /** Half of real checks at least are over by then, so that medians are the same for all. */
  @Property(tries = 100)
  void mostChecksAreOverByThen(
      @ForAll @Size(min = 1, max = 64) List<@LongRange(min = 0, max = 9999) Long> checks) {
    EvenTime time = new EvenTime();
    checks.forEach(time::note);
    long over = checks.stream().filter(nanos -> nanos <= time.nanos()).count();
    assertThat(over).isGreaterThanOrEqualTo((checks.size() * 9L) / 10);
  }
}
