package io.pop3.server.benchmarks.command;

import io.pop3.server.benchmarks.load.Limit;
import io.pop3.server.benchmarks.load.LoadGenerator;
import io.pop3.server.benchmarks.load.Plan;
import io.pop3.server.benchmarks.load.Tally;
import io.pop3.server.benchmarks.measure.ProcessTree;
import io.pop3.server.benchmarks.report.Numbers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code load}: one piece of work on a server that somebody else started. */
@Command(
    name = "load",
    description =
        "Puts the load of one piece of work on a server of this machine that \"serve\" started.",
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {

  @Mixin private Bench bench = new Bench();

  @Parameters(paramLabel = "WORK", description = "The name of the work, as compare shows it.")
  private String name = "";

  @Option(names = "--port", required = true, description = "Where the server listens.")
  private int port;

  @Option(names = "--pid", required = true, description = "The server's first process.")
  private long pid;

  @Spec private @Nullable CommandSpec spec;

  private LoadCommand() {}

  @Override
  public Integer call() throws IOException {
    Console console = new Console(Objects.requireNonNull(spec).commandLine().getOut());
    Work work = Work.named(name);
    Plan plan = work.plan(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    ProcessTree server = new ProcessTree(pid);
    try (LoadGenerator generator = bench.generator()) {
      generator.run(plan, Limit.time(bench.warmUp()));
      for (int round = 0; round < bench.rounds(); round++) {
        double before = server.cpuSeconds();
        Tally tally = generator.run(plan, Limit.time(bench.time()));
        double cost = work.unit().cost(server.cpuSeconds() - before, tally);
        console.say(
            Numbers.brief(cost)
                + " "
                + work.unit().text()
                + "; "
                + Numbers.brief(tally.sessions() / tally.seconds())
                + " sessions a second");
      }
    }
    return 0;
  }
}
