package io.pop3.conformance;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.server.Pop3Server;
import io.pop3.server.options.Defence;
import io.pop3.server.options.Logins;
import io.pop3.server.options.Pop3ServerOptions;
import io.pop3.spi.testkit.InMemoryAuthenticationBackend;
import io.pop3.spi.testkit.InMemoryMaildropStore;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** This project's own server under the suite, where every level decides. */
abstract class Pop3ServerConformance extends ConformanceTests {

  private static final String USER = "mary";
  private static final String PASSWORD = "tanstaaf Tanstaaf";

  private final InMemoryMaildropStore store = new InMemoryMaildropStore();
  private final InMemoryAuthenticationBackend users =
      InMemoryAuthenticationBackend.builder().user(USER, PASSWORD).build();
  private final Compliance compliance;
  private Pop3Server server;

  Pop3ServerConformance(Compliance compliance) {
    this.compliance = compliance;
  }

  @Override
  protected ConformanceTarget target() {
    Pop3ServerOptions options =
        Pop3ServerOptions.defaults()
            .withCompliance(compliance)
            .withLogins(Logins.defaults().withApop(true))
            // The suite fails to log in some hundred times.
            .withDefence(Defence.none());
    server =
        Pop3Server.builder()
            .authentication(users)
            .maildrops(store)
            .options(options)
            .listen("127.0.0.1", 0)
            .build()
            .start();
    return ConformanceTarget.at("127.0.0.1", server.boundAddresses().get(0).getPort())
        .account(USER, PASSWORD)
        .mailbox(new InMemoryMailbox())
        .build();
  }

  @Override
  protected Set<Level> deciding() {
    return EnumSet.allOf(Level.class);
  }

  @AfterEach
  void stop() {
    server.close();
    store.close();
    users.close();
  }

  private final class InMemoryMailbox implements MailboxControl {

    @Override
    public void deliver(byte[] message) {
      store.deliver(USER, message);
    }

    @Override
    public void clear() throws IOException {
      for (byte[] message : store.messages(USER)) {
        if (!store.removeBehindTheLock(USER, message)) {
          throw new IOException("message: gone (expected: there)");
        }
      }
    }
  }
}
