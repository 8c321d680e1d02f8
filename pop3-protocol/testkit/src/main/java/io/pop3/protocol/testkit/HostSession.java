package io.pop3.protocol.testkit;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.server.ServerConnection;
import io.pop3.protocol.server.ServerEvent;
import io.pop3.protocol.server.ServerOptions;
import io.pop3.protocol.session.SessionState;
import io.pop3.protocol.wire.CoderResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A session of a small server: {@link ServerConnection} and a mailbox in memory. It shows how
 * little a host has to do, and lets the core be tested as a whole. Handshakes of TLS succeed at
 * once. Not safe for several threads.
 */
public final class HostSession {

  private final ServerConnection connection;
  private final HostMailbox mailbox;
  private final List<ByteBuffer> buffers;
  private final List<String> events = new ArrayList<>();
  private final List<OctetString> output = new ArrayList<>();
  private int buffersUsed;
  private int handshakes;

  private HostSession(SampleMailbox mailbox, ServerOptions options, Chunking buffers) {
    this.mailbox = new HostMailbox(mailbox, options);
    Greeting greeting = Greeting.of("POP3 test server ready", HostMailbox.TIMESTAMP);
    this.connection = ServerConnection.open(options, greeting);
    this.buffers =
        buffers.sizes().stream()
            .map(size -> ByteBuffer.allocate(Math.max(3, Math.min(size, 8192))))
            .toList();
  }

  /**
   * Opens a session; its greeting is the first output.
   *
   * @param mailbox who may log in, and to what
   * @param options the settings of the core
   * @param buffers the sizes of the buffers its output goes through
   * @return the session
   */
  public static HostSession open(SampleMailbox mailbox, ServerOptions options, Chunking buffers) {
    HostSession session = new HostSession(mailbox, options, buffers);
    session.work();
    return session;
  }

  /**
   * The client sent something.
   *
   * @param octets what arrived
   * @throws AssertionError if the core takes no input and has no use for it
   */
  public void receive(OctetString octets) {
    ByteBuffer input = octets.toBuffer();
    while (input.hasRemaining()) {
      int before = input.position();
      connection.receive(input);
      work();
      if (input.position() == before) {
        throw new AssertionError("server: takes no input in state " + connection.state());
      }
    }
  }

  /** The client will send no more. */
  public void endOfInput() {
    connection.endOfInput();
    work();
  }

  private void work() {
    boolean busy = true;
    while (busy) {
      ServerEvent event = connection.next();
      events.add(event.toString());
      busy = handle(event);
    }
    drain();
  }

  /** Returns whether there may be more to do. */
  private boolean handle(ServerEvent event) {
    switch (event.kind()) {
      case COMMAND_RECEIVED ->
          mailbox.execute(((ServerEvent.CommandReceived) event).command(), connection);
      case COMMAND_REJECTED -> connection.reply(((ServerEvent.CommandRejected) event).reply());
      case SASL_RESPONSE ->
          mailbox.respond(((ServerEvent.SaslResponse) event).response(), connection);
      case SASL_CANCELLED -> connection.reply(HostMailbox.CANCELLED);
      case START_TLS -> {
        handshakes++;
        connection.tlsEstablished();
      }
      case BODY_OPEN -> sendMessage();
      case OUTPUT_WAITING -> drain();
      case REPLY_OWED -> throw new AssertionError("server: a reply is still owed");
      case CLOSED, NEED_INPUT -> {
        return false;
      }
    }
    return true;
  }

  private void sendMessage() {
    ByteBuffer stored = mailbox.openMessage().toBuffer();
    CoderResult result = CoderResult.OVERFLOW;
    while (result != CoderResult.DONE) {
      ByteBuffer target = buffer();
      result = connection.encodeBody(stored, target, true);
      take(target);
    }
  }

  private void drain() {
    boolean empty = false;
    while (!empty) {
      ByteBuffer target = buffer();
      empty = connection.drainTo(target);
      take(target);
    }
  }

  private ByteBuffer buffer() {
    ByteBuffer next = buffers.get(buffersUsed);
    buffersUsed = (buffersUsed + 1) % buffers.size();
    return next.clear();
  }

  private void take(ByteBuffer target) {
    if (target.position() > 0) {
      output.add(OctetString.writtenTo(target));
    }
  }

  /**
   * Takes what was sent since the last time.
   *
   * @return octets for the client
   */
  public OctetString takeOutput() {
    OctetString taken = OctetString.join(output);
    output.clear();
    return taken;
  }

  /**
   * The state the session is in.
   *
   * @return the state
   */
  public SessionState state() {
    return connection.state();
  }

  /**
   * Tells whether the session is over.
   *
   * @return whether it is
   */
  public boolean isClosed() {
    return connection.state() == SessionState.CLOSED;
  }

  /**
   * What UPDATE removed.
   *
   * @return message numbers; none before QUIT in TRANSACTION, and none for a session that ends
   *     without it
   */
  public Set<Integer> removed() {
    return mailbox.removed();
  }

  /**
   * How often TLS was started.
   *
   * @return handshakes after STLS
   */
  public int handshakes() {
    return handshakes;
  }

  /**
   * What the core's events look like as text, for a look at what they give away.
   *
   * @return one text an event, in order
   */
  public List<String> events() {
    return List.copyOf(events);
  }

  /** The last command that was executed, for tests that look at what was understood. */
  List<Command> executed() {
    return mailbox.executed();
  }
}
