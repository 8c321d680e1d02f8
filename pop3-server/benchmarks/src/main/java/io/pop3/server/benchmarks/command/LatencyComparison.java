package io.pop3.server.benchmarks.command;

import io.pop3.auth.file.PasswordHasher;
import io.pop3.server.benchmarks.load.Limit;
import io.pop3.server.benchmarks.load.LoadGenerator;
import io.pop3.server.benchmarks.load.Plan;
import io.pop3.server.benchmarks.load.Scenario;
import io.pop3.server.benchmarks.load.Security;
import io.pop3.server.benchmarks.load.Tally;
import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.report.Numbers;
import io.pop3.server.benchmarks.server.MailServer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * How long polls take when they come by the clock, half as many as the server can do. Time runs
 * from the planned start, so that waiting for a server that fell behind counts.
 */
final class LatencyComparison implements Comparison {

  private static final String NAME = "half load";
  private static final double MOST = 0.99;
  private static final double NEARLY_ALL = 0.999;
  private static final Duration LEAD = Duration.ofSeconds(2);

  private final Bench bench;
  private final LoadGenerator generator;
  private final Console console;

  LatencyComparison(Bench bench, LoadGenerator generator, Console console) {
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
    MailSet set = MailSet.small("k2");
    Work poll = new Work(NAME, Work.Unit.SESSION, set, Scenario.POLL, Security.PLAINTEXT, 1);
    Meter meter = new Meter(generator);
    Row.Collector most = new Row.Collector();
    Row.Collector nearlyAll = new Row.Collector();
    try (Servers servers = bench.start(PasswordHasher.argon2id(), List.of(set))) {
      Map<String, Double> rates = new HashMap<>();
      for (MailServer server : servers.all()) {
        meter.warmUp(server, poll, bench.warmUp());
        Tally full = generator.run(poll.plan(server), Limit.time(bench.time()));
        double rate = full.sessions() / full.seconds() / 2;
        rates.put(server.name(), rate);
        // Both sides do other things by the clock than as fast as they can: these warm up, too.
        generator.run(open(poll, server), Limit.time(bench.warmUp()).atRate(rate));
      }
      for (int round = 0; round < bench.rounds(); round++) {
        for (MailServer server : servers.all()) {
          double rate = Objects.requireNonNull(rates.get(server.name()));
          Limit limit = Limit.time(bench.time()).atRate(rate).after(LEAD);
          Tally tally = generator.run(open(poll, server), limit);
          most.add(server.name(), tally.latency(MOST) * 1e3);
          nearlyAll.add(server.name(), tally.latency(NEARLY_ALL) * 1e3);
          console.say(
              String.format(
                  "  %-8s p99 %s ms, p99.9 %s ms at %s polls a second",
                  server.name(),
                  Numbers.brief(tally.latency(MOST) * 1e3),
                  Numbers.brief(tally.latency(NEARLY_ALL) * 1e3),
                  Numbers.brief(rate)));
        }
        servers.turnRound();
      }
    }
    return List.of(
        most.row("half load, p99 of a poll", "ms", ""),
        nearlyAll.row("half load, p99.9 of a poll", "ms", ""));
  }

  /** As many sessions at a time as there are users: the clock decides, not the answers. */
  private static Plan open(Work poll, MailServer server) {
    return new Plan(
        server.address(false),
        poll.security(),
        poll.set(),
        poll.scenario(),
        poll.depth(),
        poll.set().users());
  }
}
