package io.pop3.protocol.server;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.CommandCodec;
import io.pop3.protocol.command.DecodedLine;
import io.pop3.protocol.command.Rejection;
import io.pop3.protocol.command.ReplyShape;
import io.pop3.protocol.command.Verb;
import io.pop3.protocol.compliance.Deviation;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.ResponseCode;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.server.ServerEvent.Signal;
import io.pop3.protocol.session.LocalProtocolException;
import io.pop3.protocol.session.Outcome;
import io.pop3.protocol.session.SessionMachine;
import io.pop3.protocol.session.SessionState;
import io.pop3.protocol.wire.CoderResult;
import io.pop3.protocol.wire.LineFramer;
import io.pop3.protocol.wire.OctetQueue;
import io.pop3.protocol.wire.StrictBase64;
import io.pop3.protocol.wire.WireEncoder;
import io.pop3.protocol.wire.WireLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection as its server sees it: octets in, events and octets out.
 *
 * <p>The host calls {@link #receive} with what arrived, handles {@link #next()} until it says that
 * input or a reply is needed, and sends what {@link #drainTo} gives. Nothing blocks, nothing reads
 * a clock. Memory is bounded: the input queue by the longest line allowed, the output queue by a
 * few replies.
 *
 * <p>Not safe for several threads. The only exception is {@link LocalProtocolException}, for misuse
 * by the host.
 */
public final class ServerConnection {

  private static final int INPUT_SLACK_OCTETS = 4096;
  private static final int OUTPUT_OCTETS = 16_384;
  private static final int OUTPUT_HIGH_OCTETS = 8192;
  private static final int LINE_END_OCTETS = 2;
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] TERMINATOR = {'.', '\r', '\n'};

  /** What the connection is about to do. */
  private enum Phase {
    /** The next line is a command. */
    COMMAND,
    /** The next line is a SASL response. */
    RESPONSE,
    /** A reply or challenge is owed. */
    OWED,
    /** The lines of a listing are being sent. */
    LISTING,
    /** A message is being sent. */
    BODY
  }

  private final ServerOptions options;
  private final CommandCodec codec;
  private final SessionMachine machine;
  private final OctetQueue input;
  private final OctetQueue output = new OctetQueue(OUTPUT_OCTETS);
  private final LineFramer framer;

  private Phase phase = Phase.COMMAND;
  private @Nullable Command command;
  private @Nullable LineSource lines;
  private @Nullable WireEncoder encoder;
  private boolean endOfInput;
  private boolean closeAfterReply;
  private int badCommands;
  private int failedLogins;

  private ServerConnection(ServerOptions options) {
    this.options = options;
    this.codec =
        new CommandCodec(options.compliance(), options.deviations(), options.utf8Credentials());
    this.machine = new SessionMachine(options.tls());
    this.input = new OctetQueue(options.maxSaslLineOctets() + INPUT_SLACK_OCTETS);
    boolean bareLf = options.compliance().tolerates(Deviation.BARE_LF_LINE_END);
    this.framer =
        new LineFramer(
            input,
            bareLf ? LineFramer.LineEnd.LF : LineFramer.LineEnd.CRLF,
            WireLimits.DISCARDED_OCTETS);
  }

  /**
   * A connection that begins with a greeting.
   *
   * @param options settings
   * @param greeting what to say first; after a negative one the connection closes
   * @return the connection; its output holds the greeting
   */
  public static ServerConnection open(ServerOptions options, Greeting greeting) {
    ServerConnection connection = new ServerConnection(options);
    connection.output.put(greeting.line().toOctets());
    if (!greeting.line().isPositive()) {
      connection.machine.close();
    }
    return connection;
  }

  /**
   * Stores what arrived, as far as it fits; parses nothing.
   *
   * @param octets what the client sent; the position moves past what was stored. What stays is to
   *     be offered again once {@link #wantsInput()} says so
   */
  public void receive(ByteBuffer octets) {
    if (state() == SessionState.TLS_HANDSHAKE) {
      throw new LocalProtocolException("receive: during the TLS handshake (expected: nothing)");
    }
    if (state() == SessionState.CLOSED) {
      octets.position(octets.limit());
      return;
    }
    input.offer(octets);
  }

  /**
   * The client will send no more. Complete lines are still executed, then the session ends.
   */
  public void endOfInput() {
    endOfInput = true;
  }

  /**
   * Tells whether the host should read from the client: false while enough waits (back-pressure).
   *
   * @return whether {@link #receive} has good use for more
   */
  public boolean wantsInput() {
    if (endOfInput || state() == SessionState.CLOSED || state() == SessionState.TLS_HANDSHAKE) {
      return false;
    }
    boolean reading = phase == Phase.COMMAND || phase == Phase.RESPONSE;
    return reading ? input.room() > 0 : input.size() < INPUT_SLACK_OCTETS;
  }

  /**
   * What to do next.
   *
   * @return the event; never null, never an exception for anything the client sent
   */
  public ServerEvent next() {
    return switch (phase) {
      case OWED -> Signal.REPLY_OWED;
      case BODY -> Signal.BODY_OPEN;
      case LISTING -> Signal.OUTPUT_WAITING;
      case COMMAND, RESPONSE -> nextLine();
    };
  }

  private ServerEvent nextLine() {
    if (state() == SessionState.CLOSED) {
      return Signal.CLOSED;
    }
    if (state() == SessionState.TLS_HANDSHAKE) {
      return output.isEmpty() ? Signal.START_TLS : Signal.OUTPUT_WAITING;
    }
    if (output.size() > OUTPUT_HIGH_OCTETS) {
      return Signal.OUTPUT_WAITING;
    }
    return switch (framer.next(lineLimit())) {
      case NEED_INPUT -> needInput();
      case TOO_LONG -> rejected(Rejection.LINE_TOO_LONG);
      case NO_LINE_END -> rejected(Rejection.NO_LINE_END);
      case LINE -> phase == Phase.RESPONSE ? saslLine() : commandLine();
    };
  }

  private int lineLimit() {
    boolean sasl =
        phase == Phase.RESPONSE
            || (state().isAuthorization() && framer.startsWith(Verb.AUTH.name() + " "));
    return sasl ? options.maxSaslLineOctets() + LINE_END_OCTETS : WireLimits.COMMAND_LINE_OCTETS;
  }

  private ServerEvent needInput() {
    if (!endOfInput) {
      return Signal.NEED_INPUT;
    }
    abort();
    return Signal.CLOSED;
  }

  private ServerEvent commandLine() {
    noteLineEnd();
    boolean more = framer.hasMore();
    DecodedLine line = codec.decode(framer.array(), framer.start(), framer.end());
    framer.drop();
    if (line instanceof DecodedLine.Illegal illegal) {
      Optional<Verb> verb = illegal.verb();
      boolean permitted = verb.isEmpty() || machine.permits(verb.get());
      return rejected(permitted ? illegal.reason() : Rejection.WRONG_STATE);
    }
    Command received = ((DecodedLine.Legal) line).command();
    if (!isOffered(received.verb()) || !machine.permits(received.verb())) {
      return rejected(Rejection.WRONG_STATE);
    }
    if (received.verb() == Verb.STLS && more) {
      return rejected(Rejection.DATA_AFTER_STLS);
    }
    badCommands = 0;
    machine.begin(machineVerb(received));
    command = received;
    phase = Phase.OWED;
    return new ServerEvent.CommandReceived(received);
  }

  private boolean isOffered(Verb verb) {
    return (verb != Verb.STLS || options.stls()) && (verb != Verb.UTF8 || options.utf8());
  }

  /** Asking for the list of mechanisms begins no exchange: to the table it is a CAPA. */
  private static Verb machineVerb(Command command) {
    return command instanceof Command.AuthList ? Verb.CAPA : command.verb();
  }

  private ServerEvent saslLine() {
    noteLineEnd();
    byte[] line = framer.array();
    int start = framer.start();
    int end = framer.end();
    if (end - start == 1 && line[start] == '*') {
      framer.drop();
      // No command is under way any more, so nothing but a negative reply can follow.
      command = null;
      phase = Phase.OWED;
      return Signal.SASL_CANCELLED;
    }
    Optional<Secret> response = StrictBase64.decode(line, start, end);
    framer.drop();
    if (response.isEmpty()) {
      return rejected(Rejection.BAD_BASE64);
    }
    phase = Phase.OWED;
    return new ServerEvent.SaslResponse(response.get());
  }

  private void noteLineEnd() {
    if (framer.isBareLf()) {
      options.deviations().tolerated(Deviation.BARE_LF_LINE_END);
    }
  }

  private ServerEvent rejected(Rejection reason) {
    command = null;
    phase = Phase.OWED;
    badCommands = reason.isCounted() ? badCommands + 1 : 0;
    closeAfterReply = reason.endsSession() || badCommands >= options.maxBadCommands();
    return new ServerEvent.CommandRejected(reason);
  }

  /**
   * Gives the reply that is owed, as a single line.
   *
   * @param status the reply
   * @throws LocalProtocolException if no reply is owed, if a rejected line would be answered
   *     positively, or if a positive reply must have more than one line
   */
  public void reply(StatusLine status) {
    requireOwed("reply");
    Command answered = command;
    if (status.isPositive()) {
      if (answered == null) {
        throw new LocalProtocolException("reply: positive to a rejected line (expected: -ERR)");
      }
      requireShape(answered, ReplyShape.SINGLE_LINE);
      if (answered.verb() == Verb.STLS && !input.isEmpty()) {
        // Octets came in while the reply was being made: they did not wait for it.
        send(StatusLine.err(Rejection.DATA_AFTER_STLS.text()));
        abort();
        return;
      }
    }
    send(status);
    complete(status);
  }

  /**
   * Gives the reply that is owed, as a listing.
   *
   * @param status the first line, positive
   * @param source makes the lines when output is taken
   * @throws LocalProtocolException if no listing is owed
   */
  public void replyLines(StatusLine status, LineSource source) {
    requireOwed("reply with lines");
    requireShape(command, ReplyShape.LISTING);
    requirePositive(status);
    send(status);
    lines = source;
    phase = Phase.LISTING;
  }

  /**
   * Gives the reply that is owed, as a message, which {@link #encodeBody} then takes.
   *
   * @param status the first line, positive
   * @throws LocalProtocolException if no message is owed
   */
  public void replyMessage(StatusLine status) {
    requireOwed("reply with a message");
    requireShape(command, ReplyShape.MESSAGE);
    requirePositive(status);
    send(status);
    encoder = new WireEncoder();
    phase = Phase.BODY;
  }

  /**
   * Encodes the message promised by {@link #replyMessage}; the waiting output goes first.
   *
   * @param stored stored octets; the position moves past what was encoded
   * @param out where to put octets for the client
   * @param endOfMessage whether {@code stored} holds the last octets
   * @return UNDERFLOW for more stored octets, OVERFLOW for another buffer, DONE when the reply is
   *     complete
   * @throws LocalProtocolException if no message is open
   */
  public CoderResult encodeBody(ByteBuffer stored, ByteBuffer out, boolean endOfMessage) {
    WireEncoder current = encoder;
    if (current == null) {
      throw new LocalProtocolException("encode body: no message is open (expected: a RETR or TOP)");
    }
    if (!output.drainTo(out)) {
      return CoderResult.OVERFLOW;
    }
    CoderResult result = current.encode(stored, out, endOfMessage);
    if (result == CoderResult.DONE) {
      encoder = null;
      completeAny(Outcome.POSITIVE);
    }
    return result;
  }

  /**
   * Sends a challenge of the SASL exchange; the client's next line is its response.
   *
   * @param challenge octets, to be encoded; may be empty
   * @throws LocalProtocolException if no challenge can be sent now, or if it is longer than what
   *     the output queue holds, about 12,000 octets
   */
  public void challenge(byte[] challenge) {
    requireOwed("challenge");
    if (!(command instanceof Command.Auth)) {
      throw new LocalProtocolException("challenge: outside of AUTH (expected: a reply)");
    }
    byte[] encoded = StrictBase64.encode(challenge);
    int octets = 2 + encoded.length + CRLF.length;
    if (octets > output.room()) {
      throw new LocalProtocolException(
          "challenge: " + octets + " octets (expected: <= " + output.room() + ")");
    }
    output.put("+ ".getBytes(StandardCharsets.US_ASCII));
    output.put(encoded);
    output.put(CRLF);
    phase = Phase.RESPONSE;
  }

  /**
   * The TLS handshake that {@code START_TLS} asked for succeeded.
   *
   * @throws LocalProtocolException if none was asked for
   */
  public void tlsEstablished() {
    if (state() != SessionState.TLS_HANDSHAKE) {
      throw new LocalProtocolException("TLS: established in state " + state());
    }
    input.clear();
    machine.tlsEstablished();
  }

  /**
   * Ends the session at once: nothing is executed any more, a message under way stays without
   * terminator, waiting output is kept for sending.
   */
  public void abort() {
    machine.close();
    input.clear();
    lines = null;
    encoder = null;
    command = null;
    phase = Phase.COMMAND;
  }

  /**
   * Moves output to a buffer, making lines of a listing as there is room.
   *
   * @param target where to put octets for the client; the position moves on
   * @return true if nothing is left to send now
   */
  public boolean drainTo(ByteBuffer target) {
    ByteBuffer line = null;
    while (output.drainTo(target)) {
      LineSource source = lines;
      if (source == null) {
        return true;
      }
      if (target.remaining() >= LineSource.MAX_LINE_OCTETS + CRLF.length) {
        makeLine(source, target);
      } else {
        if (line == null) {
          line = ByteBuffer.allocate(LineSource.MAX_LINE_OCTETS + CRLF.length);
        }
        makeLine(source, line.clear());
        output.offer(line.flip());
      }
    }
    return false;
  }

  private void makeLine(LineSource source, ByteBuffer target) {
    int start = target.position();
    int limit = target.limit();
    target.limit(start + LineSource.MAX_LINE_OCTETS);
    boolean made = source.next(target);
    target.limit(limit);
    if (made) {
      if (target.position() > start && target.get(start) == '.') {
        throw new LocalProtocolException("listing: a line begins with a dot");
      }
      target.put(CRLF);
    } else {
      target.put(TERMINATOR);
      lines = null;
      completeAny(Outcome.POSITIVE);
    }
  }

  /**
   * Tells whether there is anything to send.
   *
   * @return whether {@link #drainTo} would give octets
   */
  public boolean hasOutput() {
    return !output.isEmpty() || lines != null;
  }

  /**
   * The state the session is in.
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

  /**
   * Tells whether the session is in UTF-8 mode.
   *
   * @return whether it is
   */
  public boolean isUtf8() {
    return machine.isUtf8();
  }

  private void send(StatusLine status) {
    boolean begins =
        status.isPositive() && (command instanceof Command.Lang || command instanceof Command.Utf8);
    if (!status.isAscii() && !machine.allowsUtf8Text() && !begins) {
      throw new LocalProtocolException("reply: not ASCII (expected: UTF8 or LANG before)");
    }
    output.put(status.toOctets());
  }

  private void complete(StatusLine status) {
    if (status.hasCode(ResponseCode.AUTH)) {
      failedLogins++;
      closeAfterReply |= failedLogins >= options.maxFailedLogins();
    }
    completeAny(status.isPositive() ? Outcome.POSITIVE : Outcome.NEGATIVE);
  }

  private void completeAny(Outcome outcome) {
    Command answered = command;
    if (answered == null) {
      machine.reject();
    } else {
      machine.complete(outcome, answered.replyShape() == ReplyShape.SINGLE_LINE);
    }
    command = null;
    phase = Phase.COMMAND;
    if (closeAfterReply || state() == SessionState.CLOSED) {
      abort();
    }
  }

  private void requireOwed(String what) {
    if (phase != Phase.OWED) {
      throw new LocalProtocolException(
          what + ": in phase " + phase + " (expected: a reply is owed)");
    }
  }

  private static void requireShape(@Nullable Command command, ReplyShape expected) {
    if (command == null || command.replyShape() != expected) {
      throw new LocalProtocolException(
          "reply: " + expected + " to " + (command == null ? "a rejected line" : command.verb()));
    }
  }

  private static void requirePositive(StatusLine status) {
    if (!status.isPositive()) {
      throw new LocalProtocolException("reply: -ERR with more lines (expected: +OK)");
    }
  }
}
