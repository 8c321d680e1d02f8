package io.pop3.server.benchmarks.command;

import io.pop3.server.benchmarks.load.LoadGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code maildrop}: sessions on one very large maildrop. */
@Command(
    name = "maildrop",
    description = "Compares what sessions on one very large maildrop take.",
    mixinStandardHelpOptions = true)
final class MaildropCommand implements Callable<Integer> {

  @Mixin private Bench bench = new Bench();

  @Option(
      names = "--messages",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many messages of 2 KB are in it. Default: ${DEFAULT-VALUE}.")
  private int messages;

  @Spec private @Nullable CommandSpec spec;

  private MaildropCommand() {}

  @Override
  public Integer call() throws IOException {
    Console console = new Console(Objects.requireNonNull(spec).commandLine().getOut());
    try (LoadGenerator generator = bench.generator()) {
      Path results = bench.site().directory().resolve("maildrop");
      Results.write(
          results, new MaildropComparison(bench, generator, console, messages).rows(), console);
    }
    return 0;
  }
}
