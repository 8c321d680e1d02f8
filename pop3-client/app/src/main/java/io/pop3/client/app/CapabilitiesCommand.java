package io.pop3.client.app;

import io.pop3.client.Transaction;
import io.pop3.protocol.reply.Capability;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code pop3 capabilities}: what the server says it can do. */
@Command(
    name = "capabilities",
    description = "Lists what the server says it can do, after login.",
    mixinStandardHelpOptions = true)
final class CapabilitiesCommand extends MailboxCommand {

  private CapabilitiesCommand() {}

  @Override
  int run(Transaction mailbox, PrintWriter out, PrintWriter err) throws IOException {
    for (Capability capability : mailbox.capabilities()) {
      out.println(capability.format());
    }
    return 0;
  }
}
