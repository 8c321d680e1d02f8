package io.pop3.server.benchmarks.command;

import io.pop3.server.benchmarks.load.LoadGenerator;
import io.pop3.server.benchmarks.load.Plan;
import io.pop3.server.benchmarks.load.Scenario;
import io.pop3.server.benchmarks.load.Security;
import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.mail.SizeLaw;
import io.pop3.server.benchmarks.report.Numbers;
import io.pop3.server.benchmarks.server.MailServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The memory of a session that is logged in and does nothing: how much more a fresh server has with
 * all sessions than with the first tenth, divided by the rest. So what a server needs once counts
 * nothing.
 */
final class IdleComparison implements Comparison {

  private static final int MESSAGES = 10;
  private static final int MESSAGE_OCTETS = 2_000;
  private static final int FIRST_SHARE = 10;

  private final Bench bench;
  private final LoadGenerator generator;
  private final Console console;

  IdleComparison(Bench bench, LoadGenerator generator, Console console) {
    this.bench = bench;
    this.generator = generator;
    this.console = console;
  }

  static MailSet mail(int users) {
    return new MailSet("idle" + users, users, MESSAGES, SizeLaw.fixed(MESSAGE_OCTETS));
  }

  @Override
  public List<Row> rows(Predicate<String> wanted) throws IOException {
    List<Row> rows = new ArrayList<>();
    MailSet set = mail(bench.idleSessions());
    for (Security security : List.of(Security.PLAINTEXT, Security.TLS)) {
      String name = security.isTls() ? "idle session, TLS" : "idle session";
      if (wanted.test(name)) {
        console.say(name);
        Row.Collector costs = new Row.Collector();
        bench.alternate(
            Bench.CHEAP_HASH,
            List.of(set),
            server -> costs.add(server.name(), perSession(server, set, security)));
        rows.add(costs.row(name, "KB of memory", set.users() + " sessions"));
      }
    }
    return rows;
  }

  private double perSession(MailServer server, MailSet set, Security security) throws IOException {
    server.provide(set);
    Plan plan =
        new Plan(
            server.address(security.isTls()), security, set, Scenario.IDLE, 1, Work.CONCURRENCY);
    int few = set.users() / FIRST_SHARE;
    long withFew = memory(server, plan, few);
    long withAll = memory(server, plan, set.users());
    double each = (double) (withAll - withFew) / (set.users() - few);
    console.say(
        String.format(
            "  %-8s %s KB a session; %d MB with %d",
            server.name(), Numbers.brief(Math.max(0, each)), withAll / 1024, set.users()));
    return each;
  }

  private long memory(MailServer server, Plan plan, int sessions) throws IOException {
    return generator.whileHolding(plan, sessions, server.processes()::pssKilobytes);
  }
}
