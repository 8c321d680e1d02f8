package io.pop3.server.internal.session;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.server.internal.authentication.Authenticator;
import io.pop3.server.internal.authentication.LoginAttempt;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** USER, PASS and APOP (RFC 1939 section 7). */
final class LoginCommands {

  private static final String USER = "USER";
  private static final String APOP = "APOP";

  private final Session session;
  private final SessionServices services;
  private final Authenticator authenticator;
  private final LoginFlow flow;
  private final Optional<ApopTimestamp> timestamp;
  private @Nullable UserName pendingUser;
  private @Nullable Secret password;

  LoginCommands(
      Session session,
      SessionServices services,
      LoginFlow flow,
      Optional<ApopTimestamp> timestamp) {
    this.session = session;
    this.services = services;
    this.authenticator = services.authenticator();
    this.flow = flow;
    this.timestamp = timestamp;
  }

  /** The name given by USER counts no more; wipes a password that no worker has. */
  void forget() {
    pendingUser = null;
    Secret unused = password;
    password = null;
    if (unused != null) {
      unused.close();
    }
  }

  /** Says the same for every name. */
  void user(Command.User command) {
    StatusLine refusal = passwordRefusal();
    if (refusal == null) {
      pendingUser = command.name();
      session.connection().reply(Replies.SEND_PASSWORD);
    } else {
      forget();
      session.connection().reply(refusal);
    }
  }

  private @Nullable StatusLine passwordRefusal() {
    if (!authenticator.offersPasswords()) {
      return Replies.NO_PASSWORDS;
    }
    return session.offer().allowsPlaintext() ? null : Replies.TLS_FIRST;
  }

  void pass(Command.Pass command) {
    UserName name = pendingUser;
    forget();
    if (name == null) {
      throw new IllegalStateException("PASS: no user name is pending");
    }
    LoginAttempt attempt = new LoginAttempt(session.info(), USER, List.of());
    password = command.secret();
    session.holdMaildrop(true);
    session.await(
        services.pools().workers(),
        () -> openIfRemembered(attempt, name, command.secret()),
        login -> remembered(attempt, name, command.secret(), login),
        thrown -> flow.openFailed(attempt, thrown));
  }

  /** A login that was done in one go, without asking the backend. */
  private record QuickLogin(MaildropOwner owner, Snapshot snapshot) {}

  /** On a worker: most logins are those of a client that was here a moment ago. */
  private Optional<QuickLogin> openIfRemembered(LoginAttempt attempt, UserName name, Secret secret)
      throws MaildropException {
    Optional<MaildropOwner> owner = authenticator.remembered(attempt, name, secret);
    if (owner.isEmpty() || authenticator.isTooSoon(owner.get())) {
      return Optional.empty();
    }
    return Optional.of(new QuickLogin(owner.get(), flow.open(owner.get())));
  }

  private void remembered(
      LoginAttempt attempt, UserName name, Secret secret, Optional<QuickLogin> login) {
    if (login.isPresent()) {
      forget();
      flow.opened(attempt, login.get().owner(), login.get().snapshot());
      return;
    }
    session.holdMaildrop(false);
    flow.check(
        attempt,
        () -> {
          try (secret) {
            return authenticator.password(attempt, name, secret);
          }
        },
        owner -> checked(attempt, owner));
  }

  void apop(Command.Apop command) {
    forget();
    if (timestamp.isEmpty()) {
      session.connection().reply(Replies.NO_APOP);
      return;
    }
    LoginAttempt attempt = new LoginAttempt(session.info(), APOP, List.of());
    flow.check(
        attempt,
        () -> authenticator.apop(attempt, command.name(), command.digest(), timestamp.get()),
        owner -> checked(attempt, owner));
  }

  private void checked(LoginAttempt attempt, Optional<MaildropOwner> owner) {
    if (owner.isPresent()) {
      flow.admit(attempt, owner.get());
    } else {
      flow.reject(attempt, Replies.LOGIN_FAILED);
    }
  }
}
