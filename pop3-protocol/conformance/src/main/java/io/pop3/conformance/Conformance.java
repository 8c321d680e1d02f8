package io.pop3.conformance;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The suite as a program. It exits with 0 if no case failed that decides, with 1 if one did, and
 * with 2 if it could not run.
 */
@Command(
    name = "pop3-conformance",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = Conformance.Version.class,
    exitCodeOnExecutionException = 2,
    description = "Checks a POP3 server against the RFCs, one case for each requirement.",
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {
      "0:no case failed at a level that decides",
      "1:at least one did",
      "2:the suite could not run: wrong options, no server, or a refused login"
    })
public final class Conformance implements Callable<Integer> {

  private static final int CONFORMS = 0;
  private static final int FAILS = 1;
  private static final int CANNOT_RUN = 2;
  private static final int POP3 = 110;
  private static final int POP3S = 995;

  /** The version of this jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Conformance.class.getPackage().getImplementationVersion();
      return new String[] {version == null ? "not packaged" : version};
    }
  }

  private final Map<String, String> environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--host", paramLabel = "NAME", description = "The server's host.")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Its port. Default: 110, or 995 with --tls implicit.")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--tls",
      paramLabel = "HOW",
      description =
          "How sessions with a login are protected: none, stls or implicit. Default: none.")
  private TransportSecurity tls = TransportSecurity.NONE;

  @Option(
      names = "--tls-port",
      paramLabel = "N",
      description = "A second port that speaks TLS at once, for the cases about that.")
  private Optional<Integer> tlsPort = Optional.empty();

  @Option(
      names = "--insecure",
      description = "Trust any certificate. For test servers only: the password is at stake.")
  private boolean insecure;

  @Option(names = "--user", paramLabel = "NAME", description = "The account to log in to.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--password-env",
      paramLabel = "VARIABLE",
      description = "The environment variable that holds its password.")
  private Optional<String> passwordVariable = Optional.empty();

  @Option(
      names = "--maildir",
      paramLabel = "DIR",
      description =
          "The account's Maildir, if it is on this machine. The suite delivers mail there and"
              + " removes ALL mail in it.")
  private Optional<Path> maildir = Optional.empty();

  @Option(
      names = "--may-delete",
      description = "Delete mail of the account, also mail that the suite did not deliver.")
  private boolean mayDelete;

  @Option(
      names = "--no-failed-logins",
      description = "Never log in with a wrong password, which some servers punish.")
  private boolean noFailedLogins;

  @Option(
      names = "--without-mechanism",
      paramLabel = "NAME",
      description = "A mechanism that is announced, but not open to the account. Repeatable.")
  private List<String> withoutMechanisms = new ArrayList<>();

  @Option(names = "--patient", description = "Also run the case that waits for ten minutes.")
  private boolean patient;

  @Option(
      names = "--level",
      split = ",",
      paramLabel = "LEVEL",
      description = "Only cases of these levels: must, should, may, house.")
  private Set<Level> levels = EnumSet.allOf(Level.class);

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "ID",
      description = "Only the cases about these requirements.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--deviation",
      split = ",",
      paramLabel = "ID",
      description = "Cases that the server is known to fail. One that passes is a failure.")
  private List<String> deviations = new ArrayList<>();

  @Option(
      names = "--deciding",
      split = ",",
      paramLabel = "LEVEL",
      description = "The levels whose failures make the exit status 1. Default: must.")
  private Set<Level> deciding = EnumSet.of(Level.MUST);

  @Option(
      names = "--reply-seconds",
      paramLabel = "N",
      description = "How long to wait for a reply. Default: 30.")
  private Optional<Integer> replySeconds = Optional.empty();

  @Option(
      names = "--case-seconds",
      paramLabel = "N",
      description = "How long one case may take. Default: 300.")
  private Optional<Integer> caseSeconds = Optional.empty();

  @Option(names = "--verbose", description = "Show the conversation of each failed case.")
  private boolean verbose;

  @Option(names = "--list", description = "List the cases as a table, and run none.")
  private boolean list;

  Conformance(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Runs the suite and ends the process.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.getenv()).execute(arguments));
  }

  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new Conformance(environment))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Conformance::explain);
  }

  private static int explain(ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    err.print(e.getMessage() + "\nTry pop3-conformance --help\n");
    err.flush();
    return CANNOT_RUN;
  }

  /** Runs the suite as the options say. */
  @Override
  public Integer call() {
    ConformanceSuite suite = chosen();
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      out.print(CaseTable.of(suite.cases()));
      out.flush();
      return CONFORMS;
    }
    try {
      ConformanceReport report = suite.run(target());
      out.print(report.text(verbose));
      out.flush();
      return report.conforms(deciding) ? CONFORMS : FAILS;
    } catch (TargetUnavailableException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(e.getMessage());
      err.flush();
      return CANNOT_RUN;
    }
  }

  private ConformanceSuite chosen() {
    try {
      ConformanceSuite suite = ConformanceSuite.complete().only(levels).declaring(deviations);
      return only.isEmpty() ? suite : suite.only(only);
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  private ConformanceTarget target() {
    try {
      ConformanceTarget.Builder target =
          ConformanceTarget.at(
              host.orElseThrow(() -> wrong("missing option: --host=NAME")),
              port.orElse(tls == TransportSecurity.IMPLICIT ? POP3S : POP3));
      target.security(tls).withoutMechanisms(withoutMechanisms).limits(limits());
      tlsPort.ifPresent(target::tlsPort);
      if (insecure) {
        target.trustingEveryone();
      }
      if (mayDelete) {
        target.mayDelete();
      }
      if (noFailedLogins) {
        target.mayNotFailLogins();
      }
      if (patient) {
        target.patient();
      }
      user.ifPresent(name -> target.account(new UserName(name), password()));
      maildir.ifPresent(directory -> target.mailbox(mailbox(directory)));
      return target.build();
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  private TimeLimits limits() {
    TimeLimits limits = TimeLimits.defaults();
    if (replySeconds.isPresent()) {
      limits = limits.withReply(Duration.ofSeconds(replySeconds.get()));
    }
    if (caseSeconds.isPresent()) {
      limits = limits.withWholeCase(Duration.ofSeconds(caseSeconds.get()));
    }
    return limits;
  }

  private Secret password() {
    String variable =
        passwordVariable.orElseThrow(() -> wrong("missing option: --password-env=VARIABLE"));
    String password = environment.get(variable);
    if (password == null || password.isEmpty()) {
      throw wrong("environment variable: " + variable + " (expected: one that holds a password)");
    }
    return Secret.of(password);
  }

  private MailboxControl mailbox(Path directory) {
    try {
      MaildirMailboxControl control = new MaildirMailboxControl(directory);
      int messages = control.count();
      if (messages > 0 && !mayDelete) {
        throw wrong(
            "maildir: "
                + directory
                + " holds "
                + messages
                + " messages (expected: none, or --may-delete to have them removed)");
      }
      return control;
    } catch (IOException e) {
      throw wrong("maildir: " + directory + ": " + e.getMessage() + " (expected: a Maildir)");
    }
  }

  private ParameterException wrong(IllegalArgumentException e) {
    return wrong(String.valueOf(e.getMessage()));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
