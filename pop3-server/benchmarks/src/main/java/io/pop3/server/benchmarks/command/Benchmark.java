package io.pop3.server.benchmarks.command;

import java.io.PrintWriter;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The program {@code benchmark}. */
@Command(
    name = "benchmark",
    description = "Measures pop3d, and Dovecot beside it.",
    mixinStandardHelpOptions = true,
    subcommands = {
      CompareCommand.class,
      GrowCommand.class,
      MaildropCommand.class,
      ServeCommand.class,
      LoadCommand.class
    })
public final class Benchmark {

  private Benchmark() {}

  /**
   * Runs a command.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The program; of the options in {@link Bench}, each command has those that mean something. */
  static CommandLine commandLine() {
    CommandLine program =
        new CommandLine(new Benchmark())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Benchmark::tell);
    withhold(program, "--only", "grow", "maildrop", "load");
    withhold(program, "--idle-sessions", "grow", "maildrop", "serve", "load");
    withhold(program, "--drop-caches", "grow", "serve", "load");
    withhold(program, "--key-exchange", "grow", "maildrop", "serve");
    withhold(program, "--seconds", "maildrop", "serve");
    withhold(program, "--rounds", "serve");
    withhold(program, "--warm-up", "serve");
    withhold(program, "--servers", "load");
    withhold(program, "--server-cpu", "load");
    withhold(program, "--pop3d", "load");
    withhold(program, "--set", "load");
    return program;
  }

  private static void withhold(CommandLine program, String option, String... commands) {
    for (String command : commands) {
      CommandSpec spec =
          Objects.requireNonNull(program.getSubcommands().get(command), command).getCommandSpec();
      spec.remove(spec.findOption(option));
    }
  }

  private static int tell(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    PrintWriter error = command.getErr();
    error.println("benchmark: " + failure.getMessage());
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      error.println("  because: " + cause.getMessage());
    }
    return 1;
  }
}
