package io.pop3.examples.embedded;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.server.Pop3Server;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.PasswordVerifier;
import io.pop3.spi.authentication.Verdict;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.testkit.InMemoryMaildropStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A help desk that lets its agents read tickets with the mail program they have. The application
 * knows its agents and writes its tickets; POP3 is one more door to them.
 */
public final class HelpDesk implements AutoCloseable {

  private final Map<String, String> agents = new ConcurrentHashMap<>();
  private final InMemoryMaildropStore tickets = new InMemoryMaildropStore();
  private final Pop3Server server;

  /**
   * Opens the help desk.
   *
   * @param port where agents connect on this machine; 0 for any free port
   */
  public HelpDesk(int port) {
    server =
        Pop3Server.builder()
            .authentication(new Agents())
            .maildrops(tickets)
            .listen("127.0.0.1", port)
            .build()
            .start();
  }

  /**
   * Hires an agent.
   *
   * @param name the agent's name
   * @param password the agent's password; a real application keeps a hash of it
   */
  public void hire(String name, String password) {
    agents.put(name, password);
  }

  /**
   * Gives a ticket to an agent, who finds it as a message.
   *
   * @param agent the agent's name
   * @param subject what it is about, one line
   * @param text what the customer wrote
   */
  public void assign(String agent, String subject, String text) {
    tickets.deliver(agent, "Subject: " + subject + "\n\n" + text + "\n");
  }

  /**
   * Where agents connect.
   *
   * @return the port
   */
  public int port() {
    return server.boundAddresses().get(0).getPort();
  }

  @Override
  public void close() {
    server.close();
  }

  /** All that a server needs to know about users: whether a password is right. */
  private final class Agents implements AuthenticationBackend {
    @Override
    public Optional<PasswordVerifier> passwords() {
      return Optional.of(this::verify);
    }

    private Verdict verify(UserName name, Secret password) {
      String known = agents.get(name.value());
      if (known == null) {
        return Verdict.rejected(Verdict.Reason.UNKNOWN_USER);
      }
      try (Secret right = Secret.of(known)) {
        return right.equals(password)
            ? Verdict.accepted(MaildropOwner.of(name))
            : Verdict.rejected(Verdict.Reason.WRONG_CREDENTIAL);
      }
    }
  }

  /**
   * Runs a help desk until it is interrupted.
   *
   * @param arguments none
   * @throws InterruptedException when it is told to end
   */
  public static void main(String[] arguments) throws InterruptedException {
    try (HelpDesk desk = new HelpDesk(1110)) {
      desk.hire("anna", "tulips");
      desk.assign("anna", "Printer", "It is on fire.");
      System.out.println("curl -u anna:tulips pop3://127.0.0.1:" + desk.port() + "/1");
      Thread.currentThread().join();
    }
  }
}
