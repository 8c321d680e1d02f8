package io.pop3.server.benchmarks.command;

import io.pop3.server.benchmarks.measure.Sample;
import io.pop3.server.benchmarks.report.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of the table: what servers needed for the same.
 *
 * @param name what was done
 * @param unit of the values
 * @param ours what pop3d needed, if it was measured
 * @param peers what Dovecot needed, if it was measured
 * @param note what else there is to say
 */
record Row(String name, String unit, Optional<Sample> ours, Optional<Sample> peers, String note) {

  static final String OURS = "pop3d";
  static final String PEERS = "Dovecot";

  /** How many times as much as ours the peer needed. */
  OptionalDouble ratio() {
    if (ours.isEmpty() || peers.isEmpty() || ours.get().median() <= 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(peers.get().median() / ours.get().median());
  }

  static String median(Optional<Sample> sample) {
    return sample.map(values -> Numbers.brief(values.median())).orElse("–");
  }

  String spreads() {
    return Stream.of(ours, peers)
        .flatMap(Optional::stream)
        .map(sample -> Numbers.percent(sample.spread()))
        .collect(Collectors.joining(" / "));
  }

  /** Gathers what the rounds give. */
  static final class Collector {

    private final Map<String, List<Double>> values = new TreeMap<>();

    void add(String server, double value) {
      values.computeIfAbsent(server, name -> new ArrayList<>()).add(value);
    }

    Row row(String name, String unit, String note) {
      return new Row(name, unit, sample(OURS), sample(PEERS), note);
    }

    Optional<Sample> sample(String server) {
      return Optional.ofNullable(values.get(server)).map(Sample::new);
    }
  }
}
