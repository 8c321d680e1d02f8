package io.pop3.examples.walkthrough;

import io.pop3.server.Pop3Server;
import io.pop3.server.options.Identity;
import io.pop3.server.options.Pop3ServerOptions;
import io.pop3.server.options.Timeouts;
import io.pop3.spi.testkit.InMemoryAuthenticationBackend;
import io.pop3.spi.testkit.InMemoryMaildropStore;
import java.time.Duration;
import java.util.Optional;

/**
 * A server on loopback with one mailbox in memory: user {@code harish}, two messages of 120 and 200
 * octets.
 */
final class Mailbox implements AutoCloseable {

  static final String USER = "harish";
  static final String PASSWORD = "vegetables";

  private static final String FIRST =
      """
      From: anna@example.org
      To: harish@example.org
      Subject: Lunch

      Shall we meet today at noon?
      The usual place.
      Anna
      """;

  private static final String SECOND =
      """
      From: ben@example.org
      To: harish@example.org
      Subject: Re: Dots

      A line may begin with a dot:
      .
      .. and it comes back as it was.
      That is what stuffing is for.
      The last word is yours.
      --\s
      Ben
      """;

  private static final String THIRD =
      """
      From: carla@example.org
      To: harish@example.org
      Subject: Later

      I am late.
      """;

  private final InMemoryMaildropStore store =
      new InMemoryMaildropStore().deliver(USER, FIRST).deliver(USER, SECOND);
  private final Pop3Server server;

  Mailbox() {
    Identity identity = new Identity("localhost", "POP3 server ready", Optional.empty());
    // A client that vanished without QUIT holds its lock until the server has noticed: a login
    // waits for that.
    Timeouts timeouts = Timeouts.defaults().withLockWait(Duration.ofSeconds(10));
    server =
        Pop3Server.builder()
            .authentication(InMemoryAuthenticationBackend.builder().user(USER, PASSWORD).build())
            .maildrops(store)
            .options(Pop3ServerOptions.defaults().withIdentity(identity).withTimeouts(timeouts))
            .listen("127.0.0.1", 0)
            .build()
            .start();
  }

  /** A message arrives while nobody is connected. */
  void deliverAnother() {
    store.deliver(USER, THIRD);
  }

  int port() {
    return server.boundAddresses().get(0).getPort();
  }

  @Override
  public void close() {
    server.close();
  }
}
