package io.pop3.server.benchmarks.command;

import io.pop3.server.benchmarks.measure.Sample;
import io.pop3.server.benchmarks.report.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * One line of the table: what several servers needed for the same.
 *
 * @param name what was done
 * @param unit of the values
 * @param samples by the name of the server, ours first
 * @param note what else there is to say
 */
record Row(String name, String unit, Map<String, Sample> samples, String note) {

  Row {
    samples = new LinkedHashMap<>(samples);
  }

  /** How many times as much as the first server the second one needed, if there are two. */
  OptionalDouble ratio() {
    double[] medians = samples.values().stream().mapToDouble(Sample::median).toArray();
    return medians.length < 2 || medians[0] == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(medians[1] / medians[0]);
  }

  String median(String server) {
    Sample sample = samples.get(server);
    return sample == null ? "–" : Numbers.brief(sample.median());
  }

  String spreads() {
    return samples.values().stream()
        .map(sample -> Numbers.percent(sample.spread()))
        .collect(Collectors.joining(" / "));
  }
}
