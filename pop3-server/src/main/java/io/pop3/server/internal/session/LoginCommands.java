package io.pop3.server.internal.session;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.server.internal.authentication.LoginOutcome;
import io.pop3.server.observer.LoginFailure;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.OpenContext;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * USER, PASS and APOP (RFC 1939 section 7): credentials are checked first, then the maildrop is
 * opened, so that nobody without credentials learns whether a maildrop is in use (E-X-05).
 */
final class LoginCommands {

  private static final Logger LOG = LoggerFactory.getLogger(LoginCommands.class);
  private static final String USER = "USER";
  private static final String APOP = "APOP";

  private final Session session;
  private final SessionServices services;
  private final Optional<ApopTimestamp> timestamp;
  private @Nullable UserName pendingUser;

  LoginCommands(Session session, SessionServices services, Optional<ApopTimestamp> timestamp) {
    this.session = session;
    this.services = services;
    this.timestamp = timestamp;
  }

  /** The name given by USER counts no more. */
  void forget() {
    pendingUser = null;
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
    if (!services.authenticator().offersPasswords()) {
      return Replies.NO_PASSWORDS;
    }
    return Capabilities.allowsPasswords(services, session.info()) ? null : Replies.TLS_FIRST;
  }

  void pass(Command.Pass command) {
    UserName name = pendingUser;
    forget();
    if (name == null) {
      throw new IllegalStateException("PASS: no user name is pending");
    }
    verify(USER, name, () -> verifyAndWipe(name, command.secret()));
  }

  private LoginOutcome verifyAndWipe(UserName name, Secret secret)
      throws BackendUnavailableException {
    try (secret) {
      return services.authenticator().password(name, secret);
    }
  }

  void apop(Command.Apop command) {
    forget();
    if (timestamp.isEmpty()) {
      session.connection().reply(Replies.NO_APOP);
      return;
    }
    ApopTimestamp stamp = timestamp.get();
    verify(
        APOP,
        command.name(),
        () -> services.authenticator().apop(command.name(), command.digest(), stamp));
  }

  private void verify(String mechanism, UserName claimed, Callable<LoginOutcome> check) {
    session.await(
        services.pools().verifiers(),
        check,
        outcome -> verified(mechanism, claimed, outcome),
        thrown -> refuse(mechanism, claimed, LoginFailure.UNAVAILABLE, troubleReply(thrown)));
  }

  private void verified(String mechanism, UserName claimed, LoginOutcome outcome) {
    if (outcome instanceof LoginOutcome.Accepted accepted) {
      open(mechanism, accepted.owner());
    } else if (outcome instanceof LoginOutcome.Rejected rejected) {
      refuse(mechanism, claimed, rejected.failure(), Replies.LOGIN_FAILED);
    }
  }

  private StatusLine troubleReply(Throwable thrown) {
    String id = session.info().id();
    if (thrown instanceof BackendUnavailableException unavailable && unavailable.isLasting()) {
      LOG.error("session {}: authentication failed, somebody has to mend it", id, thrown);
      return Replies.LOGIN_UNAVAILABLE;
    }
    LOG.warn("session {}: authentication is not possible", id, thrown);
    return Replies.LOGIN_UNAVAILABLE_NOW;
  }

  private void open(String mechanism, MaildropOwner owner) {
    OpenContext context =
        new OpenContext(session.info().id(), services.options().timeouts().lockWait());
    session.holdMaildrop(true);
    session.await(
        services.pools().workers(),
        () -> session.access().open(services.store(), owner, context),
        snapshot -> {
          session.enterTransaction(snapshot, owner.name(), mechanism);
          session.connection().reply(Replies.loggedIn(snapshot.count()));
        },
        thrown -> openFailed(mechanism, owner, thrown));
  }

  private void openFailed(String mechanism, MaildropOwner owner, Throwable thrown) {
    session.holdMaildrop(false);
    StatusLine reply =
        Trouble.reply(
            session.info().id(),
            "opening the maildrop",
            thrown,
            Replies.MAILDROP_TROUBLE_NOW,
            Replies.MAILDROP_TROUBLE);
    LoginFailure failure =
        thrown instanceof MaildropException.Busy
            ? LoginFailure.MAILDROP_BUSY
            : LoginFailure.UNAVAILABLE;
    refuse(mechanism, owner.name(), failure, reply);
  }

  private void refuse(String mechanism, UserName claimed, LoginFailure failure, StatusLine reply) {
    services.observer().loginFailed(session.info(), mechanism, Optional.of(claimed), failure);
    session.connection().reply(reply);
    session.loginRefused();
  }
}
