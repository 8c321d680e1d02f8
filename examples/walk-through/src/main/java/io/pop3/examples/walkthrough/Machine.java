package io.pop3.examples.walkthrough;

import io.pop3.client.ClientOptions;
import io.pop3.client.ConnectionSecurity;
import io.pop3.client.Pop3Client;
import io.pop3.client.retrieval.Account;
import io.pop3.client.retrieval.Ledger;
import io.pop3.client.retrieval.MaildirSink;
import io.pop3.client.retrieval.Retention;
import io.pop3.client.retrieval.RetrievalEngine;
import io.pop3.client.retrieval.RetrievalListener;
import io.pop3.client.retrieval.RetrievalReport;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * One of several machines that read the same mailbox in the mode download-and-keep. It remembers by
 * itself what it has fetched; the server knows nothing of machines.
 */
final class Machine {

  private final String name;
  private final Path maildir;
  private final int port;

  Machine(String name, Path home, int port) {
    this.name = name;
    this.maildir = home.resolve(name);
    this.port = port;
  }

  /** Fetches what this machine has not seen yet, and leaves all of it on the server. */
  String fetch() throws IOException {
    ClientOptions options =
        ClientOptions.builder("127.0.0.1")
            .port(port)
            // Loopback only: elsewhere STLS or TLS from the start protects password and mail.
            .security(ConnectionSecurity.CLEARTEXT)
            .build();
    UserName user = new UserName(Mailbox.USER);
    InstantSource clock = InstantSource.system();
    try (MaildirSink sink = MaildirSink.open(maildir, clock);
        Ledger ledger = Ledger.open(maildir, Account.of(user, options.host()));
        Secret password = Secret.of(Mailbox.PASSWORD)) {
      RetrievalEngine engine =
          new RetrievalEngine(ledger, sink, Retention.keepForEver(), clock, RetrievalListener.NONE);
      RetrievalReport report = engine.run(Pop3Client.logIn(options, user, password));
      return name + ": " + report.stored() + " fetched, " + report.known() + " known already";
    }
  }
}
