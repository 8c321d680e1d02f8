package io.pop3.server.benchmarks.command;

import io.pop3.server.benchmarks.report.Numbers;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** The time and CPU from the start of a server to its first greeting, and its memory then. */
final class StartComparison implements Comparison {

  private static final String NAME = "start";
  private static final double KILOBYTES_PER_MEGABYTE = 1024;

  private final Bench bench;
  private final Console console;

  StartComparison(Bench bench, Console console) {
    this.bench = bench;
    this.console = console;
  }

  @Override
  public List<Row> rows(Predicate<String> wanted) throws IOException {
    if (!wanted.test(NAME)) {
      return List.of();
    }
    console.say(NAME);
    Row.Collector times = new Row.Collector();
    Row.Collector work = new Row.Collector();
    Row.Collector memory = new Row.Collector();
    bench.alternate(
        Bench.CHEAP_HASH,
        List.of(),
        server -> {
          double cpu = server.processes().cpuSeconds();
          double megabytes = server.processes().pssKilobytes() / KILOBYTES_PER_MEGABYTE;
          times.add(server.name(), server.startSeconds());
          work.add(server.name(), cpu);
          memory.add(server.name(), megabytes);
          console.say(
              String.format(
                  "  %-8s %s s, %s s of CPU; %s MB",
                  server.name(),
                  Numbers.brief(server.startSeconds()),
                  Numbers.brief(cpu),
                  Numbers.brief(megabytes)));
        });
    return List.of(
        times.row("start to first greeting", "s", ""),
        work.row("start, CPU", "s", ""),
        memory.row("start, memory without users", "MB", ""));
  }
}
