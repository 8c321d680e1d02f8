package io.pop3.server.app;

import io.pop3.spi.maildrop.MaildropAdministration;
import io.pop3.spi.maildrop.MaildropAdministration.Entry;
import io.pop3.spi.maildrop.MaildropAdministration.ImportReport;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code pop3d maildrop list|verify|import-uidl|expire}: looks after the maildrops of the
 * configured store, also while a server runs; only those are refused that a session has open.
 */
@Command(
    name = "maildrop",
    description = "Looks after the maildrops of the configured store.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      MaildropCommand.ListMessages.class,
      MaildropCommand.Verify.class,
      MaildropCommand.ImportUniqueIds.class,
      MaildropCommand.Expire.class
    },
    footerHeading = "%nExit status:%n",
    footer = {
      "  0   all went well",
      "  1   something is wrong with a maildrop, or broke",
      "  2   a mistake in what was typed or configured",
      "  3   a session has one of the maildrops; try again later"
    })
final class MaildropCommand {

  private MaildropCommand() {}

  /** What all these commands are: something done with one maildrop after the other. */
  private abstract static class OfEachUser implements Callable<Integer> {

    @Mixin private final Owners owners = new Owners();

    @Spec private @Nullable CommandSpec spec;

    /** Does it, and reports. */
    abstract void work(
        MaildropAdministration administration, MaildropOwner owner, MaildropReport report)
        throws MaildropException;

    @Override
    public final Integer call() {
      CommandSpec command = Objects.requireNonNull(spec);
      MaildropReport report =
          new MaildropReport(command.commandLine().getOut(), command.commandLine().getErr());
      try (Installation installation = owners.installation()) {
        MaildropAdministration administration = Providers.maildropAdministration(installation);
        for (MaildropOwner owner : owners.of(installation, report)) {
          try {
            work(administration, owner, report);
          } catch (MaildropException.Busy e) {
            report.inUse(owner, String.valueOf(e.getMessage()));
          } catch (MaildropException e) {
            report.wrong(owner, String.valueOf(e.getMessage()));
          } catch (IllegalArgumentException e) {
            throw new UserErrorException(String.valueOf(e.getMessage()));
          }
        }
      }
      return report.exitStatus();
    }
  }

  /** {@code pop3d maildrop list}. */
  @Command(
      name = "list",
      description = {
        "Lists the messages of maildrops as a session would see them now.",
        "One line a message: number, octets, unique-id, place, apart by tabs."
      },
      mixinStandardHelpOptions = true)
  static final class ListMessages extends OfEachUser {

    @Override
    void work(MaildropAdministration administration, MaildropOwner owner, MaildropReport report)
        throws MaildropException {
      List<Entry> entries = administration.list(owner);
      long octets = entries.stream().mapToLong(Entry::octets).sum();
      report.line(
          "# "
              + owner.name()
              + ": "
              + counted(entries.size(), "message")
              + ", "
              + octets
              + " octets");
      for (int i = 0; i < entries.size(); i++) {
        Entry entry = entries.get(i);
        report.columns(
            Integer.toString(i + 1),
            Long.toString(entry.octets()),
            entry.uniqueId().value(),
            entry.place());
      }
    }
  }

  /** {@code pop3d maildrop verify}. */
  @Command(
      name = "verify",
      description = "Compares what the store remembers with the messages themselves; reads all.",
      mixinStandardHelpOptions = true)
  static final class Verify extends OfEachUser {

    @Override
    void work(MaildropAdministration administration, MaildropOwner owner, MaildropReport report)
        throws MaildropException {
      List<String> problems = administration.verify(owner);
      problems.forEach(problem -> report.wrong(owner, problem));
      report.line(
          owner.name()
              + ": "
              + (problems.isEmpty() ? "good" : counted(problems.size(), "problem")));
    }
  }

  /** {@code pop3d maildrop import-uidl}. */
  @Command(
      name = "import-uidl",
      description =
          "Takes over the unique-ids that another server gave to mail that lies here now, so that"
              + " clients don't retrieve it again.",
      mixinStandardHelpOptions = true)
  static final class ImportUniqueIds extends OfEachUser {

    @Option(
        names = "--from",
        required = true,
        paramLabel = "SOURCE",
        description =
            "What the other server was. The store maildir knows dovecot, dovecot:FORMAT with the"
                + " value of pop3_uidl_format, such as dovecot:%%v.%%u, and courier.")
    private String source = "";

    @Override
    void work(MaildropAdministration administration, MaildropOwner owner, MaildropReport report)
        throws MaildropException {
      ImportReport result = administration.importUniqueIds(owner, source);
      result.problems().forEach(problem -> report.wrong(owner, "not taken over: " + problem));
      report.line(owner.name() + ": " + counted(result.imported(), "unique-id") + " taken over");
    }
  }

  /** {@code pop3d maildrop expire}. */
  @Command(
      name = "expire",
      description =
          "Removes messages whose time has come by the store's configuration, as each login does;"
              + " for maildrops into which nobody logs in.",
      mixinStandardHelpOptions = true)
  static final class Expire extends OfEachUser {

    @Override
    void work(MaildropAdministration administration, MaildropOwner owner, MaildropReport report)
        throws MaildropException {
      int removed = administration.expire(owner);
      report.line(owner.name() + ": " + counted(removed, "message") + " removed");
    }
  }

  private static String counted(int count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
