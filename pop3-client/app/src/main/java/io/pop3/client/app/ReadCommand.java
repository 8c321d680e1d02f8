package io.pop3.client.app;

import io.pop3.client.MessageStream;
import io.pop3.client.Transaction;
import io.pop3.protocol.model.MessageNumber;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pop3 read}. */
@Command(
    name = "read",
    description = {
      "Prints a message and leaves it on the server.",
      "At a terminal, control characters are shown as question marks; into a file or pipe it goes octet"
          + " by octet."
    })
final class ReadCommand extends AccountCommand {

  @Parameters(
      paramLabel = "MESSAGE|URL",
      description = "The message, as " + Messages.FORM + "; and the account, as pop://user@host.")
  private List<String> arguments = List.of();

  private ReadCommand() {}

  @Override
  public Integer call() throws IOException {
    List<String> message = messages(arguments, 1);
    try (Transaction mailbox = Session.logIn(settings(arguments, Map.of()), err())) {
      MessageNumber number = Messages.resolve(message, mailbox).get(0);
      try (MessageStream content = mailbox.retrieve(number)) {
        print(content);
      }
    }
    return ExitStatus.OK;
  }
}
