package io.pop3.examples.ldap;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.authentication.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Logs in as the server does, and says how it ended. */
final class Logins implements AutoCloseable {

  private final AuthenticationBackend backend;
  private volatile Exception last = new IllegalStateException("nothing was thrown");

  Logins(ProviderContext configuration) {
    backend = new LdapBackendFactory().create(configuration);
  }

  Outcome verify(String name, String password) {
    try (Secret secret = Secret.of(password)) {
      return Outcome.of(backend.passwords().orElseThrow().verify(new UserName(name), secret));
    } catch (BackendUnavailableException e) {
      last = e;
      return e.isLasting() ? Outcome.LASTING : Outcome.TEMPORARY;
    }
  }

  /** What the log says of the last trouble. */
  String message() {
    return String.valueOf(last.getMessage());
  }

  String trace() {
    StringWriter trace = new StringWriter();
    last.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  @Override
  public void close() {
    backend.close();
  }

  /** How a login ended; the name is empty unless it was accepted. */
  record Outcome(Kind kind, String name) {

    static final Outcome UNKNOWN_USER = new Outcome(Kind.UNKNOWN_USER, "");
    static final Outcome WRONG_CREDENTIAL = new Outcome(Kind.WRONG_CREDENTIAL, "");
    static final Outcome TEMPORARY = new Outcome(Kind.TEMPORARY, "");
    static final Outcome LASTING = new Outcome(Kind.LASTING, "");

    static Outcome accepted(String name) {
      return new Outcome(Kind.ACCEPTED, name);
    }

    private static Outcome of(Verdict verdict) {
      if (verdict instanceof Verdict.Accepted accepted) {
        return accepted(accepted.owner().name().value());
      }
      return new Outcome(Kind.valueOf(((Verdict.Rejected) verdict).reason().name()), "");
    }

    enum Kind {
      ACCEPTED,
      UNKNOWN_USER,
      WRONG_CREDENTIAL,
      NOT_ALLOWED,
      TEMPORARY,
      LASTING
    }
  }
}
