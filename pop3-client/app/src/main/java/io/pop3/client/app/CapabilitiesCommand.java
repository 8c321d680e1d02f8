package io.pop3.client.app;

import io.pop3.client.Authorization;
import io.pop3.protocol.reply.Capability;
import io.pop3.protocol.reply.CapabilitySet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pop3 capabilities}. */
@Command(
    name = "capabilities",
    description =
        "Prints what the server says it can do, and how safe the connection is. Needs no user.")
final class CapabilitiesCommand extends AccountCommand {

  @Parameters(paramLabel = "URL", arity = "0..1", description = "The server, as pop://host.")
  private List<String> arguments = List.of();

  private CapabilitiesCommand() {}

  @Override
  public Integer call() throws IOException {
    noMessages(arguments);
    AccountSettings settings = settings(arguments, Map.of());
    try (Authorization authorization = Session.connect(settings, err())) {
      authorization
          .tlsSession()
          .map(CapabilitiesCommand::describe)
          .ifPresent(text -> err().println("pop3: " + text));
      CapabilitySet capabilities = authorization.capabilities();
      for (Capability capability : capabilities) {
        out().println(capability.format());
      }
      if (capabilities.size() == 0) {
        err().println("pop3: the server does not know CAPA");
      }
    }
    return ExitStatus.OK;
  }

  private static String describe(SSLSession session) {
    return session.getProtocol() + ", " + session.getCipherSuite();
  }
}
