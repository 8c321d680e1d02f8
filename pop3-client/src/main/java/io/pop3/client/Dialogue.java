package io.pop3.client;

import io.pop3.protocol.client.ClientEvent;
import io.pop3.protocol.client.ClientEvent.GreetingReceived;
import io.pop3.protocol.client.ClientEvent.LineReceived;
import io.pop3.protocol.client.ClientEvent.ReplyReceived;
import io.pop3.protocol.command.Command;
import io.pop3.protocol.reply.Capability;
import io.pop3.protocol.reply.CapabilitySet;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.StatusLine;
import java.util.ArrayList;
import java.util.List;

/** One command at a time: asks, and waits for the whole answer. */
final class Dialogue {

  /**
   * All lines of one listing together; more is taken for an attack. A million messages need about
   * half of it.
   */
  static final int LISTING_CHARACTERS = 64 << 20;

  /** Takes a line of a listing. */
  @FunctionalInterface
  interface LineReader {
    void read(String line) throws ServerProtocolException;
  }

  private final Wire wire;

  Dialogue(Wire wire) {
    this.wire = wire;
  }

  Greeting greeting() throws Pop3Exception {
    if (!(wire.next() instanceof GreetingReceived received)) {
      throw new AssertionError("the core gives the greeting first");
    }
    return received.greeting();
  }

  /** Asks, and gives the first line of the answer, which may go on if it is positive. */
  StatusLine ask(Command command) throws Pop3Exception {
    wire.send(command);
    return status();
  }

  /** The first line of the next answer. */
  StatusLine status() throws Pop3Exception {
    if (!(wire.next() instanceof ReplyReceived reply)) {
      throw new AssertionError("the core gives a reply's first line first");
    }
    return reply.status();
  }

  /** Asks for a listing, and reads it if the answer is positive. */
  StatusLine askForLines(Command command, LineReader reader) throws Pop3Exception {
    StatusLine status = ask(command);
    if (!status.isPositive()) {
      return status;
    }
    long characters = 0;
    ClientEvent event = wire.next();
    while (event instanceof LineReceived line) {
      characters += line.text().length() + 2;
      if (characters > LISTING_CHARACTERS) {
        throw wire.fail(
            new ServerProtocolException(
                command.verb()
                    + ": endless listing (expected: <= "
                    + LISTING_CHARACTERS
                    + " characters)"));
      }
      try {
        reader.read(line.text());
      } catch (ServerProtocolException e) {
        throw wire.fail(e);
      }
      event = wire.next();
    }
    return status;
  }

  /** What the server can do; nothing, if it does not know CAPA (ledger 2449-CAPA-4). */
  CapabilitySet capabilities() throws Pop3Exception {
    List<Capability> capabilities = new ArrayList<>();
    askForLines(new Command.Capa(), line -> Capability.parse(line).ifPresent(capabilities::add));
    return CapabilitySet.of(capabilities);
  }

  /** Says QUIT where it means nothing but goodbye, and does not care for the answer. */
  void sayGoodbye() {
    if (wire.isClosed()) {
      return;
    }
    try {
      wire.hurry();
      ask(new Command.Quit());
    } catch (Pop3Exception e) {
      // The connection ends either way; there was nothing to commit.
      wire.drop();
    }
  }
}
