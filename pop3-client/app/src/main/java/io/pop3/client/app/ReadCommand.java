package io.pop3.client.app;

import io.pop3.client.MessageStream;
import io.pop3.client.Transaction;
import io.pop3.protocol.model.MessageNumber;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pop3 read}: a message as it is, octet by octet, on standard output. */
@Command(
    name = "read",
    description = "Writes a message to standard output, octet by octet.",
    mixinStandardHelpOptions = true)
final class ReadCommand extends MailboxCommand {

  @Parameters(index = "1", paramLabel = "MESSAGE", description = "The number of the message.")
  private int number;

  @Option(
      names = "--top",
      paramLabel = "LINES",
      defaultValue = "-1",
      description = "Only the header section and so many lines of the body.")
  private long top;

  private ReadCommand() {}

  @Override
  void check() {
    message(number);
    if (top < -1) {
      throw new UserErrorException("lines: " + top + " (expected: >= 0)");
    }
  }

  @Override
  int run(Transaction mailbox, PrintWriter out, PrintWriter err) throws IOException {
    MessageNumber message = message(number);
    try (MessageStream content = top < 0 ? mailbox.retrieve(message) : mailbox.top(message, top)) {
      content.transferTo(System.out);
      System.out.flush();
    }
    return 0;
  }
}
