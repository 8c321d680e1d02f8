package io.pop3.server.benchmarks.login;

import java.util.Arrays;
import java.util.Locale;

/** How long something took, again and again. For one thread. */
final class Samples {

  private static final double NANOS_PER_MILLI = 1e6;

  private long[] nanos = new long[1024];
  private int count;

  void add(long sample) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = sample;
  }

  int count() {
    return count;
  }

  /** In milliseconds: what a share of the samples did not exceed. */
  double quantile(double share) {
    if (count == 0) {
      throw new IllegalStateException("samples: none (expected: at least one)");
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[(int) ((count - 1) * share)] / NANOS_PER_MILLI;
  }

  double median() {
    return quantile(0.5);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d samples, median %.3f ms, 90 %% %.3f ms, 99 %% %.3f ms",
        count,
        median(),
        quantile(0.9),
        quantile(0.99));
  }
}
