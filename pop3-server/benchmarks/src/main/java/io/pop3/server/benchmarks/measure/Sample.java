package io.pop3.server.benchmarks.measure;

import java.util.Arrays;
import java.util.List;

/**
 * What repeated measurements of one thing gave.
 *
 * @param values one a round, at least one
 */
public record Sample(List<Double> values) {

  /**
   * Copies the values.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Sample {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("sample: empty (expected: 1 value at least)");
    }
    values = List.copyOf(values);
  }

  /**
   * The value in the middle.
   *
   * @return the median; of an even number of values the mean of the two in the middle
   */
  public double median() {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * How far the values lie apart.
   *
   * @return the distance of the greatest from the least, as a share of the median; 0 if that is 0
   */
  public double spread() {
    double least = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double greatest = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    double median = median();
    return median == 0 ? 0 : (greatest - least) / median;
  }
}
