package io.pop3.server.benchmarks.command;

import io.pop3.server.benchmarks.load.Limit;
import io.pop3.server.benchmarks.load.LoadGenerator;
import io.pop3.server.benchmarks.load.Plan;
import io.pop3.server.benchmarks.load.Scenario;
import io.pop3.server.benchmarks.load.Security;
import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.mail.Maildirs;
import io.pop3.server.benchmarks.mail.SizeLaw;
import io.pop3.server.benchmarks.report.Numbers;
import io.pop3.server.benchmarks.server.MailServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What sessions on one very large maildrop take, on the processor and on the clock: the first one,
 * those that find it as it was, and those that find or make a change.
 */
final class MaildropComparison {

  /** Teaches a server, and the compilers of ours, what is to come, on a maildrop of its own. */
  private static final MailSet WARM_UP = MailSet.crowded(5_000);

  private static final int MESSAGE_OCTETS = 2_000;
  private static final int REPETITIONS = 20;
  private static final int DEPTH = 16;

  /** Longer than the coarsest step in which file systems count time. */
  private static final long SETTLING_SECONDS = 3;

  private final Bench bench;
  private final LoadGenerator generator;
  private final Console console;
  private final Meter meter;
  private final MailSet set;
  private final Map<String, Row.Collector> cpu = new LinkedHashMap<>();
  private final Map<String, Row.Collector> time = new LinkedHashMap<>();

  MaildropComparison(Bench bench, LoadGenerator generator, Console console, int messages) {
    this.bench = bench;
    this.generator = generator;
    this.console = console;
    this.meter = new Meter(generator);
    this.set = new MailSet("maildrop", 1, messages, SizeLaw.fixed(MESSAGE_OCTETS));
  }

  /** Measures; two rows for each kind of session. */
  List<Row> rows() throws IOException {
    // A run that somebody ended may have left a change half made.
    bench.discard(set);
    bench.alternate(Bench.CHEAP_HASH, List.of(set, WARM_UP), this::changes);
    bench.alternate(Bench.CHEAP_HASH, List.of(set, WARM_UP), this::restart);
    if (bench.mayDropCaches()) {
      bench.alternate(Bench.CHEAP_HASH, List.of(set, WARM_UP), this::coldRestart);
    }
    bench.discard(set);
    List<Row> rows = new ArrayList<>();
    cpu.forEach((step, costs) -> rows.add(costs.row(step, "ms of CPU", "")));
    time.forEach((step, times) -> rows.add(times.row(step, "ms", "")));
    return rows;
  }

  private void changes(MailServer server) throws IOException {
    warmUp(server);
    server.provide(set);
    server.cache(set);
    server.forget(set);
    settle();
    step("first session", server, set, Scenario.LIST, 1);
    step("nothing changed", server, set, Scenario.LIST, REPETITIONS);

    MailSet withOneMore = set.withMessages(set.messages() + 1);
    server.add(withOneMore, set.messages() + 1, Maildirs.Part.NEW);
    step("one new message", server, withOneMore, Scenario.LIST, 1);
    settle();
    step("the session after it", server, withOneMore, Scenario.LIST, 1);

    MailSet withFewer = Scenario.prune(withOneMore);
    step("a tenth removed", server, withOneMore, Scenario.PRUNE, 1);
    step("the session after that", server, withFewer, Scenario.LIST, 1);

    server.add(set, withFewer.messages() + 1, Maildirs.Part.CURRENT);
    settle();
    // The index of a directory is good for a restart only once a session found it settled.
    generator.run(plan(server, set, Scenario.LIST), Limit.sessions(1));
  }

  private void restart(MailServer server) throws IOException {
    warmUp(server);
    step("nothing changed, server restarted", server, set, Scenario.LIST, 1);
  }

  private void coldRestart(MailServer server) throws IOException {
    warmUp(server);
    bench.dropCaches();
    step("nothing changed, server restarted, nothing cached", server, set, Scenario.LIST, 1);
  }

  private void warmUp(MailServer server) throws IOException {
    server.provide(WARM_UP);
    long end = System.nanoTime() + bench.warmUp().toNanos();
    do {
      server.forget(WARM_UP);
      generator.run(plan(server, WARM_UP, Scenario.LIST), Limit.sessions(2));
    } while (System.nanoTime() < end);
  }

  private void step(String name, MailServer server, MailSet mail, Scenario scenario, int sessions)
      throws IOException {
    Figures figures = meter.measure(server, plan(server, mail, scenario), Limit.sessions(sessions));
    double cost = figures.serverSeconds() * 1e3 / sessions;
    double latency = figures.tally().latency(0.5) * 1e3;
    cpu.computeIfAbsent(name, key -> new Row.Collector()).add(server.name(), cost);
    time.computeIfAbsent(name, key -> new Row.Collector()).add(server.name(), latency);
    console.say(
        String.format(
            "  %-8s %s: %s ms of CPU, %s ms",
            server.name(), name, Numbers.brief(cost), Numbers.brief(latency)));
  }

  private static Plan plan(MailServer server, MailSet mail, Scenario scenario) {
    return new Plan(server.address(false), Security.PLAINTEXT, mail, scenario, DEPTH, 1);
  }

  /** What changed within a step of the file system's clock may change again unseen. */
  private static void settle() {
    try {
      TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted (expected: to be left alone)", stop);
    }
  }
}
