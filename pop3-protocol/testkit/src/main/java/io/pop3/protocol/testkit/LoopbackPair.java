package io.pop3.protocol.testkit;

import io.pop3.protocol.client.ClientConnection;
import io.pop3.protocol.client.ClientEvent;
import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.Verb;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.server.ServerOptions;
import io.pop3.protocol.session.SessionState;
import io.pop3.protocol.session.TransitionTable;
import io.pop3.protocol.wire.CoderResult;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * A client core and a server core, joined without a network: octets go back and forth in pieces of
 * chosen sizes, and handshakes of TLS succeed at once. Not safe for several threads.
 */
public final class LoopbackPair {

  private static final int BUFFER_OCTETS = 1024;

  private final ClientConnection client;
  private final HostSession server;
  private final Chunking toServer;
  private final Chunking toClient;
  private final Greeting greeting;
  private final List<String> events = new ArrayList<>();
  private final Queue<OctetString> incoming = new ArrayDeque<>();
  private final Queue<OctetString> responses = new ArrayDeque<>();
  private boolean utf8;

  private LoopbackPair(
      SampleMailbox mailbox, ServerOptions options, Chunking toServer, Chunking toClient) {
    this.server = HostSession.open(mailbox, options, toClient);
    this.client = ClientConnection.open(options.tls());
    this.toServer = toServer;
    this.toClient = toClient;
    this.greeting = ((ClientEvent.GreetingReceived) event()).greeting();
  }

  /**
   * Connects a client with a server that holds a mailbox.
   *
   * @param mailbox who may log in, and to what
   * @param options the settings of the server core
   * @param toServer how what the client sends is cut
   * @param toClient how what the server sends is cut
   * @return the pair; the greeting has been read
   */
  public static LoopbackPair connect(
      SampleMailbox mailbox, ServerOptions options, Chunking toServer, Chunking toClient) {
    return new LoopbackPair(mailbox, options, toServer, toClient);
  }

  /**
   * What the server said first.
   *
   * @return the greeting
   */
  public Greeting greeting() {
    return greeting;
  }

  /**
   * Says what the client will answer to the challenges of the next AUTH; where nothing is left to
   * answer, it cancels.
   *
   * @param response octets, before base64
   */
  public void queueResponse(OctetString response) {
    responses.add(response);
  }

  /**
   * Tells whether the client may send a command in the state it is in.
   *
   * @param command what to ask for
   * @return whether {@link #exchange(Command)} would send it
   */
  public boolean permits(Command command) {
    Verb verb = command instanceof Command.AuthList ? Verb.CAPA : command.verb();
    boolean barred = verb == Verb.STLS && (client.isTls() || utf8);
    return !barred && TransitionTable.find(client.state(), verb).isPresent();
  }

  /**
   * Sends one command and reads its reply.
   *
   * @param command what to ask for
   * @return the reply
   * @throws AssertionError if client and server disagree about the state they are in afterwards
   */
  public Exchange exchange(Command command) {
    return exchange(List.of(command)).get(0);
  }

  /**
   * Sends commands without waiting, then reads all replies.
   *
   * @param commands what to ask for; only the last may be one that has to be waited for
   * @return the replies, in order
   * @throws AssertionError if client and server disagree about the state they are in afterwards
   */
  public List<Exchange> exchange(List<Command> commands) {
    commands.forEach(client::send);
    List<Exchange> exchanges = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      Exchange exchange = readReply();
      utf8 |= exchange.command().verb() == Verb.UTF8 && exchange.status().isPositive();
      exchanges.add(exchange);
    }
    if (client.state() == SessionState.TLS_HANDSHAKE) {
      client.tlsEstablished();
    }
    if (server.state() == SessionState.CLOSED) {
      readEnd();
    }
    if (client.state() != server.state() || client.isTls() != (server.handshakes() > 0)) {
      throw new AssertionError(
          "states: client " + client.state() + ", server " + server.state() + " (expected: one)");
    }
    return exchanges;
  }

  private Exchange readReply() {
    ClientEvent event = event();
    while (event.kind() == ClientEvent.Kind.CHALLENGE) {
      answerChallenge();
      event = event();
    }
    ClientEvent.ReplyReceived reply = (ClientEvent.ReplyReceived) event;
    List<String> lines = new ArrayList<>();
    Optional<OctetString> message = Optional.empty();
    boolean complete = reply.complete();
    while (!complete) {
      event = event();
      switch (event.kind()) {
        case LINE -> lines.add(((ClientEvent.LineReceived) event).text());
        case BODY_OPEN -> message = Optional.of(readMessage());
        case END -> complete = true;
        default -> throw new AssertionError("client: " + event + " (expected: more of a reply)");
      }
    }
    return new Exchange(reply.command(), reply.status(), lines, message);
  }

  /** The server closes, also without a QUIT: the client sees that once it has read everything. */
  private void readEnd() {
    incoming.forEach(piece -> client.receive(piece.toBuffer()));
    incoming.clear();
    client.endOfInput();
    ClientEvent event = event();
    if (event.kind() != ClientEvent.Kind.CLOSED) {
      throw new AssertionError("client: " + event + " (expected: nothing but the end)");
    }
  }

  private void answerChallenge() {
    OctetString response = responses.poll();
    if (response == null) {
      client.cancel();
      return;
    }
    try (Secret secret = Secret.of(response.toByteArray())) {
      client.respond(secret);
    }
  }

  private OctetString readMessage() {
    List<OctetString> parts = new ArrayList<>();
    CoderResult result = CoderResult.OVERFLOW;
    while (result != CoderResult.DONE) {
      ByteBuffer out = ByteBuffer.allocate(BUFFER_OCTETS);
      result = client.readBody(out);
      parts.add(OctetString.writtenTo(out));
      if (result == CoderResult.UNDERFLOW) {
        deliver();
      }
    }
    return OctetString.join(parts);
  }

  /** The client's next event that is one. */
  private ClientEvent event() {
    ClientEvent event = client.next();
    while (event.kind() == ClientEvent.Kind.NEED_INPUT) {
      deliver();
      event = client.next();
    }
    events.add(event.toString());
    return event;
  }

  /** Lets the server work, and moves one piece to the client. */
  private void deliver() {
    List<OctetString> sent = new ArrayList<>();
    while (client.hasOutput()) {
      ByteBuffer out = ByteBuffer.allocate(BUFFER_OCTETS);
      client.drainTo(out);
      sent.add(OctetString.writtenTo(out));
    }
    toServer.cut(OctetString.join(sent)).forEach(server::receive);
    incoming.addAll(toClient.cut(server.takeOutput()));
    OctetString piece = incoming.poll();
    if (piece == null) {
      throw new AssertionError("server: silent (expected: a reply)");
    }
    client.receive(piece.toBuffer());
  }

  /**
   * The state both sides are in.
   *
   * @return the state
   */
  public SessionState state() {
    return client.state();
  }

  /**
   * The server's side.
   *
   * @return the session
   */
  public HostSession server() {
    return server;
  }

  /**
   * What the events of both sides look like as text, for a look at what they give away.
   *
   * @return one text an event
   */
  public List<String> events() {
    List<String> all = new ArrayList<>(events);
    all.addAll(server.events());
    return all;
  }
}
