package io.pop3.server.benchmarks.maildrop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured, as a table with the ratios of two servers in one run. */
final class Figures {

  private final Map<String, Map<String, List<Sample>>> samples = new LinkedHashMap<>();
  private final Map<String, Map<String, Double>> memory = new LinkedHashMap<>();

  /**
   * A session, or the part of it that a step is about.
   *
   * @param stat milliseconds from connecting to the answer to STAT; or to what else the step says
   * @param uidl milliseconds of UIDL
   * @param list milliseconds of LIST
   * @param cpu milliseconds of the server's processor time
   */
  record Sample(double stat, double uidl, double list, double cpu) {

    private double together() {
      return stat + uidl + list;
    }
  }

  void add(String step, String server, Sample sample) {
    samples
        .computeIfAbsent(step, key -> new LinkedHashMap<>())
        .computeIfAbsent(server, key -> new ArrayList<>())
        .add(sample);
  }

  void addMemory(String step, String server, double octets) {
    memory.computeIfAbsent(step, key -> new LinkedHashMap<>()).put(server, octets);
  }

  /** Medians, in Markdown. */
  String toMarkdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        "| step | server | to STAT, ms | UIDL, ms | LIST, ms | together | server CPU, ms |\n");
    text.append("| --- | --- | --- | --- | --- | --- | --- |\n");
    samples.forEach(
        (step, servers) -> {
          servers.forEach((server, all) -> text.append(row(step, server, all)));
          if (servers.size() == 2) {
            List<List<Sample>> pair = List.copyOf(servers.values());
            text.append(ratio(pair.get(0), pair.get(1)));
          }
        });
    memory.forEach(
        (step, servers) ->
            servers.forEach(
                (server, octets) ->
                    text.append(
                        String.format(
                            Locale.ROOT,
                            "| %s | %s | %.1f MB | | | | |%n",
                            step,
                            server,
                            octets / 1e6))));
    return text.toString();
  }

  private static String row(String step, String server, List<Sample> all) {
    return String.format(
        Locale.ROOT,
        "| %s (%d) | %s | %.1f | %.1f | %.1f | %.1f | %.0f |%n",
        step,
        all.size(),
        server,
        median(all, Sample::stat),
        median(all, Sample::uidl),
        median(all, Sample::list),
        median(all, Sample::together),
        median(all, Sample::cpu));
  }

  private static String ratio(List<Sample> ours, List<Sample> others) {
    return String.format(
        Locale.ROOT,
        "| | the second takes as much as the first, times | %.1f | | | %.1f | %.1f |%n",
        median(others, Sample::stat) / median(ours, Sample::stat),
        median(others, Sample::together) / median(ours, Sample::together),
        median(others, Sample::cpu) / Math.max(1, median(ours, Sample::cpu)));
  }

  private static double median(List<Sample> all, ToDoubleFunction<Sample> value) {
    double[] sorted = all.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
