package io.pop3.server.benchmarks.command;

import io.pop3.server.benchmarks.load.Limit;
import io.pop3.server.benchmarks.load.LoadGenerator;
import io.pop3.server.benchmarks.load.Plan;
import io.pop3.server.benchmarks.load.Scenario;
import io.pop3.server.benchmarks.report.LineChart;
import io.pop3.server.benchmarks.report.MarkdownTable;
import io.pop3.server.benchmarks.report.Numbers;
import io.pop3.server.benchmarks.server.MailServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code grow}: how cost grows with what a server has to do. */
@Command(
    name = "grow",
    description = "Measures how cost grows with what there is to do.",
    mixinStandardHelpOptions = true)
final class GrowCommand implements Callable<Integer> {

  private static final double KILOBYTES_PER_MEGABYTE = 1024;

  @Mixin private Bench bench = new Bench();

  @Parameters(
      paramLabel = "CURVE",
      arity = "1..*",
      description = "What grows: ${COMPLETION-CANDIDATES}.")
  private List<Curve> curves = List.of();

  @Option(
      names = "--points",
      paramLabel = "N",
      split = ",",
      description = "Where to measure; small ones unless given, so that it takes minutes.")
  private List<Long> points = List.of();

  @Spec private @Nullable CommandSpec spec;

  private GrowCommand() {}

  @Override
  public Integer call() throws IOException {
    Console console = new Console(Objects.requireNonNull(spec).commandLine().getOut());
    try (LoadGenerator generator = bench.generator()) {
      for (Curve curve : curves) {
        List<Row> rows = new ArrayList<>();
        List<Long> wanted = points.isEmpty() ? curve.points() : points;
        for (long x : wanted) {
          console.say(curve.label() + ": " + x);
          rows.add(measure(generator, curve, x, console));
        }
        write(curve, wanted, rows, console);
      }
    }
    return 0;
  }

  private Row measure(LoadGenerator generator, Curve curve, long x, Console console)
      throws IOException {
    Work work = curve.work(x);
    Row.Collector costs = new Row.Collector();
    bench.alternate(
        Bench.CHEAP_HASH,
        List.of(work.set()),
        server -> {
          server.provide(work.set());
          double cost =
              work.scenario() == Scenario.IDLE
                  ? memory(generator, server, work)
                  : cpu(generator, server, work, curve.concurrency(x));
          costs.add(server.name(), cost);
          console.say(
              String.format("  %-8s %s %s", server.name(), Numbers.brief(cost), curve.unit()));
        });
    bench.discard(work.set());
    return costs.row(Long.toString(x), curve.unit(), "");
  }

  private static double memory(LoadGenerator generator, MailServer server, Work work)
      throws IOException {
    return generator.whileHolding(
            work.plan(server), work.set().users(), server.processes()::pssKilobytes)
        / KILOBYTES_PER_MEGABYTE;
  }

  private double cpu(LoadGenerator generator, MailServer server, Work work, int concurrency)
      throws IOException {
    Meter meter = new Meter(generator);
    meter.warmUp(server, work, bench.warmUp());
    Plan plan =
        new Plan(
            server.address(false),
            work.security(),
            work.set(),
            work.scenario(),
            work.depth(),
            concurrency);
    Figures figures = meter.measure(server, plan, Limit.time(bench.time()));
    return work.unit().cost(figures.serverSeconds(), figures.tally());
  }

  private void write(Curve curve, List<Long> xs, List<Row> rows, Console console)
      throws IOException {
    MarkdownTable table =
        new MarkdownTable(curve.label(), "pop3d, " + curve.unit(), "Dovecot", "spread");
    LineChart chart = new LineChart(curve.unit(), curve.label());
    for (int i = 0; i < rows.size(); i++) {
      long x = xs.get(i);
      Row row = rows.get(i);
      table.row(
          String.format(Locale.ROOT, "%,d", x),
          Row.median(row.ours()),
          Row.median(row.peers()),
          row.spreads());
      row.ours().ifPresent(sample -> chart.point(Row.OURS, (double) x, sample.median()));
      row.peers().ifPresent(sample -> chart.point(Row.PEERS, (double) x, sample.median()));
    }
    String name = "grow-" + curve.name().toLowerCase(Locale.ROOT);
    Path directory = bench.site().directory();
    Files.writeString(directory.resolve(name + ".md"), table.text());
    Files.writeString(directory.resolve(name + ".svg"), chart.svg());
    console.say("\n" + table.text());
    console.say("Written to " + directory.resolve(name) + ".md and .svg");
  }
}
