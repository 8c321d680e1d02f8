package io.pop3.server.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.sasl.SaslClientExchange;
import io.pop3.protocol.sasl.SaslClientOptions;
import io.pop3.protocol.sasl.SaslClientStep;
import io.pop3.protocol.sasl.SaslCredentials;
import io.pop3.protocol.sasl.SaslMechanism;
import java.util.Base64;

/** AUTH as a client does it, by the client's half of the protocol core. */
final class SaslLogin {

  private SaslLogin() {}

  /** Returns the last line that the server says. */
  static String run(
      WireClient client,
      SaslMechanism mechanism,
      SaslCredentials credentials,
      SaslClientOptions options) {
    try (SaslClientExchange exchange = SaslClientExchange.open(mechanism, credentials, options)) {
      String first = exchange.initialResponse().map(secret -> " " + initial(secret)).orElse("");
      String line = client.call("AUTH " + mechanism.mechanismName() + first);
      while (line.startsWith("+ ")) {
        byte[] challenge = Base64.getDecoder().decode(line.substring(2));
        SaslClientStep step = exchange.respond(Secret.of(challenge));
        line =
            client.call(
                step instanceof SaslClientStep.Response response
                    ? base64(response.response())
                    : "*");
      }
      if (line.startsWith("+OK") && exchange.conclude().isPresent()) {
        throw new AssertionError("login does not count: " + exchange.conclude().get());
      }
      return line;
    }
  }

  private static String initial(Secret secret) {
    return secret.length() == 0 ? "=" : base64(secret);
  }

  static String base64(Secret secret) {
    return Base64.getEncoder().encodeToString(secret.reveal());
  }

  static String base64(String octets) {
    return Base64.getEncoder().encodeToString(octets.getBytes(ISO_8859_1));
  }
}
