package io.pop3.server.benchmarks.command;

import io.pop3.auth.file.PasswordHasher;
import io.pop3.server.benchmarks.load.LoadGenerator;
import io.pop3.server.benchmarks.load.Security;
import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.measure.Sample;
import io.pop3.server.benchmarks.report.Numbers;
import io.pop3.server.benchmarks.server.MailServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code compare}: the CPU time that servers need for the same work, alternating. */
@Command(
    name = "compare",
    description = "Compares the CPU time that pop3d and Dovecot need for the same work.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

  @Mixin private Bench bench = new Bench();

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      split = ";",
      description = "Only work whose name begins so; several apart by semicolons.")
  private List<String> only = List.of();

  @Spec private @Nullable CommandSpec spec;

  private CompareCommand() {}

  @Override
  public Integer call() throws IOException {
    List<Work> works = Work.all().stream().filter(this::isWanted).toList();
    List<MailSet> sets = works.stream().map(Work::set).distinct().toList();
    List<Row> rows = new ArrayList<>();
    try (LoadGenerator generator = bench.generator()) {
      Meter meter = new Meter(generator);
      List<MailServer> servers = bench.start(PasswordHasher.argon2id(), sets);
      try {
        for (Work work : works) {
          say(work.name());
          rows.add(compare(meter, servers, work));
        }
      } finally {
        for (MailServer server : servers) {
          server.close();
        }
      }
    }
    Results.write(bench.site().directory().resolve("compare"), rows, out());
    return 0;
  }

  private boolean isWanted(Work work) {
    return only.isEmpty() || only.stream().anyMatch(work.name()::startsWith);
  }

  private Row compare(Meter meter, List<MailServer> servers, Work work) throws IOException {
    for (MailServer server : servers) {
      meter.warmUp(server, work, bench.warmUp());
    }
    Map<String, List<Figures>> figures = new LinkedHashMap<>();
    servers.forEach(server -> figures.put(server.name(), new ArrayList<>()));
    List<MailServer> order = new ArrayList<>(servers);
    for (int round = 0; round < bench.rounds(); round++) {
      for (MailServer server : order) {
        Figures measured = meter.measure(server, work, bench.time());
        Objects.requireNonNull(figures.get(server.name())).add(measured);
        say("  " + describe(server, work, measured));
      }
      Collections.reverse(order);
    }
    Map<String, Sample> samples = new LinkedHashMap<>();
    figures.forEach(
        (name, rounds) ->
            samples.put(
                name,
                new Sample(
                    rounds.stream()
                        .map(each -> work.unit().cost(each.serverSeconds(), each.tally()))
                        .toList())));
    return new Row(work.name(), work.unit().text(), samples, note(work, figures));
  }

  private static String describe(MailServer server, Work work, Figures figures) {
    return String.format(
        Locale.ROOT,
        "%-8s %s %s; %s a second; p99 %s ms; clients %s busy, others %s, GC %d pauses of %.0f ms",
        server.name(),
        Numbers.brief(work.unit().cost(figures.serverSeconds(), figures.tally())),
        work.unit().text(),
        Numbers.brief(work.unit().count(figures.tally()) / figures.tally().seconds()),
        Numbers.brief(figures.tally().latency(0.99) * 1e3),
        Numbers.percent(figures.clientBusy()),
        Numbers.percent(figures.disturbance()),
        figures.pauses().count(),
        figures.pauses().milliseconds());
  }

  private static String note(Work work, Map<String, List<Figures>> figures) {
    List<String> notes = new ArrayList<>();
    if (work.security() == Security.TLS_RESUMED) {
      figures.forEach(
          (name, rounds) ->
              notes.add(
                  name
                      + " resumed "
                      + Numbers.percent(
                          sum(rounds, each -> each.tally().resumed())
                              / sum(rounds, each -> each.tally().sessions()))));
    }
    figures.forEach(
        (name, rounds) -> {
          double cut = sum(rounds, each -> each.tally().cutShort());
          if (cut > 0) {
            notes.add(name + " cut " + Numbers.brief(cut) + " sessions short");
          }
        });
    return String.join("; ", notes);
  }

  private static double sum(List<Figures> rounds, ToDoubleFunction<Figures> of) {
    return rounds.stream().mapToDouble(of).sum();
  }

  private void say(String line) {
    out().println(line);
    out().flush();
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
