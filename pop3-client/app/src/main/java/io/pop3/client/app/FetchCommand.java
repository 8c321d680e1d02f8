package io.pop3.client.app;

import io.pop3.client.Pop3Exception;
import io.pop3.client.Transaction;
import io.pop3.client.retrieval.Ledger;
import io.pop3.client.retrieval.MaildirSink;
import io.pop3.client.retrieval.Retention;
import io.pop3.client.retrieval.RetrievalEngine;
import io.pop3.client.retrieval.RetrievalListener;
import io.pop3.client.retrieval.RetrievalReport;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.reply.StatusLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pop3 fetch}. */
@Command(
    name = "fetch",
    description = {
      "Fetches what is new into a maildir.",
      "Nothing is lost and nothing comes twice, whenever the program, the connection or the server dies:"
          + " a message is deleted from the server only when it is safe here, and what is here is known"
          + " again."
    })
final class FetchCommand extends AccountCommand {

  @Parameters(paramLabel = "URL", arity = "0..1", description = "The account, as pop://user@host.")
  private List<String> arguments = List.of();

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private @Nullable Mode mode;

  @Option(
      names = "--into",
      paramLabel = "MAILDIR",
      description = "Where the mail goes; made if it is missing.")
  private @Nullable String into;

  @Option(
      names = "--state",
      paramLabel = "DIRECTORY",
      description = "Where it is written down what was fetched; in the maildir unless given.")
  private @Nullable String state;

  @Option(
      names = "--account",
      paramLabel = "NAME",
      description = "What this is written down under; user@host unless given.")
  private @Nullable String account;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing unless something is wrong.")
  private boolean quiet;

  /** What stays on the server. */
  static final class Mode {

    @Option(names = "--keep", description = "Leave the mail on the server.")
    private boolean keep;

    @Option(
        names = "--keep-days",
        paramLabel = "DAYS",
        description = "Leave the mail on the server for so many days after it was fetched.")
    private @Nullable String keepDays;

    @Option(names = "--delete", description = "Delete from the server what was fetched.")
    private boolean delete;

    private String retention() {
      if (keepDays != null) {
        return "keep " + keepDays;
      }
      return keep ? "keep" : "delete";
    }
  }

  private FetchCommand() {}

  @Override
  public Integer call() throws IOException {
    noMessages(arguments);
    AccountSettings settings = settings(arguments, typed());
    AccountSettings.RetrievalSettings wanted = settings.retrieval();
    Path maildir =
        wanted
            .into()
            .orElseThrow(() -> new UserErrorException("maildir: not given (expected: --into)"));
    Retention retention =
        wanted
            .retention()
            .orElseThrow(
                () ->
                    new UserErrorException(
                        "mode: not given (expected: --keep, --keep-days or --delete)"));
    if (wanted.account().isEmpty()) {
      throw new UserErrorException("user: not given (expected: --user, or pop://user@host)");
    }
    Path ledgers = wanted.state().orElse(maildir);
    InstantSource clock = InstantSource.system();
    Progress progress = new Progress(err());
    try (Ledger ledger = Ledger.open(ledgers, wanted.account().get());
        MaildirSink sink = MaildirSink.open(maildir, clock);
        Transaction mailbox = Session.logIn(settings, err())) {
      RetrievalReport report =
          new RetrievalEngine(ledger, sink, retention, clock, progress).run(mailbox);
      return tell(report, maildir);
    } catch (Pop3Exception e) {
      if (progress.stored() > 0) {
        err().println("pop3: " + progress.stored() + " fetched before the connection failed");
      }
      throw e;
    }
  }

  private Map<Key, String> typed() {
    Map<Key, String> typed = new EnumMap<>(Key.class);
    Mode chosen = mode;
    if (chosen != null) {
      typed.put(Key.RETENTION, chosen.retention());
    }
    if (into != null) {
      typed.put(Key.INTO, into);
    }
    if (state != null) {
      typed.put(Key.STATE, state);
    }
    if (account != null) {
      typed.put(Key.ACCOUNT, account);
    }
    return typed;
  }

  private int tell(RetrievalReport report, Path maildir) {
    report.warnings().forEach(warning -> err().println("pop3: warning: " + warning));
    if (!quiet) {
      out()
          .println(
              report.stored()
                  + " of "
                  + report.listed()
                  + " messages fetched into "
                  + maildir
                  + ", "
                  + (report.known() + report.recognised())
                  + " were here");
    }
    int deletion = Outcomes.report(report.outcome(), quiet ? 0 : report.deleted(), out(), err());
    if (report.refused() > 0) {
      err().println("pop3: " + report.refused() + " refused by the server, which has them still");
      return Math.max(deletion, ExitStatus.FAILED);
    }
    return deletion;
  }

  /** Says what the server refuses, and counts what is safe. */
  private static final class Progress implements RetrievalListener {

    private final PrintWriter err;
    private int stored;

    Progress(PrintWriter err) {
      this.err = err;
    }

    @Override
    public void stored(MessageNumber message, long octets) {
      stored++;
    }

    @Override
    public void refused(MessageNumber message, StatusLine reply) {
      err.println("pop3: message " + message + ": " + reply);
    }

    int stored() {
      return stored;
    }
  }
}
