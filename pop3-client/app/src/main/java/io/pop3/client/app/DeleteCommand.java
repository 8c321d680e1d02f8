package io.pop3.client.app;

import io.pop3.client.CommitOutcome;
import io.pop3.client.Transaction;
import io.pop3.protocol.model.MessageNumber;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pop3 delete}: removes messages from the server. */
@Command(
    name = "delete",
    description = "Removes messages from the server; all of them or, after an error, none.",
    mixinStandardHelpOptions = true)
final class DeleteCommand extends MailboxCommand {

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "MESSAGE",
      description = "The numbers of the messages, as the last listing shows them.")
  private List<Integer> numbers = List.of();

  private DeleteCommand() {}

  @Override
  void check() {
    numbers.forEach(MailboxCommand::message);
  }

  @Override
  int run(Transaction mailbox, PrintWriter out, PrintWriter err) throws IOException {
    List<MessageNumber> messages =
        numbers.stream().map(MailboxCommand::message).distinct().collect(Collectors.toList());
    for (MessageNumber message : messages) {
      mailbox.delete(message);
    }
    CommitOutcome outcome = mailbox.commit();
    return switch (outcome.kind()) {
      case COMMITTED -> 0;
      case REFUSED -> {
        err.println(
            "pop3: the server could not delete all: " + ((CommitOutcome.Refused) outcome).reply());
        yield Pop3.FAILED;
      }
      case UNKNOWN -> {
        err.println("pop3: the connection was lost at QUIT: look whether the messages are gone");
        yield Pop3.FAILED;
      }
    };
  }
}
