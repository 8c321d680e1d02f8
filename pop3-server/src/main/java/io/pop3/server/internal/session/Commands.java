package io.pop3.server.internal.session;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.downgrade.DowngradePolicy;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.server.ServerConnection;
import io.pop3.protocol.server.ServerEvent;
import io.pop3.protocol.session.SessionState;
import io.pop3.server.observer.EndReason;
import io.pop3.spi.maildrop.Expiry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the commands of a session do: one handler for each family, and here those that belong to
 * none.
 */
final class Commands {

  private final Session session;
  private final SessionServices services;
  private final ServerConnection connection;
  private final LoginCommands login;
  private final SaslCommands sasl;
  private @Nullable TransactionCommands transaction;

  Commands(Session session, SessionServices services, Optional<ApopTimestamp> timestamp) {
    this.session = session;
    this.services = services;
    this.connection = session.connection();
    LoginFlow flow = new LoginFlow(session, services, this);
    this.login = new LoginCommands(session, services, flow, timestamp);
    this.sasl = new SaslCommands(session, services, flow);
  }

  void execute(Command command) {
    switch (command.verb()) {
      case CAPA -> capa();
      case LANG -> language((Command.Lang) command);
      case USER -> login.user((Command.User) command);
      case PASS -> login.pass((Command.Pass) command);
      case APOP -> login.apop((Command.Apop) command);
      case AUTH -> auth(command);
      case STLS -> stls();
      case UTF8 -> utf8();
      case STAT, LIST, UIDL, RETR, TOP, DELE, NOOP, RSET -> requireTransaction().execute(command);
      case QUIT -> quit();
    }
  }

  private void capa() {
    login.forget();
    Expiry expiry = transaction == null ? services.store().expiry() : transaction.expiry();
    connection.replyLines(
        Replies.CAPABILITIES,
        Listings.capabilities(
            session.offer().capabilities(session.info().user(), expiry, connection.isUtf8())));
  }

  /** All that changes is what messages look like, and that is settled by the login. */
  private void utf8() {
    login.forget();
    connection.reply(Replies.UTF8_MODE);
  }

  private void language(Command.Lang command) {
    login.forget();
    if (command.range().isEmpty()) {
      connection.replyLines(Languages.list(), Languages.lines());
    } else {
      connection.reply(Languages.choose(command.range().get()));
    }
  }

  private void auth(Command command) {
    login.forget();
    if (command instanceof Command.Auth auth) {
      sasl.auth(auth);
    } else {
      sasl.list();
    }
  }

  /** The core has made sure that nothing came behind STLS. */
  private void stls() {
    login.forget();
    connection.reply(Replies.BEGIN_TLS);
  }

  private void quit() {
    TransactionCommands open = transaction;
    session.willEnd(EndReason.QUIT);
    if (open == null) {
      connection.reply(Replies.BYE);
    } else {
      open.quit();
    }
  }

  /** A line that is not executed. */
  void reject(ServerEvent.CommandRejected rejected) {
    forgetLogin();
    services.observer().rejected(session.info(), rejected.reason());
    connection.reply(rejected.reply());
    noteRefusal();
  }

  /** A negative reply was given, perhaps one time too often. */
  void noteRefusal() {
    if (connection.state() == SessionState.CLOSED) {
      session.willEnd(EndReason.REFUSED);
    }
  }

  /** A response of a SASL exchange. */
  void respond(Secret response) {
    sasl.respond(response);
  }

  /** The client gave a SASL exchange up. */
  void cancelled() {
    sasl.cancelled();
  }

  /** Whatever was begun of a login counts no more. */
  void forgetLogin() {
    login.forget();
    sasl.forget();
  }

  /** The maildrop is open: TRANSACTION begins with the positive reply, which is not given here. */
  void enterTransaction(Snapshot snapshot) {
    snapshot.show(connection.isUtf8() ? DowngradePolicy.RAW : services.options().downgrade());
    transaction = new TransactionCommands(session, services, snapshot, session.access());
  }

  /** Sends more of the message that is being sent. */
  void sendMore() {
    requireTransaction().sendMore();
  }

  private TransactionCommands requireTransaction() {
    TransactionCommands open = transaction;
    if (open == null) {
      throw new IllegalStateException("session: no maildrop is open");
    }
    return open;
  }

  /** The session is over, and no work is under way. */
  void close() {
    forgetLogin();
    if (transaction != null) {
      transaction.close();
    }
  }

  boolean isSending() {
    return transaction != null && transaction.isSending();
  }

  long retrieved() {
    return transaction == null ? 0 : transaction.retrieved();
  }

  long removed() {
    return transaction == null ? 0 : transaction.removed();
  }
}
