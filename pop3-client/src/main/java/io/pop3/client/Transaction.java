package io.pop3.client;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.reply.Capability;
import io.pop3.protocol.reply.CapabilitySet;
import io.pop3.protocol.reply.CapabilityValue.Expire;
import io.pop3.protocol.reply.CapabilityValue.LoginDelay;
import io.pop3.protocol.reply.DropListing;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.reply.UidLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * A session that is logged in: its maildrop is open, locked, and does not change but by this
 * session (RFC 1939 section 5).
 *
 * <p>Methods block until the server has answered. They throw {@link RefusedException} if the server
 * says no, after which the session goes on, and another {@link Pop3Exception} if the connection
 * failed, after which nothing can be done but {@link #close()}. Not for several threads at a time.
 */
public final class Transaction implements AutoCloseable {

  private final Wire wire;
  private final Dialogue dialogue;
  private Optional<CapabilitySet> capabilities;
  private boolean busy;
  private boolean over;
  private boolean marked;
  private boolean retrieved;

  Transaction(Wire wire, Optional<CapabilitySet> capabilities) {
    this.wire = wire;
    this.dialogue = new Dialogue(wire);
    this.capabilities = capabilities.filter(Transaction::holdsForThisUser);
  }

  /** What may differ by user is known exactly only after the login (2449-DLY-4, 2449-EXP-5). */
  private static boolean holdsForThisUser(CapabilitySet capabilities) {
    return capabilities.find(Expire.class).filter(Expire::differsByUser).isEmpty()
        && capabilities.find(LoginDelay.class).filter(LoginDelay::differsByUser).isEmpty();
  }

  /**
   * What the server says it can do: asked once a session, before or after the login, or after it
   * again if the server says that it depends on the user (ledger 2449-CAPA-12).
   *
   * @return the capabilities; none if the server does not know CAPA
   * @throws Pop3Exception if the connection failed
   */
  public CapabilitySet capabilities() throws Pop3Exception {
    requireIdle();
    if (capabilities.isEmpty()) {
      capabilities = Optional.of(dialogue.capabilities());
    }
    return capabilities.get();
  }

  /**
   * How much there is: STAT.
   *
   * @return count and size of the messages not marked
   * @throws Pop3Exception if the server refused or the connection failed
   */
  public DropListing stat() throws Pop3Exception {
    Command command = new Command.Stat();
    String text = ask(command).text();
    return DropListing.parse(text).orElseThrow(() -> malformed(command));
  }

  /**
   * The sizes of all messages not marked: LIST. Sizes are hints: some servers count line ends as
   * one octet.
   *
   * @return numbers and sizes in the server's order
   * @throws Pop3Exception if the server refused or the connection failed
   */
  public List<ScanLine> list() throws Pop3Exception {
    Command command = new Command.List(Optional.empty());
    List<ScanLine> lines = new ArrayList<>();
    Set<MessageNumber> seen = new HashSet<>();
    requireIdle();
    StatusLine status =
        dialogue.askForLines(
            command,
            text -> {
              ScanLine line = ScanLine.parse(text).orElseThrow(() -> violation(command));
              requireFirst(command, seen.add(line.message()));
              lines.add(line);
            });
    requirePositive(command, status);
    return lines;
  }

  /**
   * The size of one message: LIST with a number.
   *
   * @param message the message
   * @return its number and size
   * @throws Pop3Exception if the server refused or the connection failed
   */
  public ScanLine list(MessageNumber message) throws Pop3Exception {
    Command command = new Command.List(Optional.of(message));
    return ScanLine.parse(ask(command).text())
        .filter(line -> line.message().equals(message))
        .orElseThrow(() -> malformed(command));
  }

  /**
   * The unique-ids of all messages not marked: UIDL.
   *
   * @return numbers and unique-ids in the server's order; empty if the server does not give them
   *     (ledger 1939-CMD-11)
   * @throws Pop3Exception if the server has trouble that it names, or the connection failed
   */
  public Optional<List<UidLine>> uidl() throws Pop3Exception {
    Command command = new Command.Uidl(Optional.empty());
    List<UidLine> lines = new ArrayList<>();
    Set<MessageNumber> seen = new HashSet<>();
    requireIdle();
    StatusLine status =
        dialogue.askForLines(
            command,
            text -> {
              UidLine line = UidLine.parse(text).orElseThrow(() -> violation(command));
              requireFirst(command, seen.add(line.message()));
              lines.add(line);
            });
    if (status.isPositive()) {
      return Optional.of(lines);
    }
    RefusedException refusal = RefusedException.ofCommand(command.verb(), status);
    if (refusal.remedy() != Remedy.NONE) {
      throw refusal;
    }
    return Optional.empty();
  }

  /**
   * The unique-id of one message: UIDL with a number.
   *
   * @param message the message
   * @return its number and unique-id
   * @throws Pop3Exception if the server refused or the connection failed
   */
  public UidLine uidl(MessageNumber message) throws Pop3Exception {
    Command command = new Command.Uidl(Optional.of(message));
    return UidLine.parse(ask(command).text())
        .filter(line -> line.message().equals(message))
        .orElseThrow(() -> malformed(command));
  }

  /**
   * A message: RETR.
   *
   * @param message the message
   * @return its octets, to be read and closed before anything else is asked
   * @throws Pop3Exception if the server refused or the connection failed
   */
  public MessageStream retrieve(MessageNumber message) throws Pop3Exception {
    retrieved = true;
    return open(new Command.Retr(message), message);
  }

  /**
   * Several messages one after the other, asked for ahead if the server allows it.
   *
   * @param messages numbers and sizes as {@link #list()} gave them
   * @return a cursor over them, to be closed before anything else is asked
   * @throws Pop3Exception if the connection failed
   */
  public RetrievalCursor retrieve(List<ScanLine> messages) throws Pop3Exception {
    boolean pipelining = capabilities().has(Capability.PIPELINING);
    retrieved = true;
    busy = true;
    return new RetrievalCursor(wire, pipelining, List.copyOf(messages), () -> busy = false);
  }

  /**
   * The header section of a message and the first lines of its body: TOP, which a server need not
   * know.
   *
   * @param message the message
   * @param lines how many lines of the body, 0 or more
   * @return the octets, to be read and closed before anything else is asked
   * @throws Pop3Exception if the server refused or the connection failed
   * @throws IllegalArgumentException if {@code lines} is negative
   */
  public MessageStream top(MessageNumber message, long lines) throws Pop3Exception {
    return open(new Command.Top(message, lines), message);
  }

  private MessageStream open(Command command, MessageNumber message) throws Pop3Exception {
    ask(command);
    busy = true;
    return new MessageStream(wire, message, () -> busy = false);
  }

  /**
   * Marks a message: DELE. It is deleted if {@link #commit()} follows, and not otherwise.
   *
   * @param message the message
   * @throws Pop3Exception if the server refused or the connection failed
   */
  public void delete(MessageNumber message) throws Pop3Exception {
    requireIdle();
    marked = true;
    ask(new Command.Dele(message));
  }

  /**
   * Marks several messages, without waiting for each answer if the server allows it.
   *
   * @param messages the messages; one that is named twice is marked once
   * @return those that the server refused to mark, and what it said
   * @throws Pop3Exception if the connection failed
   */
  public Map<MessageNumber, StatusLine> delete(Collection<MessageNumber> messages)
      throws Pop3Exception {
    Window window = new Window(capabilities().has(Capability.PIPELINING));
    Map<MessageNumber, StatusLine> refused = new LinkedHashMap<>();
    Queue<MessageNumber> waiting = new ArrayDeque<>(new LinkedHashSet<>(messages));
    Queue<MessageNumber> asked = new ArrayDeque<>();
    marked |= !waiting.isEmpty();
    while (!waiting.isEmpty() || !asked.isEmpty()) {
      while (!waiting.isEmpty() && window.admits(0)) {
        MessageNumber message = waiting.remove();
        wire.send(new Command.Dele(message));
        window.sent(0);
        asked.add(message);
      }
      StatusLine status = dialogue.status();
      window.answered(0);
      MessageNumber message = asked.remove();
      if (!status.isPositive()) {
        refused.put(message, status);
      }
    }
    return refused;
  }

  /**
   * Takes all marks back: RSET.
   *
   * @throws Pop3Exception if the server refused or the connection failed
   */
  public void reset() throws Pop3Exception {
    ask(new Command.Rset());
    marked = false;
  }

  /**
   * Does nothing, which keeps the session from timing out: NOOP.
   *
   * @throws Pop3Exception if the server refused or the connection failed
   */
  public void noop() throws Pop3Exception {
    ask(new Command.Noop());
  }

  /**
   * Lets the server delete what is marked, and ends the session: QUIT. The outcome may be unknown;
   * then the unique-ids of the next session tell what became of the messages (ledger 1939-UPD-7).
   *
   * @return what the server made of it
   * @throws Pop3Exception if the connection was gone before QUIT was sent: nothing is deleted
   */
  public CommitOutcome commit() throws Pop3Exception {
    requireIdle();
    wire.send(new Command.Quit());
    over = true;
    try {
      StatusLine reply = dialogue.status();
      return reply.isPositive() ? new CommitOutcome.Committed() : new CommitOutcome.Refused(reply);
    } catch (Pop3Exception e) {
      return new CommitOutcome.Unknown(e);
    } finally {
      wire.close();
    }
  }

  /**
   * Ends the session without deleting anything. QUIT is said only if it can't have any effect, that
   * is, if nothing was marked or retrieved; else the connection is dropped. Idempotent; never
   * fails.
   */
  @Override
  public void close() {
    if (over) {
      return;
    }
    over = true;
    if (!busy && !marked && !retrieved) {
      dialogue.sayGoodbye();
    }
    wire.close();
  }

  private StatusLine ask(Command command) throws Pop3Exception {
    requireIdle();
    StatusLine status = dialogue.ask(command);
    requirePositive(command, status);
    return status;
  }

  private void requireIdle() {
    if (over) {
      throw new IllegalStateException("session: over (expected: neither committed nor closed)");
    }
    if (busy) {
      throw new IllegalStateException("session: a message is open (expected: read to its end)");
    }
  }

  private static void requirePositive(Command command, StatusLine status) throws RefusedException {
    if (!status.isPositive()) {
      throw RefusedException.ofCommand(command.verb(), status);
    }
  }

  private static void requireFirst(Command command, boolean first) throws ServerProtocolException {
    if (!first) {
      throw new ServerProtocolException(
          command.verb() + ": a message number twice in one listing (expected: once)");
    }
  }

  private static ServerProtocolException violation(Command command) {
    return new ServerProtocolException(
        command.verb() + ": malformed reply (expected: as RFC 1939 says)");
  }

  private ServerProtocolException malformed(Command command) {
    return wire.fail(violation(command));
  }
}
