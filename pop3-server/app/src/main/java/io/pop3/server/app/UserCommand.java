package io.pop3.server.app;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.server.plugin.Nearest;
import io.pop3.spi.authentication.AccountAdministration;
import io.pop3.spi.authentication.BackendUnavailableException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pop3d user add|passwd|remove|list}: changes the accounts of the configured backend. */
@Command(
    name = "user",
    description = "Adds, changes, removes and lists the users of the configured backend.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UserCommand.Add.class,
      UserCommand.Passwd.class,
      UserCommand.Remove.class,
      UserCommand.ListUsers.class
    })
final class UserCommand {

  /** Which accounts: those of a configuration. */
  static final class Accounts {

    @Option(
        names = {"-c", "--config"},
        required = true,
        paramLabel = "FILE",
        description = "The server's configuration file.")
    private Path config = Path.of("");

    AccountAdministration open() {
      return Providers.accounts(config);
    }
  }

  /** How to keep a password. */
  static final class Scheme {

    @Option(
        names = "--scheme",
        paramLabel = "NAME",
        description = "How to keep the password; without it the backend's recommendation.")
    private @Nullable String name;

    String of(AccountAdministration accounts) {
      List<String> known = accounts.schemes();
      String wanted = name;
      if (wanted == null) {
        return known.get(0);
      }
      return known.stream()
          .filter(wanted::equalsIgnoreCase)
          .findFirst()
          .orElseThrow(() -> unknown(wanted, known));
    }

    private static UserErrorException unknown(String wanted, List<String> known) {
      String nearest =
          Nearest.to(wanted, known).map(name -> "; did you mean " + name + "?").orElse("");
      return new UserErrorException(
          "scheme: \""
              + wanted
              + "\" (expected: one of "
              + String.join(", ", known)
              + ")"
              + nearest);
    }
  }

  private UserCommand() {}

  /** A change, or a look, that may find the backend unavailable. */
  private interface Work {
    void run() throws BackendUnavailableException;
  }

  private static int run(Work work) {
    try {
      work.run();
      return 0;
    } catch (IllegalArgumentException | BackendUnavailableException e) {
      throw new UserErrorException(String.valueOf(e.getMessage()));
    }
  }

  /** {@code pop3d user add}. */
  @Command(
      name = "add",
      description = "Adds a user; asks for the password, or reads it from standard input.",
      mixinStandardHelpOptions = true)
  static final class Add implements Callable<Integer> {
    @Mixin private final Accounts accounts = new Accounts();
    @Mixin private final Scheme scheme = new Scheme();

    @Parameters(paramLabel = "USER", description = "The user's name.")
    private String user = "";

    @Override
    public Integer call() {
      AccountAdministration administration = accounts.open();
      String chosen = scheme.of(administration);
      return run(
          () -> {
            UserName name = new UserName(user);
            try (Secret password = PasswordPrompt.askNew(user)) {
              administration.add(name, password, chosen);
            }
          });
    }
  }

  /** {@code pop3d user passwd}. */
  @Command(
      name = "passwd",
      description = "Changes a password; asks for it, or reads it from standard input.",
      mixinStandardHelpOptions = true)
  static final class Passwd implements Callable<Integer> {
    @Mixin private final Accounts accounts = new Accounts();
    @Mixin private final Scheme scheme = new Scheme();

    @Parameters(paramLabel = "USER", description = "The user's name.")
    private String user = "";

    @Override
    public Integer call() {
      AccountAdministration administration = accounts.open();
      String chosen = scheme.of(administration);
      return run(
          () -> {
            UserName name = new UserName(user);
            try (Secret password = PasswordPrompt.askNew(user)) {
              administration.setPassword(name, password, chosen);
            }
          });
    }
  }

  /** {@code pop3d user remove}. */
  @Command(
      name = "remove",
      description = "Removes a user; the mail stays where it is.",
      mixinStandardHelpOptions = true)
  static final class Remove implements Callable<Integer> {
    @Mixin private final Accounts accounts = new Accounts();

    @Parameters(paramLabel = "USER", description = "The user's name.")
    private String user = "";

    @Override
    public Integer call() {
      return run(() -> accounts.open().remove(new UserName(user)));
    }
  }

  /** {@code pop3d user list}. */
  @Command(name = "list", description = "Lists the users.", mixinStandardHelpOptions = true)
  static final class ListUsers implements Callable<Integer> {
    @Mixin private final Accounts accounts = new Accounts();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      return run(() -> accounts.open().list().forEach(out::println));
    }
  }
}
