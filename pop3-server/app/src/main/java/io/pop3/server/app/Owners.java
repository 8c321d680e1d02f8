package io.pop3.server.app;

import io.pop3.protocol.model.UserName;
import io.pop3.server.plugin.Nearest;
import io.pop3.spi.authentication.AccountAdministration;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.maildrop.MaildropOwner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whose maildrops a command is about. */
final class Owners {

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The server's configuration file.")
  private Path config = Path.of("");

  @Option(
      names = "--all",
      description = "All users of the configured backend, if it can list them.")
  private boolean all;

  @Option(
      names = "--attribute",
      paramLabel = "NAME=VALUE",
      description =
          "An attribute that the backend has for the user and the store needs, such as"
              + " home=/home/anna; with one USER only.")
  private Map<String, String> attributes = new LinkedHashMap<>();

  @Parameters(paramLabel = "USER", arity = "0..*", description = "The users' names.")
  private List<String> users = new ArrayList<>();

  Owners() {}

  Installation installation() {
    return Installation.load(config);
  }

  /** The owners that were asked for; says so if one is not an account. */
  List<MaildropOwner> of(Installation installation, MaildropReport report) {
    if (all == !users.isEmpty()) {
      throw new UserErrorException(
          "users: " + (all ? "some, and --all" : "none") + " (expected: USER..., or --all)");
    }
    if (!attributes.isEmpty() && users.size() != 1) {
      throw new UserErrorException("--attribute: for several users (expected: for one USER)");
    }
    Optional<AccountAdministration> accounts = Providers.accountAdministration(installation);
    try {
      return all
          ? accounts.orElseThrow(Owners::notListed).list().stream().map(MaildropOwner::of).toList()
          : named(accounts, report);
    } catch (BackendUnavailableException e) {
      throw new UserErrorException("users: can't be listed: " + e.getMessage());
    }
  }

  private List<MaildropOwner> named(Optional<AccountAdministration> accounts, MaildropReport report)
      throws BackendUnavailableException {
    List<UserName> known = accounts.isPresent() ? accounts.get().list() : List.of();
    List<MaildropOwner> owners = new ArrayList<>();
    for (String user : users) {
      UserName name = name(user);
      if (accounts.isPresent() && !known.contains(name)) {
        report.note(user + ": not a user of the configured backend" + nearest(user, known));
      }
      owners.add(new MaildropOwner(name, attributes));
    }
    return owners;
  }

  private static UserErrorException notListed() {
    return new UserErrorException("--all: the backend can't list its users (expected: USER...)");
  }

  private static String nearest(String user, List<UserName> known) {
    return Nearest.to(user, known.stream().map(UserName::value).toList())
        .map(name -> "; did you mean " + name + "?")
        .orElse("");
  }

  private static UserName name(String user) {
    try {
      return new UserName(user);
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(String.valueOf(e.getMessage()));
    }
  }
}
