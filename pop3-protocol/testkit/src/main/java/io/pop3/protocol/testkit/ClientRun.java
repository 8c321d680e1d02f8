package io.pop3.protocol.testkit;

import io.pop3.protocol.client.ClientConnection;
import io.pop3.protocol.client.ClientEvent;
import io.pop3.protocol.client.ClientEvent.Kind;
import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.Verb;
import io.pop3.protocol.session.LocalProtocolException;
import io.pop3.protocol.session.RemoteProtocolException;
import io.pop3.protocol.wire.CoderResult;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Runs a client core against recorded octets and notes what it makes of them. */
final class ClientRun {

  private static final int OUT_OCTETS = 64;

  private final ClientConnection client = ClientConnection.open(false);
  private final Queue<Command> commands;
  private final List<String> events = new ArrayList<>();
  private StringBuilder message = new StringBuilder();

  private ClientRun(List<Command> commands) {
    // Behind a positive reply to STLS comes TLS: what octets mean there depends on when they come.
    this.commands =
        new ArrayDeque<>(commands.stream().filter(command -> command.verb() != Verb.STLS).toList());
  }

  /**
   * The events in order; a message is one event however it arrived. The next command is sent when
   * the reply to the one before is complete, so that the input alone decides what happens.
   */
  static List<String> events(List<Command> commands, OctetString stream, Chunking pieces) {
    ClientRun run = new ClientRun(commands);
    try {
      for (OctetString piece : pieces.cut(stream)) {
        if (!run.receive(piece)) {
          return run.events;
        }
      }
      run.client.endOfInput();
      run.work();
    } catch (RemoteProtocolException broken) {
      run.flushMessage();
      run.events.add("protocol error");
    }
    return run.events;
  }

  /** Returns whether the run goes on. */
  private boolean receive(OctetString piece) {
    ByteBuffer input = piece.toBuffer();
    while (input.hasRemaining()) {
      int before = input.position();
      client.receive(input);
      if (!work()) {
        return false;
      }
      if (input.position() == before) {
        throw new AssertionError("client: takes no input in state " + client.state());
      }
    }
    return true;
  }

  private boolean work() {
    while (true) {
      ClientEvent event = client.next();
      switch (event.kind()) {
        case NEED_INPUT -> {
          return true;
        }
        case BODY_OPEN -> {
          if (!readMessage()) {
            return true;
          }
        }
        case CHALLENGE -> {
          events.add("challenge");
          client.cancel();
        }
        case CLOSED -> {
          events.add(event.toString());
          return false;
        }
        case LINE -> events.add("line " + ((ClientEvent.LineReceived) event).text());
        default -> {
          flushMessage();
          events.add(event.toString());
          goOn(event);
        }
      }
    }
  }

  /** Returns false if more has to arrive. */
  private boolean readMessage() {
    CoderResult result = CoderResult.OVERFLOW;
    while (result == CoderResult.OVERFLOW) {
      ByteBuffer out = ByteBuffer.allocate(OUT_OCTETS);
      result = client.readBody(out);
      message.append(OctetString.writtenTo(out).toLatin1());
    }
    return result == CoderResult.DONE;
  }

  private void flushMessage() {
    if (message.length() > 0) {
      events.add("message " + OctetString.ofLatin1(message.toString()));
      message = new StringBuilder();
    }
  }

  /** Sends what may be sent now. */
  private void goOn(ClientEvent event) {
    boolean over =
        event.kind() == Kind.GREETING
            || event.kind() == Kind.END
            || (event instanceof ClientEvent.ReplyReceived reply && reply.complete());
    while (over && client.outstanding() == 0 && !commands.isEmpty()) {
      trySend(commands.remove());
    }
  }

  private void trySend(Command command) {
    try {
      client.send(command);
      client.drainTo(ByteBuffer.allocate(1 << 16));
    } catch (LocalProtocolException notNow) {
      events.add("not now: " + command.verb());
    }
  }
}
