package io.pop3.server.benchmarks.command;

import com.sun.management.OperatingSystemMXBean;
import io.pop3.server.benchmarks.load.Limit;
import io.pop3.server.benchmarks.load.LoadGenerator;
import io.pop3.server.benchmarks.load.Plan;
import io.pop3.server.benchmarks.load.Scenario;
import io.pop3.server.benchmarks.load.Security;
import io.pop3.server.benchmarks.load.Tally;
import io.pop3.server.benchmarks.measure.GcLog;
import io.pop3.server.benchmarks.measure.MachineCpu;
import io.pop3.server.benchmarks.server.MailServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Runs a piece of work on a server and reads what it cost. */
final class Meter {

  private final LoadGenerator generator;
  private final OperatingSystemMXBean self =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  Meter(LoadGenerator generator) {
    this.generator = generator;
  }

  /** Has every user log in once, so that passwords and indexes are known, then goes on a while. */
  void warmUp(MailServer server, Work work, Duration time) throws IOException {
    server.provide(work.set());
    Plan login =
        new Plan(
            server.address(false),
            Security.PLAINTEXT,
            work.set(),
            Scenario.POLL,
            1,
            Work.CONCURRENCY);
    generator.run(login, Limit.sessions(work.set().users()));
    measure(server, work, time);
  }

  Figures measure(MailServer server, Work work, Duration time) throws IOException {
    return work.scenario() == Scenario.DRAIN
        ? drain(server, work, time)
        : measure(server, work.plan(server), Limit.time(time));
  }

  /** Drains every maildrop again and again; filling them between is not in the figures. */
  private Figures drain(MailServer server, Work work, Duration time) throws IOException {
    Figures figures = drain(server, work);
    while (figures.tally().seconds() < time.toNanos() / 1e9) {
      figures = figures.plus(drain(server, work));
    }
    return figures;
  }

  private Figures drain(MailServer server, Work work) throws IOException {
    server.expend(work.set());
    Figures figures = measure(server, work.plan(server), Limit.sessions(work.set().users()));
    server.refill(work.set());
    return figures;
  }

  Figures measure(MailServer server, Plan plan, Limit limit) throws IOException {
    double serverBefore = server.processes().cpuSeconds();
    double machineBefore = MachineCpu.busySeconds();
    long selfBefore = self.getProcessCpuTime();
    GcLog.Pauses pausesBefore = server.pauses();
    Tally tally = generator.run(plan, limit);
    double serverSeconds = server.processes().cpuSeconds() - serverBefore;
    double machineSeconds = MachineCpu.busySeconds() - machineBefore;
    double selfSeconds = (self.getProcessCpuTime() - selfBefore) / 1e9;
    requireAnswers(server, tally);
    return new Figures(
        tally,
        serverSeconds,
        selfSeconds,
        machineSeconds - serverSeconds - selfSeconds,
        server.pauses().since(pausesBefore));
  }

  private static void requireAnswers(MailServer server, Tally tally) {
    if (tally.sessions() == 0 || (server.mustAnswerAll() && tally.cutShort() > 0)) {
      throw new IllegalStateException(
          server.name()
              + ": sessions cut short: "
              + tally.cutShort()
              + " of "
              + (tally.sessions() + tally.cutShort())
              + " (expected: 0)");
    }
  }
}
