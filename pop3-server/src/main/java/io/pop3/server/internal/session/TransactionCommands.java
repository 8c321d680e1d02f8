package io.pop3.server.internal.session;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.server.ServerConnection;
import io.pop3.protocol.wire.TopFilter;
import io.pop3.server.internal.session.MaildropAccess.Piece;
import io.pop3.server.observer.EndReason;
import io.pop3.spi.maildrop.CommitResult;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Expiry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commands of TRANSACTION and UPDATE (RFC 1939 sections 5, 6 and 7). */
final class TransactionCommands {

  private static final Logger LOG = LoggerFactory.getLogger(TransactionCommands.class);

  private final Session session;
  private final SessionServices services;
  private final ServerConnection connection;
  private final Snapshot snapshot;
  private final MaildropAccess access;
  private final MessageReader reader;
  private final HeaderLooks looks;
  private @Nullable Retrieval retrieval;
  private long retrieved;
  private long removed;

  TransactionCommands(
      Session session, SessionServices services, Snapshot snapshot, MaildropAccess access) {
    this.session = session;
    this.services = services;
    this.connection = session.connection();
    this.snapshot = snapshot;
    this.access = access;
    this.reader = new MessageReader(access, snapshot, services.buffers(), snapshot.mayReadAhead());
    this.looks = new HeaderLooks(session, services, snapshot, access);
  }

  void execute(Command command) {
    switch (command.verb()) {
      case STAT -> looks.atAll(this::stat);
      case LIST -> list(((Command.List) command).message());
      case UIDL -> uidl(((Command.Uidl) command).message());
      case RETR -> retr(((Command.Retr) command).message());
      case TOP -> top((Command.Top) command);
      case DELE -> dele(((Command.Dele) command).message());
      case NOOP -> connection.reply(Replies.DONE);
      case RSET -> rset();
      case QUIT, CAPA, LANG, USER, PASS, APOP, AUTH, STLS, UTF8 ->
          throw new IllegalArgumentException("command: " + command.verb());
    }
  }

  private void stat() {
    connection.reply(StatusLine.ok(snapshot.dropListing().format()));
  }

  private void list(Optional<MessageNumber> message) {
    if (message.isEmpty()) {
      looks.atAll(this::listAll);
    } else if (isThere(message.get())) {
      ifShown(message.get(), () -> listOne(message.get()));
    }
  }

  private void listAll() {
    String octets = snapshot.dropListing().octets().toString();
    connection.replyLines(
        Replies.listing(snapshot.remaining(), octets), Listings.scanLines(snapshot));
  }

  private void listOne(MessageNumber message) {
    connection.reply(StatusLine.ok(snapshot.scanLine(message).format()));
  }

  private void uidl(Optional<MessageNumber> message) {
    if (message.isEmpty()) {
      connection.replyLines(Replies.uniqueIds(snapshot.remaining()), Listings.uniqueIds(snapshot));
    } else if (isThere(message.get())) {
      connection.reply(StatusLine.ok(snapshot.uidLine(message.get()).format()));
    }
  }

  /** Answers negatively unless the message exists and is not marked. */
  private boolean isThere(MessageNumber message) {
    if (snapshot.has(message)) {
      return true;
    }
    connection.reply(Replies.NO_SUCH_MESSAGE);
    return false;
  }

  /** Goes on when the message's size is known, unless this client may not see it. */
  private void ifShown(MessageNumber message, Runnable next) {
    looks.atOne(
        message.index(),
        () -> {
          if (snapshot.downgrade().rejects(message.index())) {
            connection.reply(Replies.NEEDS_UTF8);
          } else {
            next.run();
          }
        });
  }

  private void retr(MessageNumber message) {
    if (isThere(message)) {
      ifShown(message, () -> retrieveWhole(message));
    }
  }

  private void retrieveWhole(MessageNumber message) {
    StatusLine reply = Replies.message(snapshot.octets(message.index()));
    retrieve(new Retrieval(message, true, reply), null);
  }

  private void top(Command.Top command) {
    if (isThere(command.message())) {
      ifShown(command.message(), () -> retrieveTop(command));
    }
  }

  private void retrieveTop(Command.Top command) {
    retrieve(
        new Retrieval(command.message(), false, Replies.TOP_FOLLOWS),
        new TopFilter(command.lines()));
  }

  private void retrieve(Retrieval next, @Nullable TopFilter filter) {
    MessageNumber message = next.message();
    boolean asSurrogate = snapshot.downgrade().rewrites(message.index());
    Optional<Piece> ready = filter == null ? reader.ready(message.index()) : Optional.empty();
    if (ready.isPresent()) {
      send(next, ready.get());
      return;
    }
    session.await(
        services.pools().workers(),
        reader.open(message.index(), filter, asSurrogate),
        first -> send(next, first),
        thrown -> {
          reader.sent();
          connection.reply(
              Trouble.reply(
                  session.info().id(),
                  "reading message " + message,
                  thrown,
                  Replies.MESSAGE_TROUBLE_NOW,
                  Replies.MESSAGE_TROUBLE));
        });
  }

  private void send(Retrieval next, Piece first) {
    next.take(first);
    retrieval = next;
    connection.replyMessage(next.reply());
  }

  /** Sends what was read of a message, or has more of it read. */
  void sendMore() {
    Retrieval current = retrieval;
    if (current == null) {
      throw new IllegalStateException("message: none is being sent");
    }
    switch (current.encode(connection, session.link())) {
      case UNDERFLOW -> {
        session.link().flush();
        session.await(
            services.pools().workers(),
            reader.readOn(),
            current::take,
            thrown -> breakOff(current.message(), thrown));
      }
      case OVERFLOW -> {
        // The network does not take more now.
      }
      case DONE -> {
        retrieval = null;
        reader.sent();
        retrieved += current.isWhole() ? 1 : 0;
        services.observer().retrieved(session.info(), current.message(), current.isWhole());
      }
    }
  }

  /**
   * Ends the session without a terminator, so that the client sees that octets are missing.
   */
  private void breakOff(MessageNumber message, Throwable thrown) {
    LOG.warn(
        "session {}: message {} broke off while it was sent", session.info().id(), message, thrown);
    session.end(EndReason.MESSAGE_BROKEN);
  }

  private void dele(MessageNumber message) {
    if (isThere(message)) {
      snapshot.mark(message);
      connection.reply(Replies.MARKED);
      services.observer().marked(session.info(), message);
    }
  }

  private void rset() {
    snapshot.clearMarks();
    connection.reply(Replies.UNMARKED);
  }

  /** UPDATE: removes what is marked, once everything before was sent. */
  void quit() {
    if (snapshot.marked() == 0) {
      session.awaitInAnyCase(
          services.pools().workers(),
          () -> {
            access.release();
            return snapshot;
          },
          unchanged -> bye(),
          thrown -> bye());
    } else {
      session.awaitSent(() -> commit(snapshot.deletions()));
    }
  }

  private void commit(Deletions marked) {
    session.awaitInAnyCase(
        services.pools().workers(),
        () -> access.commit(marked),
        this::committed,
        this::commitFailed);
  }

  private void committed(CommitResult result) {
    removed = snapshot.marked();
    services.observer().committed(session.info(), result);
    bye();
  }

  private void bye() {
    session.holdMaildrop(false);
    if (!session.isEnded()) {
      connection.reply(Replies.bye((int) removed, snapshot.count() - (int) removed));
    }
  }

  private void commitFailed(Throwable thrown) {
    session.holdMaildrop(false);
    services.observer().commitFailed(session.info());
    StatusLine reply =
        Trouble.reply(
            session.info().id(),
            "removing " + snapshot.marked() + " messages",
            thrown,
            Replies.COMMIT_TROUBLE_NOW,
            Replies.COMMIT_TROUBLE);
    if (!session.isEnded()) {
      connection.reply(reply);
    }
  }

  /** How long mail may stay in this maildrop. */
  Expiry expiry() {
    return snapshot.expiry();
  }

  /** Nothing more is sent. */
  void close() {
    reader.close();
  }

  boolean isSending() {
    return retrieval != null;
  }

  long retrieved() {
    return retrieved;
  }

  long removed() {
    return removed;
  }
}
