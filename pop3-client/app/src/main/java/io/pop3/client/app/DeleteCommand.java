package io.pop3.client.app;

import io.pop3.client.Transaction;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.reply.StatusLine;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pop3 delete}. */
@Command(
    name = "delete",
    description = {
      "Deletes messages from the server: all of them, or none if one can't be deleted.",
      "Numbers change from one session to the next; uid: and what \"pop3 list\" shows does not."
    })
final class DeleteCommand extends AccountCommand {

  @Parameters(
      paramLabel = "MESSAGE|URL",
      description = "The messages, as " + Messages.FORM + "; and the account, as pop://user@host.")
  private List<String> arguments = List.of();

  private DeleteCommand() {}

  @Override
  public Integer call() throws IOException {
    List<String> messages = messages(arguments, Integer.MAX_VALUE);
    try (Transaction mailbox = Session.logIn(settings(arguments, Map.of()), err())) {
      Set<MessageNumber> numbers = new LinkedHashSet<>(Messages.resolve(messages, mailbox));
      Map<MessageNumber, StatusLine> refused = mailbox.delete(numbers);
      if (!refused.isEmpty()) {
        refused.forEach((number, reply) -> err().println("pop3: message " + number + ": " + reply));
        err().println("pop3: nothing was deleted");
        return ExitStatus.FAILED;
      }
      return Outcomes.report(mailbox.commit(), numbers.size(), out(), err());
    }
  }
}
