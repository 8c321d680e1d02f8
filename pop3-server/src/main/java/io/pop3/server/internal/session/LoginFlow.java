package io.pop3.server.internal.session;

import io.pop3.protocol.reply.StatusLine;
import io.pop3.server.internal.authentication.Authenticator;
import io.pop3.server.internal.authentication.LoginAttempt;
import io.pop3.server.observer.LoginFailure;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.OpenContext;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * What all ways to log in have in common. Credentials are checked first, then the maildrop is
 * opened, so that nobody without credentials learns whether a maildrop is in use (E-X-05).
 */
final class LoginFlow {

  private final Session session;
  private final SessionServices services;
  private final Commands commands;
  private final Authenticator authenticator;

  LoginFlow(Session session, SessionServices services, Commands commands) {
    this.session = session;
    this.services = services;
    this.commands = commands;
    this.authenticator = services.authenticator();
  }

  /** Has credentials checked, after the delay that failures from this address have brought. */
  <T> void check(LoginAttempt attempt, Callable<T> check, Consumer<T> checked) {
    session.pause(authenticator.waitBefore(attempt), () -> checkNow(attempt, check, checked));
  }

  /** Has credentials checked. */
  <T> void checkNow(LoginAttempt attempt, Callable<T> check, Consumer<T> checked) {
    session.await(
        services.pools().verifiers(), check, checked, thrown -> troubled(attempt, thrown));
  }

  /** The credentials are good. */
  void admit(LoginAttempt attempt, MaildropOwner owner) {
    if (authenticator.isTooSoon(owner)) {
      attempt.fail(LoginFailure.TOO_SOON);
      refuse(attempt, Replies.TOO_SOON);
      return;
    }
    session.holdMaildrop(true);
    session.await(
        services.pools().workers(),
        () -> open(owner),
        snapshot -> opened(attempt, owner, snapshot),
        thrown -> openFailed(attempt, thrown));
  }

  /** On a worker: opens the maildrop. */
  Snapshot open(MaildropOwner owner) throws MaildropException {
    OpenContext context =
        new OpenContext(session.info().id(), services.options().timeouts().lockWait());
    return session.access().open(services.store(), owner, context);
  }

  /** The maildrop is open and locked. */
  void opened(LoginAttempt attempt, MaildropOwner owner, Snapshot snapshot) {
    authenticator.loggedIn(owner);
    commands.enterTransaction(snapshot);
    session.loggedIn(owner.name(), attempt.mechanism(), snapshot.count());
    session.connection().reply(Replies.loggedIn(snapshot.count()));
  }

  /** The maildrop could not be opened, and is not held. */
  void openFailed(LoginAttempt attempt, Throwable thrown) {
    session.holdMaildrop(false);
    attempt.fail(
        thrown instanceof MaildropException.Busy
            ? LoginFailure.MAILDROP_BUSY
            : LoginFailure.UNAVAILABLE);
    StatusLine reply =
        Trouble.reply(
            session.info().id(),
            "opening the maildrop",
            thrown,
            Replies.MAILDROP_TROUBLE_NOW,
            Replies.MAILDROP_TROUBLE);
    refuse(attempt, reply);
  }

  /** The credentials are not good: the answer waits, as long as failures have brought. */
  void reject(LoginAttempt attempt, StatusLine reply) {
    session.pause(authenticator.failed(attempt), () -> refuse(attempt, reply));
  }

  /** Nobody can tell whether the credentials are good. */
  private void troubled(LoginAttempt attempt, Throwable thrown) {
    attempt.fail(LoginFailure.UNAVAILABLE);
    boolean lasts =
        thrown instanceof BackendUnavailableException unavailable && unavailable.isLasting();
    Trouble.log(session.info().id(), "authentication", thrown, lasts);
    refuse(attempt, lasts ? Replies.LOGIN_UNAVAILABLE : Replies.LOGIN_UNAVAILABLE_NOW);
  }

  private void refuse(LoginAttempt attempt, StatusLine reply) {
    commands.forgetLogin();
    services
        .observer()
        .loginFailed(session.info(), attempt.mechanism(), attempt.claimed(), attempt.failure());
    session.connection().reply(reply);
    commands.noteRefusal();
  }
}
