package io.pop3.client.app;

import io.pop3.client.Authorization;
import io.pop3.client.Pop3Client;
import io.pop3.client.Transaction;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.SaslCredentials;
import io.pop3.protocol.sasl.SaslMechanism;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/** Connects and logs in as an account says. */
final class Session {

  private Session() {}

  /** Connects, and says it loudly if everybody on the way can listen. */
  static Authorization connect(AccountSettings settings, PrintWriter err) throws IOException {
    Authorization authorization = Pop3Client.connect(settings.options());
    if (authorization.tlsSession().isEmpty()) {
      err.println(
          authorization.serverAddress().isLoopbackAddress()
              ? "pop3: no TLS: the connection does not leave this machine"
              : "pop3: WARNING: no TLS: everybody on the way can read the password and the mail");
      err.flush();
    }
    return authorization;
  }

  static Transaction logIn(AccountSettings settings, PrintWriter err) throws IOException {
    UserName user =
        settings
            .user()
            .orElseThrow(
                () ->
                    new UserErrorException(
                        "user: not given (expected: --user, or pop://user@host)"));
    // The session takes the connection over; closing is for the case that there is none.
    try (Authorization authorization = connect(settings, err);
        Secret password =
            settings.password().read(user.value() + "@" + settings.options().host())) {
      return logIn(authorization, settings.login(), user, password);
    }
  }

  private static Transaction logIn(
      Authorization authorization, AccountSettings.Login login, UserName user, Secret password)
      throws IOException {
    return switch (login.way()) {
      case BEST -> authorization.authenticate(user, password);
      case APOP -> authorization.apop(user, password);
      case MECHANISM -> bySasl(authorization, login.mechanism().orElseThrow(), user, password);
    };
  }

  private static Transaction bySasl(
      Authorization authorization, SaslMechanism mechanism, UserName user, Secret password)
      throws IOException {
    try (SaslCredentials credentials = credentials(mechanism, user, password)) {
      return authorization.authenticate(credentials, mechanism);
    }
  }

  /** For the mechanisms of OAuth 2, what stands for the password is a token. */
  private static SaslCredentials credentials(
      SaslMechanism mechanism, UserName user, Secret password) {
    try {
      return switch (mechanism) {
        case OAUTHBEARER, XOAUTH2 -> SaslCredentials.token(Optional.of(user), password);
        default -> SaslCredentials.password(user, password);
      };
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(String.valueOf(e.getMessage()));
    }
  }
}
