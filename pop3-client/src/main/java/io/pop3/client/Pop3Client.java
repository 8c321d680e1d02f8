package io.pop3.client;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;

/**
 * Connects to POP3 servers.
 *
 * <pre>{@code
 * ClientOptions options = ClientOptions.builder("pop.example.com").build();
 * try (Transaction mailbox = Pop3Client.logIn(options, new UserName("harish"), password)) {
 *   for (ScanLine line : mailbox.list()) {
 *     try (MessageStream message = mailbox.retrieve(line.message())) {
 *       message.transferTo(archive);
 *     }
 *     mailbox.delete(line.message());
 *   }
 *   CommitOutcome outcome = mailbox.commit(); // Without this, nothing is deleted.
 * }
 * }</pre>
 *
 * <p>Stateless; safe for several threads. What it gives is not.
 */
public final class Pop3Client {

  private Pop3Client() {}

  /**
   * Connects, waits for the greeting, and makes the connection as safe as the options demand.
   * Nothing but CAPA and STLS is sent before that (ledger 8314-MUA-3).
   *
   * @param options where and how
   * @return a connection to log in to; close it
   * @throws TlsException if the connection can't be made as safe as demanded
   * @throws RefusedException if the server says that it has no service now
   * @throws Pop3Exception if the connection failed
   */
  public static Authorization connect(ClientOptions options) throws Pop3Exception {
    Wire wire = Wire.open(options);
    try {
      return Authorization.begin(wire);
    } catch (Pop3Exception e) {
      wire.close();
      throw e;
    }
  }

  /**
   * Connects and logs in, in the best way that client and server have.
   *
   * @param options where and how
   * @param user the mailbox
   * @param password the password; stays the caller's, who may wipe it afterwards
   * @return the session; close it
   * @throws RefusedException if the server refused; {@link RefusedException#remedy()} tells what to
   *     do
   * @throws Pop3Exception if there is no safe way, or the connection failed
   */
  public static Transaction logIn(ClientOptions options, UserName user, Secret password)
      throws Pop3Exception {
    // Closing is left to the session once there is one.
    try (Authorization authorization = connect(options)) {
      return authorization.authenticate(user, password);
    }
  }
}
