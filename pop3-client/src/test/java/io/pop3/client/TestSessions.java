package io.pop3.client;

import io.pop3.client.fake.ModelServer;

/** Lets tests of other packages log in to a server on the loopback address. */
public final class TestSessions {

  private TestSessions() {}

  public static Transaction logIn(ModelServer server) throws Pop3Exception {
    return logIn(server.port());
  }

  public static Transaction logIn(int port) throws Pop3Exception {
    return Pop3Client.logIn(Clients.cleartext(port).build(), Clients.HARISH, Clients.VEGETABLES);
  }
}
