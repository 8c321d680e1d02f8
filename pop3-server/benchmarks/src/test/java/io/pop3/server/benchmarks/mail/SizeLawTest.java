package io.pop3.server.benchmarks.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SizeLawTest {

  @Test
  void mixedMailHasTheMedianAndTheMeanThatItClaims() {
    Random random = new Random(1);
    long[] sizes =
        LongStream.generate(() -> SizeLaw.mixed().next(random)).limit(200_000).sorted().toArray();
    assertThat(sizes[0]).isEqualTo(700);
    assertThat(sizes[sizes.length - 1]).isLessThanOrEqualTo(25_000_000);
    assertThat((double) sizes[sizes.length / 2]).isBetween(11_000.0, 13_000.0);
    assertThat(LongStream.of(sizes).average().orElseThrow()).isBetween(67_000.0, 81_000.0);
  }
}
