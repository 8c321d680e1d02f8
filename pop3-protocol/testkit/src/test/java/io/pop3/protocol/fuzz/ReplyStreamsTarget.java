package io.pop3.protocol.fuzz;

import io.pop3.protocol.client.ClientConnection;
import io.pop3.protocol.client.ClientEvent;
import io.pop3.protocol.command.Command;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.reply.Capability;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.reply.UidLine;
import io.pop3.protocol.session.LocalProtocolException;
import io.pop3.protocol.session.RemoteProtocolException;
import io.pop3.protocol.session.SessionState;
import io.pop3.protocol.testkit.Chunking;
import io.pop3.protocol.testkit.Laws;
import io.pop3.protocol.testkit.OctetString;
import io.pop3.protocol.wire.CoderResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server sends, into the client core. One octet chooses whether the client logs in first,
 * five choose commands, one how the input is cut.
 */
public final class ReplyStreamsTarget {

  private static final int COMMANDS = 5;
  private static final int MAX_INPUT_OCTETS = 65_536;
  private static final MessageNumber ONE = new MessageNumber(1);
  private static final OctetString WELCOME = OctetString.ofLatin1("+OK ready\r\n+OK\r\n+OK\r\n");

  private ReplyStreamsTarget() {}

  /**
   * Runs the target.
   *
   * @param data any octets
   */
  public static void fuzzerTestOneInput(byte[] data) {
    FuzzInput input = new FuzzInput(data);
    boolean loggedIn = input.flag();
    List<Command> commands = new ArrayList<>();
    if (loggedIn) {
      commands.add(Command.user("tim"));
      commands.add(Command.pass("pencil"));
    }
    for (int i = 0; i < COMMANDS; i++) {
      commands.add(command(input.choice(18)));
    }
    Chunking pieces = input.chunking();
    OctetString said = input.rest();
    OctetString stream = loggedIn ? WELCOME.plus(said) : said;

    Laws.clientIsIndependentOfChunking(commands, stream, pieces);
    endsAsDeclared(commands, stream);
  }

  private static Command command(int choice) {
    return switch (choice) {
      case 0 -> new Command.Capa();
      case 1 -> new Command.Noop();
      case 2 -> new Command.Stat();
      case 3 -> new Command.List(Optional.empty());
      case 4 -> new Command.List(Optional.of(ONE));
      case 5 -> new Command.Retr(ONE);
      case 6 -> new Command.Top(ONE, 2);
      case 7 -> new Command.Uidl(Optional.empty());
      case 8 -> new Command.Uidl(Optional.of(ONE));
      case 9 -> new Command.Dele(ONE);
      case 10 -> new Command.Rset();
      case 11 -> new Command.Quit();
      case 12 -> new Command.Stls();
      case 13 -> new Command.Auth("PLAIN", Optional.empty());
      case 14 -> new Command.AuthList();
      case 15 -> new Command.Lang(Optional.empty());
      case 16 -> new Command.Utf8();
      default -> Command.user("tim");
    };
  }

  /** All commands that may be sent are sent ahead, and all octets arrive at once. */
  private static void endsAsDeclared(List<Command> commands, OctetString stream) {
    ClientConnection client = ClientConnection.open(false);
    ByteBuffer input = stream.toBuffer();
    client.receive(input);
    Expect.that(
        input.position() == Math.min(stream.size(), MAX_INPUT_OCTETS),
        "bounded input",
        input.position());
    try {
      if (client.next().kind() != ClientEvent.Kind.GREETING) {
        return;
      }
      commands.forEach(command -> trySend(client, command));
      work(client);
    } catch (RemoteProtocolException broken) {
      // A declared outcome: the server broke the protocol.
      Expect.that(broken.getMessage().length() < 200, "a short message", broken.getMessage());
    }
  }

  private static void trySend(ClientConnection client, Command command) {
    try {
      client.send(command);
    } catch (LocalProtocolException notNow) {
      Expect.that(notNow.getMessage().startsWith(command.verb() + ": "), "why not", notNow);
    }
  }

  private static void work(ClientConnection client) {
    boolean busy = true;
    while (busy) {
      int before = client.outstanding();
      ClientEvent event = client.next();
      Expect.that(client.outstanding() <= before, "no more commands than before", event);
      Expect.that(isPrintable(event.toString()), "printable text", event);
      switch (event.kind()) {
        case NEED_INPUT, CLOSED -> busy = false;
        case CHALLENGE -> answer(client, ((ClientEvent.ChallengeReceived) event).challenge());
        case BODY_OPEN -> busy = readBody(client);
        case LINE -> lineMeansSomethingOrNothing(((ClientEvent.LineReceived) event).text());
        case REPLY -> statusIsStable(((ClientEvent.ReplyReceived) event).status());
        default -> {
          // Nothing more to look at.
        }
      }
      if (client.state() == SessionState.TLS_HANDSHAKE) {
        tlsBegins(client);
        busy = false;
      }
    }
  }

  private static boolean isPrintable(String shown) {
    return shown.chars().noneMatch(c -> c < 0x20 || c == 0x7F);
  }

  private static void answer(ClientConnection client, Optional<Secret> challenge) {
    if (challenge.isPresent()) {
      client.respond(challenge.get());
    } else {
      client.cancel();
    }
  }

  /** Returns whether the message ended. */
  private static boolean readBody(ClientConnection client) {
    ByteBuffer out = ByteBuffer.allocate(50);
    CoderResult result = client.readBody(out);
    while (result == CoderResult.OVERFLOW) {
      out.clear();
      result = client.readBody(out);
    }
    return result == CoderResult.DONE;
  }

  private static void statusIsStable(StatusLine status) {
    byte[] octets = status.toOctets();
    Optional<StatusLine> again = StatusLine.parse(octets, 0, octets.length - 2);
    Expect.that(again.equals(Optional.of(status)), status.toString(), again);
  }

  private static void lineMeansSomethingOrNothing(String line) {
    Capability.parse(line).ifPresent(Laws::capabilitySurvivesCoding);
    ScanLine.parse(line)
        .ifPresent(
            read ->
                Expect.that(
                    ScanLine.parse(read.format()).equals(Optional.of(read)), "the same", read));
    UidLine.parse(line)
        .ifPresent(
            read ->
                Expect.that(
                    UidLine.parse(read.format()).equals(Optional.of(read)), "the same", read));
  }

  /** No octet crosses the handshake, in either direction (2595-STLS-7). */
  private static void tlsBegins(ClientConnection client) {
    try {
      client.receive(ByteBuffer.allocate(1));
      throw new AssertionError("client: takes octets during the handshake");
    } catch (LocalProtocolException declared) {
      client.tlsEstablished();
    }
    Expect.that(
        client.next().kind() == ClientEvent.Kind.NEED_INPUT, "nothing from before TLS", client);
  }
}
