package io.pop3.server.app;

import io.pop3.server.Pop3Server;
import io.pop3.server.Pop3ServerBuilder;

/** A server and the installation it was made from, which end together. */
final class RunningServer implements AutoCloseable {

  private final Pop3Server server;
  private final Installation installation;

  private RunningServer(Pop3Server server, Installation installation) {
    this.server = server;
    this.installation = installation;
  }

  /** Starts the server of an installation; the installation is closed with it. */
  static RunningServer start(Installation installation) {
    try {
      Pop3ServerBuilder builder =
          Pop3Server.builder()
              .options(installation.configuration().options())
              .authentication(
                  installation
                      .catalog()
                      .authentication(installation.configuration().authentication().name()),
                  installation.authenticationContext())
              .maildrops(
                  installation.catalog().maildrops(installation.configuration().maildrops().name()),
                  installation.maildropsContext());
      installation.configuration().listen().forEach(builder::listen);
      return new RunningServer(builder.build().start(), installation);
    } catch (RuntimeException e) {
      installation.close();
      throw e;
    }
  }

  Pop3Server server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
    installation.close();
  }
}
