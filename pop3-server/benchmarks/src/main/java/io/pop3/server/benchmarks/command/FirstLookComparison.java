package io.pop3.server.benchmarks.command;

import io.pop3.server.benchmarks.load.Limit;
import io.pop3.server.benchmarks.load.LoadGenerator;
import io.pop3.server.benchmarks.load.Plan;
import io.pop3.server.benchmarks.load.Scenario;
import io.pop3.server.benchmarks.load.Security;
import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.report.Numbers;
import io.pop3.server.benchmarks.server.MailServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The first poll of a big maildrop that the server has no index of. */
final class FirstLookComparison implements Comparison {

  private static final MailSet SET = MailSet.crowded(Work.CROWD);
  private static final String NAME = "first look at 100,000";

  private final Bench bench;
  private final LoadGenerator generator;
  private final Console console;

  FirstLookComparison(Bench bench, LoadGenerator generator, Console console) {
    this.bench = bench;
    this.generator = generator;
    this.console = console;
  }

  @Override
  public List<Row> rows(Predicate<String> wanted) throws IOException {
    if (!wanted.test(NAME)) {
      return List.of();
    }
    console.say(NAME);
    Row.Collector began = new Row.Collector();
    Row.Collector warm = new Row.Collector();
    Row.Collector cold = new Row.Collector();
    bench.alternate(
        Bench.CHEAP_HASH,
        List.of(SET),
        server -> {
          server.provide(SET);
          server.cache(SET);
          // Has the password remembered.
          poll(server);
          began.add(server.name(), look(server, "server just started", false));
          long end = System.nanoTime() + bench.warmUp().toNanos();
          while (System.nanoTime() < end) {
            server.forget(SET);
            poll(server);
          }
          warm.add(server.name(), look(server, "server at work", false));
          if (bench.mayDropCaches()) {
            cold.add(server.name(), look(server, "nothing cached", true));
          }
        });
    List<Row> rows = new ArrayList<>();
    rows.add(warm.row(NAME, "s", ""));
    rows.add(began.row(NAME + ", server just started", "s", ""));
    if (bench.mayDropCaches()) {
      rows.add(cold.row(NAME + ", nothing cached", "s", ""));
    }
    return rows;
  }

  private double look(MailServer server, String how, boolean cold) throws IOException {
    server.forget(SET);
    if (cold) {
      bench.dropCaches();
    }
    double seconds = poll(server);
    console.say(String.format("  %-8s %s s, %s", server.name(), Numbers.brief(seconds), how));
    return seconds;
  }

  private double poll(MailServer server) throws IOException {
    Plan poll = new Plan(server.address(false), Security.PLAINTEXT, SET, Scenario.POLL, 1, 1);
    return generator.run(poll, Limit.sessions(1)).latency(1);
  }
}
