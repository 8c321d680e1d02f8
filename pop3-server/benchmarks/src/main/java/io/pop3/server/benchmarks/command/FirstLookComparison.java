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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The first poll of a big maildrop that the server has no index of. */
final class FirstLookComparison implements Comparison {

  private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");
  private static final String ALL_CACHES = "3";

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
    MailSet set = MailSet.crowded(Work.CROWD);
    List<Row> rows = new ArrayList<>();
    for (boolean cold : List.of(false, true)) {
      String name = "first look at 100,000" + (cold ? ", nothing cached" : "");
      if (wanted.test(name) && (!cold || bench.mayDropCaches())) {
        console.say(name);
        Row.Collector times = new Row.Collector();
        bench.alternate(
            Bench.CHEAP_HASH,
            List.of(set),
            server -> times.add(server.name(), firstPoll(server, set, cold)));
        rows.add(times.row(name, "s", ""));
      }
    }
    return rows;
  }

  private double firstPoll(MailServer server, MailSet set, boolean cold) throws IOException {
    server.provide(set);
    Plan poll = new Plan(server.address(false), Security.PLAINTEXT, set, Scenario.POLL, 1, 1);
    // Checks that mail, password and files are in the caches, unless they are not to be.
    generator.run(poll, Limit.sessions(1));
    server.forget(set);
    if (cold) {
      Files.writeString(DROP_CACHES, ALL_CACHES);
    }
    double seconds = generator.run(poll, Limit.sessions(1)).latency(1);
    console.say(String.format("  %-8s %s s", server.name(), Numbers.brief(seconds)));
    return seconds;
  }
}
