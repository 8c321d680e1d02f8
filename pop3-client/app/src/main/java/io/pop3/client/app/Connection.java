package io.pop3.client.app;

import io.pop3.client.ClientOptions;
import io.pop3.client.ConnectionSecurity;
import io.pop3.client.Pop3Client;
import io.pop3.client.Pop3Exception;
import io.pop3.client.Transaction;
import io.pop3.protocol.model.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all commands need to get to a mailbox. */
final class Connection {

  @Parameters(
      paramLabel = "URL",
      description =
          "The mailbox: pops://user@host/ with TLS from the start, or pop://user@host/ with STLS.")
  private String url = "";

  @Option(
      names = "--cleartext",
      description =
          "Allow a pop:// server without TLS. Password and mail can then be read on the way.")
  private boolean cleartext;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long the server may be silent. Default: ${DEFAULT-VALUE}.")
  private int timeoutSeconds;

  @Mixin private final PasswordSource password = new PasswordSource();

  PopUrl target() {
    return PopUrl.parse(url);
  }

  ClientOptions options(PrintWriter err) {
    PopUrl target = target();
    if (timeoutSeconds < 1) {
      throw new UserErrorException("timeout: " + timeoutSeconds + " (expected: >= 1)");
    }
    ConnectionSecurity security = target.security();
    if (cleartext && security == ConnectionSecurity.STLS) {
      security = ConnectionSecurity.STLS_IF_OFFERED;
      err.println("pop3: --cleartext: without TLS, password and mail can be read on the way");
    }
    ClientOptions.Builder builder =
        ClientOptions.builder(target.host())
            .security(security)
            .readTimeout(Duration.ofSeconds(timeoutSeconds));
    target.port().ifPresent(builder::port);
    return builder.build();
  }

  /** A password for this mailbox; the caller wipes it. */
  Secret secret() throws IOException {
    PopUrl target = target();
    return password.get(target.user() + " at " + target.host());
  }

  /** Logs in; the caller closes the session. */
  Transaction open(PrintWriter err) throws IOException, Pop3Exception {
    ClientOptions options = options(err);
    try (Secret secret = secret()) {
      return Pop3Client.logIn(options, target().user(), secret);
    }
  }
}
