package io.pop3.protocol.client;

import io.pop3.protocol.client.ClientEvent.NeedInput;
import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.CommandCodec;
import io.pop3.protocol.command.ReplyShape;
import io.pop3.protocol.command.Verb;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.session.LocalProtocolException;
import io.pop3.protocol.session.Outcome;
import io.pop3.protocol.session.RemoteProtocolException;
import io.pop3.protocol.session.SessionMachine;
import io.pop3.protocol.session.SessionState;
import io.pop3.protocol.wire.CoderResult;
import io.pop3.protocol.wire.LineFramer;
import io.pop3.protocol.wire.OctetQueue;
import io.pop3.protocol.wire.StrictBase64;
import io.pop3.protocol.wire.WireDecoder;
import io.pop3.protocol.wire.WireLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One connection as its client sees it: octets in, events and octets out.
 *
 * <p>The host queues commands with {@link #send}, sends what {@link #drainTo} gives, hands over
 * what arrives with {@link #receive}, and handles {@link #next()} until it says that input is
 * needed. Nothing blocks, nothing reads a clock, and memory is bounded.
 *
 * <p>Not safe for several threads. Exceptions: {@link RemoteProtocolException} when the server
 * broke the protocol or went away in the middle of a reply, {@link LocalProtocolException} for
 * misuse by the host.
 */
public final class ClientConnection {

  private static final int INPUT_OCTETS = 65_536;
  private static final int OUTPUT_OCTETS = 131_072;
  private static final ClientEvent NEED_INPUT = new NeedInput();
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] CANCEL = {'*', '\r', '\n'};

  /** What the next octets from the server are. */
  private enum Phase {
    GREETING,
    STATUS,
    LISTING,
    BODY,
    CHALLENGED
  }

  private final SessionMachine machine;
  private final OctetQueue input = new OctetQueue(INPUT_OCTETS);
  private final OctetQueue output = new OctetQueue(OUTPUT_OCTETS);
  private final LineFramer framer = new LineFramer(input, LineFramer.LineEnd.LF, 0);
  private final Queue<Command> pending = new ArrayDeque<>();

  private Phase phase = Phase.GREETING;
  private SessionMachine ahead;
  private @Nullable Command lastSent;
  private @Nullable WireDecoder decoder;
  private boolean bodyComplete;
  private boolean endOfInput;
  private boolean utf8Credentials;
  private boolean quitAnswered;

  private ClientConnection(boolean tls) {
    this.machine = new SessionMachine(tls);
    this.ahead = machine.copy();
  }

  /**
   * A connection whose server is about to greet.
   *
   * @param tls whether TLS is active already (RFC 8314 section 3.3)
   * @return the connection
   */
  public static ClientConnection open(boolean tls) {
    return new ClientConnection(tls);
  }

  /**
   * The server said {@code UTF8 USER}: credentials beyond ASCII may be sent (ledger 6856-USER-2).
   */
  public void allowUtf8Credentials() {
    utf8Credentials = true;
  }

  /**
   * Queues a command. Its reply comes after those of all commands queued before.
   *
   * @param command what to ask for
   * @throws LocalProtocolException if it can't be given in the state that the commands before lead
   *     to, if one before has to be waited for, if it does not fit a line, or if too much is queued
   */
  public void send(Command command) {
    requireSendable(command);
    byte[] line = CommandCodec.encode(command);
    try {
      if (line.length > WireLimits.COMMAND_LINE_OCTETS) {
        throw new LocalProtocolException(
            command.verb()
                + ": line of "
                + line.length
                + " octets (expected: <= "
                + WireLimits.COMMAND_LINE_OCTETS
                + ")");
      }
      boolean credentials =
          command.verb() == Verb.USER || command.verb() == Verb.PASS || command.verb() == Verb.APOP;
      if (credentials && !utf8Credentials && !isAscii(line)) {
        throw new LocalProtocolException(
            command.verb() + ": beyond ASCII (expected: a server that says UTF8 USER)");
      }
      if (line.length > output.room()) {
        throw new LocalProtocolException(
            command.verb() + ": output queue is full (expected: sending before)");
      }
      output.put(line);
    } finally {
      Arrays.fill(line, (byte) 0);
    }
    ahead.begin(machineVerb(command));
    ahead.complete(Outcome.POSITIVE, command.replyShape() == ReplyShape.SINGLE_LINE);
    pending.add(command);
    lastSent = command;
  }

  private void requireSendable(Command command) {
    if (phase == Phase.GREETING) {
      throw new LocalProtocolException(command.verb() + ": before the greeting");
    }
    Command last = lastSent;
    if (!pending.isEmpty() && last != null && mustBeWaitedFor(last.verb())) {
      throw new LocalProtocolException(
          command.verb() + ": while " + last.verb() + " is unanswered (expected: waiting)");
    }
    if (!ahead.permits(machineVerb(command))) {
      throw new LocalProtocolException(command.verb() + ": in state " + ahead.state());
    }
  }

  /** What may not be followed before its reply is known. */
  private static boolean mustBeWaitedFor(Verb verb) {
    return switch (verb) {
      case PASS, APOP, AUTH, STLS, QUIT -> true;
      default -> false;
    };
  }

  private static Verb machineVerb(Command command) {
    return command instanceof Command.AuthList ? Verb.CAPA : command.verb();
  }

  private static boolean isAscii(byte[] line) {
    for (byte octet : line) {
      if (octet < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Answers a challenge.
   *
   * @param response octets, to be encoded; may be empty
   * @throws LocalProtocolException if no challenge waits, or if the response is longer than what
   *     the output queue holds, about 98,000 octets
   */
  public void respond(Secret response) {
    requireChallenged();
    byte[] octets = response.reveal();
    byte[] line = StrictBase64.encode(octets);
    try {
      if (line.length + CRLF.length > output.room()) {
        throw new LocalProtocolException(
            "response: " + line.length + " octets (expected: <= " + (output.room() - 2) + ")");
      }
      output.put(line);
      output.put(CRLF);
    } finally {
      Arrays.fill(octets, (byte) 0);
      Arrays.fill(line, (byte) 0);
    }
    phase = Phase.STATUS;
  }

  /**
   * Gives a SASL exchange up (RFC 5034 section 4).
   *
   * @throws LocalProtocolException if no challenge waits
   */
  public void cancel() {
    requireChallenged();
    output.put(CANCEL);
    phase = Phase.STATUS;
  }

  private void requireChallenged() {
    if (phase != Phase.CHALLENGED) {
      throw new LocalProtocolException("response: no challenge waits");
    }
  }

  /**
   * Stores what arrived, as far as it fits; parses nothing.
   *
   * @param octets what the server sent; the position moves past what was stored
   */
  public void receive(ByteBuffer octets) {
    if (machine.state() == SessionState.TLS_HANDSHAKE) {
      throw new LocalProtocolException("receive: during the TLS handshake (expected: nothing)");
    }
    input.offer(octets);
  }

  /**
   * The server will send no more. What arrived complete is still given by {@link #next()}. Between
   * replies the end is a {@link ClientEvent.Closed}; inside a listing or a message it is a {@link
   * RemoteProtocolException}, so that nobody takes a part for the whole (decision A-18): only the
   * terminator ends them. A host that called this knows that the exception may mean a lost
   * connection, which is worth another try, rather than a server that can't be talked to.
   */
  public void endOfInput() {
    endOfInput = true;
  }

  /**
   * Tells whether {@link #receive} has room.
   *
   * @return whether the host should read
   */
  public boolean wantsInput() {
    return !endOfInput && input.room() > 0;
  }

  /**
   * What the server said next.
   *
   * @return the event
   * @throws RemoteProtocolException if the server broke the protocol, or its input ended inside a
   *     listing
   */
  public ClientEvent next() {
    return switch (phase) {
      case GREETING -> greeting();
      case STATUS -> status();
      case LISTING -> listingLine();
      case BODY -> body();
      case CHALLENGED ->
          throw new LocalProtocolException("next: a challenge waits for its response");
    };
  }

  private ClientEvent greeting() {
    if (!nextLine()) {
      return noLine();
    }
    Optional<StatusLine> line = takeStatusLine();
    if (line.isEmpty()) {
      throw new RemoteProtocolException("greeting: no status line (expected: +OK or -ERR)");
    }
    phase = Phase.STATUS;
    if (!line.get().isPositive()) {
      machine.close();
      ahead.close();
    }
    return new ClientEvent.GreetingReceived(new Greeting(line.get()));
  }

  private ClientEvent status() {
    Command command = pending.peek();
    if (machine.state() == SessionState.CLOSED && command == null) {
      // Whatever follows the last reply means nothing.
      return endOfInput ? new ClientEvent.Closed(quitAnswered) : discardInput();
    }
    if (!nextLine()) {
      return noLine();
    }
    if (command == null) {
      return unsolicited();
    }
    if (command instanceof Command.Auth && isChallenge()) {
      Optional<Secret> challenge = takeChallenge();
      phase = Phase.CHALLENGED;
      return new ClientEvent.ChallengeReceived(challenge);
    }
    Optional<StatusLine> line = takeStatusLine();
    if (line.isEmpty()) {
      throw new RemoteProtocolException(
          "reply to " + command.verb() + ": no status line (expected: +OK or -ERR)");
    }
    StatusLine status = line.get();
    boolean complete = !status.isPositive() || command.replyShape() == ReplyShape.SINGLE_LINE;
    advance(command, status);
    if (complete) {
      finish();
    } else if (command.replyShape() == ReplyShape.LISTING) {
      phase = Phase.LISTING;
    } else {
      phase = Phase.BODY;
      decoder = new WireDecoder();
    }
    return new ClientEvent.ReplyReceived(command, status, complete);
  }

  private ClientEvent discardInput() {
    input.clear();
    return NEED_INPUT;
  }

  /** A server that gives up on an idle client may say so: that is a disconnect (grammar E-R-19). */
  private ClientEvent unsolicited() {
    Optional<StatusLine> line = takeStatusLine();
    if (line.isPresent() && !line.get().isPositive()) {
      machine.close();
      ahead.close();
      return new ClientEvent.Closed(false);
    }
    throw new RemoteProtocolException("server: spoke unasked (expected: a command before)");
  }

  private void advance(Command command, StatusLine status) {
    Verb verb = machineVerb(command);
    Outcome outcome = status.isPositive() ? Outcome.POSITIVE : Outcome.NEGATIVE;
    if (machine.permits(verb)) {
      machine.begin(verb);
      machine.complete(outcome, command.replyShape() == ReplyShape.SINGLE_LINE);
    } else if (status.isPositive()) {
      throw new RemoteProtocolException(
          verb + ": answered positively in state " + machine.state() + " (expected: -ERR)");
    } else {
      machine.reject();
    }
    if (machine.state() == SessionState.TLS_HANDSHAKE && !input.isEmpty()) {
      throw new RemoteProtocolException("server: octets behind the reply to STLS (expected: none)");
    }
  }

  private void finish() {
    quitAnswered |= pending.remove().verb() == Verb.QUIT;
    phase = Phase.STATUS;
    if (pending.isEmpty()) {
      ahead = machine.copy();
      lastSent = null;
    }
  }

  private ClientEvent listingLine() {
    Command command = pending.element();
    if (!nextLine()) {
      return noLine();
    }
    byte[] octets = framer.array();
    int start = framer.start();
    int end = framer.end();
    boolean dot = start < end && octets[start] == '.';
    if (dot && end - start == 1) {
      framer.drop();
      finish();
      return new ClientEvent.EndReceived(command);
    }
    int from = dot ? start + 1 : start;
    String text =
        command.verb() == Verb.LANG
            ? new String(octets, from, end - from, StandardCharsets.UTF_8)
            : new String(octets, from, end - from, StandardCharsets.ISO_8859_1);
    framer.drop();
    return new ClientEvent.LineReceived(command, text);
  }

  private ClientEvent body() {
    Command command = pending.element();
    if (!bodyComplete) {
      return new ClientEvent.BodyOpen(command);
    }
    bodyComplete = false;
    finish();
    return new ClientEvent.EndReceived(command);
  }

  /**
   * Reads the message that {@link ClientEvent.BodyOpen} announced.
   *
   * @param out where to put its octets, stuffing removed and lines ended by CRLF
   * @return UNDERFLOW if more has to arrive, OVERFLOW if {@code out} is full, DONE at the end of
   *     the message
   * @throws RemoteProtocolException if the input ended before the message; what was put out so far
   *     is no message
   * @throws LocalProtocolException if no message is open
   */
  public CoderResult readBody(ByteBuffer out) {
    WireDecoder current = decoder;
    if (current == null) {
      throw new LocalProtocolException("read body: no message is open (expected: RETR or TOP)");
    }
    ByteBuffer waiting = framer.waiting();
    CoderResult result = current.decode(waiting, out);
    framer.consumed(waiting);
    if (result == CoderResult.DONE) {
      decoder = null;
      bodyComplete = true;
    } else if (result == CoderResult.UNDERFLOW && endOfInput) {
      throw endedWithin(pending.element());
    }
    return result;
  }

  private static RemoteProtocolException endedWithin(Command command) {
    return new RemoteProtocolException(
        "connection: ended within the reply to " + command.verb() + " (expected: its terminator)");
  }

  private boolean nextLine() {
    return switch (framer.next(WireLimits.CLIENT_LINE_OCTETS)) {
      case LINE -> true;
      case NEED_INPUT -> false;
      case TOO_LONG, NO_LINE_END ->
          throw new RemoteProtocolException(
              "line: too long (expected: <= " + WireLimits.CLIENT_LINE_OCTETS + " octets)");
    };
  }

  private ClientEvent noLine() {
    if (!endOfInput) {
      return NEED_INPUT;
    }
    if (phase == Phase.LISTING) {
      throw endedWithin(pending.element());
    }
    machine.close();
    ahead.close();
    return new ClientEvent.Closed(false);
  }

  private Optional<StatusLine> takeStatusLine() {
    Optional<StatusLine> line = StatusLine.parse(framer.array(), framer.start(), framer.end());
    framer.drop();
    return line;
  }

  /** {@code "+" SP [base64]}, and {@code "+"} alone as some servers send it. */
  private boolean isChallenge() {
    int start = framer.start();
    int length = framer.end() - start;
    byte[] octets = framer.array();
    return length >= 1 && octets[start] == '+' && (length == 1 || octets[start + 1] == ' ');
  }

  private Optional<Secret> takeChallenge() {
    int start = Math.min(framer.start() + 2, framer.end());
    Optional<Secret> challenge = StrictBase64.decode(framer.array(), start, framer.end());
    framer.drop();
    return challenge;
  }

  /**
   * The TLS handshake after a positive reply to STLS succeeded. What the server said about its
   * capabilities before is void (ledger 2595-STLS-9).
   *
   * @throws LocalProtocolException if STLS was not answered positively
   */
  public void tlsEstablished() {
    if (machine.state() != SessionState.TLS_HANDSHAKE) {
      throw new LocalProtocolException("TLS: established in state " + machine.state());
    }
    machine.tlsEstablished();
    ahead = machine.copy();
    utf8Credentials = false;
  }

  /**
   * Moves queued commands to a buffer.
   *
   * @param target where to put octets for the server; the position moves on
   * @return true if nothing is left to send
   */
  public boolean drainTo(ByteBuffer target) {
    return output.drainTo(target);
  }

  /**
   * Tells whether there is anything to send.
   *
   * @return whether {@link #drainTo} would give octets
   */
  public boolean hasOutput() {
    return !output.isEmpty();
  }

  /**
   * How many commands wait for their reply.
   *
   * @return the number
   */
  public int outstanding() {
    return pending.size();
  }

  /**
   * The state that the replies so far have led to; CLOSED once {@link ClientEvent.Closed} was
   * given.
   *
   * @return the state
   */
  public SessionState state() {
    return machine.state();
  }

  /**
   * Tells whether TLS is active.
   *
   * @return whether it is
   */
  public boolean isTls() {
    return machine.isTls();
  }
}
