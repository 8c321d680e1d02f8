package io.pop3.client.app;

import io.pop3.client.CommitOutcome;
import io.pop3.client.retrieval.Account;
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
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pop3 fetch}: brings what is new into a maildir, and leaves it on the server or not. */
@Command(
    name = "fetch",
    description = {
      "Retrieves what is new into a maildir.",
      "What was fetched is written down beside the maildir's mail, so that nothing is lost and nothing is"
          + " delivered twice, wherever it is interrupted."
    },
    mixinStandardHelpOptions = true)
final class FetchCommand implements Callable<Integer> {

  /** The two ways to use a mailbox. */
  static final class Mode {

    @Option(
        names = "--delete",
        required = true,
        description = "Delete mail from the server once it is safe here.")
    private boolean delete;

    @Option(names = "--keep", required = true, description = "Leave mail on the server.")
    private boolean keep;

    @Option(
        names = "--keep-days",
        required = true,
        paramLabel = "DAYS",
        description = "Leave mail on the server for so many days after it was fetched.")
    private @Nullable Integer days;

    Retention retention() {
      Integer keepDays = days;
      if (keepDays != null) {
        if (keepDays < 1) {
          throw new UserErrorException("days: " + keepDays + " (expected: >= 1)");
        }
        return Retention.keepForDays(keepDays);
      }
      return keep ? Retention.keepForEver() : Retention.deleteAtOnce();
    }
  }

  @ArgGroup(multiplicity = "1")
  private Mode mode = new Mode();

  @Option(
      names = "--into",
      required = true,
      paramLabel = "MAILDIR",
      description =
          "Where mail goes; made if it does not exist. What was fetched is written down there, too.")
  private Path maildir = Path.of("");

  @Mixin private final Connection connection = new Connection();

  @Spec private @Nullable CommandSpec spec;

  private FetchCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    Retention retention = mode.retention();
    PopUrl target = connection.target();
    InstantSource clock = InstantSource.system();
    try (MaildirSink sink = MaildirSink.open(maildir, clock);
        Ledger ledger = Ledger.open(maildir, Account.of(target.user(), target.host()))) {
      RetrievalEngine engine =
          new RetrievalEngine(ledger, sink, retention, clock, new Refusals(err));
      return report(engine.run(connection.open(err)), out, err);
    }
  }

  private static int report(RetrievalReport report, PrintWriter out, PrintWriter err) {
    report.warnings().forEach(warning -> err.println("pop3: " + Shown.line(warning)));
    out.println(
        report.listed()
            + " on the server, "
            + report.stored()
            + " fetched, "
            + (report.known() + report.recognised())
            + " known, "
            + report.deleted()
            + " deleted");
    return switch (report.outcome().kind()) {
      case COMMITTED -> report.refused() == 0 ? 0 : Pop3.FAILED;
      case REFUSED -> {
        err.println(
            "pop3: the server could not delete all: "
                + ((CommitOutcome.Refused) report.outcome()).reply());
        yield Pop3.FAILED;
      }
      case UNKNOWN -> {
        err.println("pop3: the connection was lost at QUIT; the next fetch sees what was deleted");
        yield Pop3.FAILED;
      }
    };
  }

  /** Tells which messages the server refused. */
  private static final class Refusals implements RetrievalListener {

    private final PrintWriter err;

    Refusals(PrintWriter err) {
      this.err = err;
    }

    @Override
    public void refused(MessageNumber message, StatusLine reply) {
      err.println("pop3: message " + message + ": " + reply);
    }
  }
}
