package io.pop3.client.app;

import io.pop3.client.Transaction;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.UidLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code pop3 list}: what there is, a line a message. */
@Command(
    name = "list",
    description = "Lists the messages: number, octets, and unique-id where the server has one.",
    mixinStandardHelpOptions = true)
final class ListCommand extends MailboxCommand {

  private ListCommand() {}

  @Override
  int run(Transaction mailbox, PrintWriter out, PrintWriter err) throws IOException {
    List<ScanLine> listing = mailbox.list();
    Map<MessageNumber, String> uniqueIds = new HashMap<>();
    for (UidLine line : mailbox.uidl().orElse(List.of())) {
      uniqueIds.put(line.message(), Shown.line(line.uniqueId()));
    }
    for (ScanLine line : listing) {
      String uniqueId = uniqueIds.getOrDefault(line.message(), "");
      out.println((line.message() + "\t" + line.octets() + "\t" + uniqueId).stripTrailing());
    }
    return 0;
  }
}
