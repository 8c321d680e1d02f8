package io.pop3.server.app;

import io.pop3.server.ServerStartException;
import io.pop3.server.app.config.ConfigurationException;
import io.pop3.server.plugin.PluginException;
import io.pop3.spi.ProviderConfigurationException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program: {@code pop3d COMMAND}. */
@Command(
    name = "pop3d",
    description = "A POP3 server.",
    mixinStandardHelpOptions = true,
    versionProvider = Pop3d.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all went well",
      "1:something broke",
      "2:a mistake in what was typed or configured"
    })
public final class Pop3d {

  private static final int BROKEN = 1;
  private static final int MISTAKE = 2;

  private static final List<Class<?>> COMMANDS =
      List.of(
          ServeCommand.class,
          DemoCommand.class,
          UserCommand.class,
          MaildropCommand.class,
          CheckConfigCommand.class,
          DescribeConfigCommand.class,
          PluginsCommand.class,
          ArchiveCommand.class);

  private Pop3d() {}

  /**
   * Runs the program and ends the JVM with its exit status.
   *
   * @param arguments command and options
   */
  public static void main(String[] arguments) {
    int status =
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments);
    EndSignal.finishLog();
    System.exit(status);
  }

  /**
   * Runs the program.
   *
   * @param out where results go
   * @param err where complaints go
   * @param arguments command and options
   * @return the exit status
   */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine program = new CommandLine(new Pop3d());
    commands(arguments).forEach(program::addSubcommand);
    return program
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> explain(failure, commandLine.getErr()))
        .execute(arguments);
  }

  /** The command that is named, since to learn of all takes a tenth of a start; else all. */
  private static List<Class<?>> commands(String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    return COMMANDS.stream()
        .filter(command -> command.getAnnotation(Command.class).name().equals(first))
        .findFirst()
        .<List<Class<?>>>map(List::of)
        .orElse(COMMANDS);
  }

  private static int explain(Exception failure, PrintWriter err) {
    if (failure instanceof UserErrorException
        || failure instanceof ConfigurationException
        || failure instanceof PluginException
        || failure instanceof ServerStartException
        || failure instanceof ProviderConfigurationException) {
      err.println("pop3d: " + failure.getMessage());
      return MISTAKE;
    }
    err.println("pop3d: internal error, please report it");
    failure.printStackTrace(err);
    return BROKEN;
  }

  /** Reads the version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Pop3d.class.getPackage().getImplementationVersion();
      return new String[] {"pop3d " + (version == null ? "(not packaged)" : version)};
    }
  }
}
