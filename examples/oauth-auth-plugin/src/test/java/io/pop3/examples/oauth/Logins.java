package io.pop3.examples.oauth;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenAccepted;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenRejected;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenVerdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/** Logs in as the server does, and says in a word how it ended. */
final class Logins implements AutoCloseable {

  static final String INVALID = "invalid_token";
  static final String TEMPORARY = "temporary trouble";
  static final String LASTING = "lasting trouble";

  private final AuthenticationBackend backend;
  private volatile Exception last = new IllegalStateException("nothing was thrown");

  Logins(ProviderContext configuration) {
    backend = new OAuthBackendFactory().create(configuration);
  }

  /** The name of the user, the status of the rejection, or the kind of trouble. */
  String verify(String token) {
    return verify(token, Optional.empty());
  }

  String verify(String token, String user) {
    return verify(token, Optional.of(new UserName(user)));
  }

  private String verify(String token, Optional<UserName> user) {
    try {
      TokenVerdict verdict = verdict(token, user);
      return verdict instanceof TokenAccepted accepted
          ? accepted.owner().name().value()
          : ((TokenRejected) verdict).status();
    } catch (BackendUnavailableException e) {
      last = e;
      return e.isLasting() ? LASTING : TEMPORARY;
    }
  }

  TokenVerdict verdict(String token, Optional<UserName> user) throws BackendUnavailableException {
    try (Secret secret = Secret.of(token)) {
      return backend.bearerTokens().orElseThrow().verify(secret, user);
    }
  }

  /** What the log may show of the last trouble. */
  String trace() {
    StringWriter trace = new StringWriter();
    last.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  @Override
  public void close() {
    backend.close();
  }
}
