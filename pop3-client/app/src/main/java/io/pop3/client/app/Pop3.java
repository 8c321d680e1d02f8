package io.pop3.client.app;

import io.pop3.client.Pop3Exception;
import io.pop3.client.Remedy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program: {@code pop3 COMMAND URL}. */
@Command(
    name = "pop3",
    description = "Reads and retrieves mail from a POP3 server.",
    mixinStandardHelpOptions = true,
    versionProvider = Pop3.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StatCommand.class,
      ListCommand.class,
      ReadCommand.class,
      DeleteCommand.class,
      CapabilitiesCommand.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all went well",
      "1:something failed",
      "2:a mistake in what was typed",
      "3:the server asks to try again later",
      "4:the server does not accept user and password"
    })
public final class Pop3 {

  static final int FAILED = 1;
  static final int MISTAKE = 2;
  static final int TRY_LATER = 3;
  static final int CREDENTIALS = 4;

  private Pop3() {}

  /**
   * Runs the program and ends the JVM with its exit status.
   *
   * @param arguments command, options and URL
   */
  public static void main(String[] arguments) {
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments));
  }

  /**
   * Runs the program.
   *
   * @param out where results go
   * @param err where complaints go
   * @param arguments command, options and URL
   * @return the exit status
   */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Pop3())
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> explain(failure, commandLine.getErr()))
        .execute(arguments);
  }

  private static int explain(Exception failure, PrintWriter err) {
    if (failure instanceof UserErrorException || failure instanceof IllegalArgumentException) {
      err.println("pop3: " + failure.getMessage());
      return MISTAKE;
    }
    if (failure instanceof Pop3Exception trouble) {
      err.println("pop3: " + trouble.getMessage());
      return status(trouble.remedy());
    }
    if (failure instanceof IOException) {
      err.println("pop3: " + failure.getMessage());
      return FAILED;
    }
    err.println("pop3: internal error, please report it");
    failure.printStackTrace(err);
    return FAILED;
  }

  private static int status(Remedy remedy) {
    return switch (remedy) {
      case TRY_LATER -> TRY_LATER;
      case CHECK_CREDENTIALS -> CREDENTIALS;
      case CHECK_SETTINGS, SEEK_HELP, NONE -> FAILED;
    };
  }

  /** Reads the version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Pop3.class.getPackage().getImplementationVersion();
      return new String[] {"pop3 " + (version == null ? "(not packaged)" : version)};
    }
  }
}
