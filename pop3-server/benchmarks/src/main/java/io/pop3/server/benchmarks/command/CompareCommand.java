package io.pop3.server.benchmarks.command;

import io.pop3.server.benchmarks.load.LoadGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code compare}: what the same work costs on pop3d and on Dovecot. */
@Command(
    name = "compare",
    description = "Compares what pop3d and Dovecot need for the same work.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

  @Mixin private Bench bench = new Bench();

  @Spec private @Nullable CommandSpec spec;

  private CompareCommand() {}

  @Override
  public Integer call() throws IOException {
    Console console = new Console(Objects.requireNonNull(spec).commandLine().getOut());
    List<Row> rows = new ArrayList<>();
    try (LoadGenerator generator = bench.generator()) {
      List<Comparison> comparisons =
          List.of(
              new CpuComparison(bench, generator, console),
              new LatencyComparison(bench, generator, console),
              new FirstLookComparison(bench, generator, console),
              new IdleComparison(bench, generator, console),
              new StartComparison(bench, console));
      for (Comparison comparison : comparisons) {
        rows.addAll(comparison.rows(bench::isWanted));
      }
    }
    if (rows.isEmpty()) {
      throw bench.nothingWanted();
    }
    Results.write(bench.site().directory().resolve("compare"), rows, console);
    return 0;
  }
}
