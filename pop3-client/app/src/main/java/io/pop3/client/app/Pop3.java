package io.pop3.client.app;

import io.pop3.client.Pop3Exception;
import io.pop3.client.retrieval.LedgerBusyException;
import io.pop3.client.retrieval.UniqueIdsMissingException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program: {@code pop3 COMMAND}. */
@Command(
    name = "pop3",
    description = "Reads and fetches mail over POP3.",
    mixinStandardHelpOptions = true,
    versionProvider = Pop3.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      FetchCommand.class,
      ListCommand.class,
      StatCommand.class,
      ReadCommand.class,
      TopCommand.class,
      DeleteCommand.class,
      CapabilitiesCommand.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all went well",
      "1:something went wrong, or a part of it",
      "2:a mistake in what was typed or configured, or a server that is not safe enough",
      "3:not now: the server, the mailbox or the connection may work later",
      "4:the server does not accept user and password"
    })
public final class Pop3 {

  private final OutputStream output;

  private Pop3(OutputStream output) {
    this.output = output;
  }

  /**
   * Runs the program and ends the JVM with its exit status.
   *
   * @param arguments command and options
   */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, arguments));
  }

  /**
   * Runs the program.
   *
   * @param output where results go
   * @param errors where complaints go
   * @param arguments command and options
   * @return the exit status
   */
  static int run(OutputStream output, OutputStream errors, String... arguments) {
    return new CommandLine(new Pop3(output))
        .setOut(new PrintWriter(output, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(errors, true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> explain(failure, commandLine.getErr()))
        .execute(arguments);
  }

  private static int explain(Exception failure, PrintWriter err) {
    if (failure instanceof Pop3Exception e) {
      err.println("pop3: " + e.getMessage());
      return ExitStatus.of(e.remedy());
    }
    if (failure instanceof UserErrorException || failure instanceof UniqueIdsMissingException) {
      err.println("pop3: " + failure.getMessage());
      return ExitStatus.MISTAKE;
    }
    if (failure instanceof LedgerBusyException) {
      err.println("pop3: " + failure.getMessage());
      return ExitStatus.TRY_LATER;
    }
    if (failure instanceof FileSystemException) {
      err.println("pop3: " + failure.getMessage() + ": " + failure.getClass().getSimpleName());
      return ExitStatus.FAILED;
    }
    if (failure instanceof IOException) {
      err.println("pop3: " + failure.getMessage());
      return ExitStatus.FAILED;
    }
    err.println("pop3: internal error, please report it");
    failure.printStackTrace(err);
    return ExitStatus.FAILED;
  }

  OutputStream output() {
    return output;
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
