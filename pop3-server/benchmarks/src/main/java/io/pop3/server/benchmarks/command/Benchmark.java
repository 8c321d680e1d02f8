package io.pop3.server.benchmarks.command;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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
    System.exit(
        new CommandLine(new Benchmark())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Benchmark::tell)
            .execute(arguments));
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
