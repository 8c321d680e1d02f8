package io.pop3.server.benchmarks.command;

import io.pop3.server.benchmarks.server.MailServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Running servers, in an order that turns round again and again. Closing ends them all. */
final class Servers implements AutoCloseable {

  private final List<MailServer> servers = new ArrayList<>();

  void add(MailServer server) {
    servers.add(server);
  }

  List<MailServer> all() {
    return List.copyOf(servers);
  }

  /** Neither server always comes first. */
  void turnRound() {
    Collections.reverse(servers);
  }

  @Override
  public void close() throws IOException {
    for (MailServer server : servers) {
      server.close();
    }
  }
}
