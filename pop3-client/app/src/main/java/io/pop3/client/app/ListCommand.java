package io.pop3.client.app;

import io.pop3.client.Transaction;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Printable;
import io.pop3.protocol.model.UniqueId;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.UidLine;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pop3 list}. */
@Command(
    name = "list",
    description =
        "Lists the messages: number, size in octets, and unique-id if the server has them.")
final class ListCommand extends AccountCommand {

  @Parameters(paramLabel = "URL", arity = "0..1", description = "The account, as pop://user@host.")
  private List<String> arguments = List.of();

  private ListCommand() {}

  @Override
  public Integer call() throws IOException {
    noMessages(arguments);
    try (Transaction mailbox = Session.logIn(settings(arguments, Map.of()), err())) {
      List<ScanLine> listing = mailbox.list();
      Map<MessageNumber, String> uniqueIds = new HashMap<>();
      for (UidLine line : mailbox.uidl().orElse(List.of())) {
        uniqueIds.put(line.message(), shown(line.uniqueId()));
      }
      for (ScanLine line : listing) {
        out()
            .println(
                String.format(
                        "%6d %12d  %s",
                        line.message().value(),
                        line.octets().value(),
                        uniqueIds.getOrDefault(line.message(), ""))
                    .stripTrailing());
      }
    }
    return ExitStatus.OK;
  }

  /** As it is, unless it has what RFC 1939 does not allow. */
  private static String shown(String uniqueId) {
    return UniqueId.isValid(uniqueId) ? uniqueId : Printable.of(uniqueId);
  }
}
