package io.pop3.client.app;

import io.pop3.client.Transaction;
import io.pop3.protocol.reply.DropListing;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pop3 stat}. */
@Command(name = "stat", description = "Says how much mail there is.")
final class StatCommand extends AccountCommand {

  @Parameters(paramLabel = "URL", arity = "0..1", description = "The account, as pop://user@host.")
  private List<String> arguments = List.of();

  private StatCommand() {}

  @Override
  public Integer call() throws IOException {
    noMessages(arguments);
    try (Transaction mailbox = Session.logIn(settings(arguments, Map.of()), err())) {
      DropListing listing = mailbox.stat();
      out().println(listing.messages() + " messages, " + listing.octets() + " octets");
    }
    return ExitStatus.OK;
  }
}
