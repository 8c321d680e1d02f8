package io.pop3.client.app;

import io.pop3.client.MessageStream;
import io.pop3.client.Transaction;
import io.pop3.protocol.model.MessageNumber;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pop3 top}. */
@Command(
    name = "top",
    description = "Prints the header of a message and the first lines of its body.")
final class TopCommand extends AccountCommand {

  @Parameters(
      paramLabel = "MESSAGE|URL",
      description = "The message, as " + Messages.FORM + "; and the account, as pop://user@host.")
  private List<String> arguments = List.of();

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "LINES",
      description = "How many lines of the body; 0 unless given.")
  private long lines;

  private TopCommand() {}

  @Override
  public Integer call() throws IOException {
    List<String> message = messages(arguments, 1);
    try (Transaction mailbox = Session.logIn(settings(arguments, Map.of()), err())) {
      MessageNumber number = Messages.resolve(message, mailbox).get(0);
      try (MessageStream content = mailbox.top(number, lines)) {
        print(content);
      }
    }
    return ExitStatus.OK;
  }
}
