package io.pop3.client.app;

import io.pop3.client.Transaction;
import io.pop3.protocol.reply.DropListing;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code pop3 stat}: how much there is. */
@Command(
    name = "stat",
    description = "Says how many messages there are, and how many octets.",
    mixinStandardHelpOptions = true)
final class StatCommand extends MailboxCommand {

  private StatCommand() {}

  @Override
  int run(Transaction mailbox, PrintWriter out, PrintWriter err) throws IOException {
    DropListing listing = mailbox.stat();
    out.println(listing.messages() + " messages, " + listing.octets() + " octets");
    return 0;
  }
}
