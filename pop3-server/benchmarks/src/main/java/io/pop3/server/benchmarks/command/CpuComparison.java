package io.pop3.server.benchmarks.command;

import io.pop3.auth.file.PasswordHasher;
import io.pop3.server.benchmarks.load.LoadGenerator;
import io.pop3.server.benchmarks.load.Security;
import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.report.Numbers;
import io.pop3.server.benchmarks.server.MailServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The CPU time that running servers need for each piece of work, round by round. */
final class CpuComparison implements Comparison {

  private final Bench bench;
  private final Meter meter;
  private final Console console;

  CpuComparison(Bench bench, LoadGenerator generator, Console console) {
    this.bench = bench;
    this.meter = new Meter(generator);
    this.console = console;
  }

  @Override
  public List<Row> rows(Predicate<String> wanted) throws IOException {
    List<Work> works = Work.all().stream().filter(work -> wanted.test(work.name())).toList();
    List<Row> rows = new ArrayList<>();
    if (works.isEmpty()) {
      return rows;
    }
    List<MailSet> sets = works.stream().map(Work::set).distinct().toList();
    try (Servers servers = bench.start(PasswordHasher.argon2id(), sets)) {
      for (Work work : works) {
        console.say(work.name());
        rows.add(compare(servers, work));
      }
    }
    return rows;
  }

  private Row compare(Servers servers, Work work) throws IOException {
    for (MailServer server : servers.all()) {
      meter.warmUp(server, work, bench.warmUp());
    }
    Row.Collector costs = new Row.Collector();
    Map<String, List<Figures>> all = new LinkedHashMap<>();
    for (int round = 0; round < bench.rounds(); round++) {
      for (MailServer server : servers.all()) {
        Figures figures = meter.measure(server, work, bench.time());
        costs.add(server.name(), work.unit().cost(figures.serverSeconds(), figures.tally()));
        all.computeIfAbsent(server.name(), name -> new ArrayList<>()).add(figures);
        console.say("  " + describe(server, work, figures));
      }
      servers.turnRound();
    }
    return costs.row(work.name(), work.unit().text(), note(work, all));
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
    figures.forEach(
        (name, rounds) -> {
          if (work.security() == Security.TLS_RESUMED) {
            double resumed = sum(rounds, each -> each.tally().resumed());
            double sessions =
                sum(rounds, each -> each.tally().sessions() + each.tally().cutShort());
            notes.add(name + " resumed " + Numbers.percent(resumed / sessions));
          }
          double cut = sum(rounds, each -> each.tally().cutShort());
          if (cut > 0) {
            notes.add(name + " cut " + Math.round(cut) + " sessions short");
          }
        });
    return String.join("; ", notes);
  }

  private static double sum(List<Figures> rounds, ToDoubleFunction<Figures> of) {
    return rounds.stream().mapToDouble(of).sum();
  }
}
