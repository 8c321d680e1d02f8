package io.pop3.server.benchmarks.load;

import io.pop3.protocol.client.ClientConnection;
import io.pop3.protocol.client.ClientEvent;
import io.pop3.protocol.client.ClientEvent.EndReceived;
import io.pop3.protocol.client.ClientEvent.GreetingReceived;
import io.pop3.protocol.client.ClientEvent.LineReceived;
import io.pop3.protocol.client.ClientEvent.ReplyReceived;
import io.pop3.protocol.command.Command;
import io.pop3.protocol.reply.DropListing;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.wire.CoderResult;
import io.pop3.server.benchmarks.mail.MailCheck;
import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.mail.UserMail;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;

/**
 * One session of a scenario, without I/O: what arrives goes in, what is to be sent comes out, and
 * whatever is not as it must be is an exception. Not safe for several threads.
 */
final class PopSession {

  private static final Command STAT = new Command.Stat();
  private static final Command QUIT = new Command.Quit();

  private final ClientConnection connection;
  private final Scenario scenario;
  private final int depth;
  private final UserMail mail;
  private final MailCheck check;
  private final ListingCheck listing;
  private final Tally tally;
  private final ByteBuffer body;

  private Iterator<Command> commands = List.<Command>of().iterator();
  private boolean ready;
  private boolean finished;

  /**
   * A session.
   *
   * @param tls whether it begins within TLS
   * @param scenario what to do
   * @param depth how many commands may wait for their reply once STAT is answered
   * @param mail what the user has
   * @param tally counts what was done
   * @param body where to put pieces of messages; may be shared by all sessions of a thread
   */
  PopSession(
      boolean tls, Scenario scenario, int depth, UserMail mail, Tally tally, ByteBuffer body) {
    this.connection = ClientConnection.open(tls);
    this.scenario = scenario;
    this.depth = depth;
    this.mail = mail;
    this.check = new MailCheck(mail);
    this.listing = new ListingCheck(mail);
    this.tally = tally;
    this.body = body;
  }

  /** Takes what arrived, all of it. */
  void receive(ByteBuffer octets) {
    do {
      connection.receive(octets);
      handleEvents();
    } while (octets.hasRemaining());
  }

  /** Puts out what is to be sent; true if that was all. */
  boolean drainTo(ByteBuffer target) {
    return connection.drainTo(target);
  }

  /** Whether the session has logged in and knows its maildrop. */
  boolean isReady() {
    return ready;
  }

  /** Whether QUIT was answered. */
  boolean isFinished() {
    return finished;
  }

  /** Ends an idle session. */
  void quit() {
    connection.send(QUIT);
  }

  private void handleEvents() {
    while (true) {
      ClientEvent event = connection.next();
      switch (event.kind()) {
        case GREETING -> greeted(((GreetingReceived) event).greeting().line());
        case REPLY -> replied((ReplyReceived) event);
        case LINE -> {
          LineReceived line = (LineReceived) event;
          listing.line(line.command().verb(), line.text());
        }
        case BODY_OPEN -> {
          if (!readBody()) {
            return;
          }
        }
        case END -> ended(((EndReceived) event).command());
        case CHALLENGE -> throw new LoadException("challenge (expected: none)");
        case NEED_INPUT, CLOSED -> {
          return;
        }
      }
    }
  }

  private void greeted(StatusLine line) {
    requirePositive("greeting", line);
    connection.send(Command.user(mail.userName()));
  }

  private void replied(ReplyReceived reply) {
    Command command = reply.command();
    requirePositive(command.verb().name(), reply.status());
    switch (command.verb()) {
      case USER -> connection.send(Command.pass(MailSet.PASSWORD));
      case PASS -> connection.send(STAT);
      case STAT -> begin(reply.status());
      case QUIT -> quitAnswered();
      default -> {
        if (reply.complete()) {
          fill();
        }
      }
    }
  }

  private void requirePositive(String what, StatusLine line) {
    if (!line.isPositive()) {
      throw new LoadException(mail.userName() + ": " + what + ": " + line + " (expected: +OK)");
    }
  }

  private void begin(StatusLine line) {
    DropListing drop =
        DropListing.parse(line.text())
            .orElseThrow(() -> new LoadException("STAT: " + line + " (expected: two numbers)"));
    if (drop.messages() != mail.messages() || drop.octets().value() != mail.octets()) {
      throw new LoadException(
          mail.userName()
              + ": STAT: "
              + drop.format()
              + " (expected: "
              + mail.messages()
              + " "
              + mail.octets()
              + ")");
    }
    ready = true;
    commands = scenario.commands(drop.messages()).iterator();
    fill();
  }

  private void fill() {
    while (connection.outstanding() < depth && commands.hasNext()) {
      connection.send(commands.next());
    }
  }

  /** Reads on in a message; whether it is complete. */
  private boolean readBody() {
    CoderResult result;
    do {
      body.clear();
      result = connection.readBody(body);
      check.next(body.flip());
    } while (result == CoderResult.OVERFLOW);
    return result == CoderResult.DONE;
  }

  private void ended(Command command) {
    if (command instanceof Command.Retr retrieved) {
      long octets = check.end();
      listing.requireSize(retrieved.message().value(), octets);
      tally.messageEnded(octets);
    } else {
      listing.end(command.verb());
    }
    fill();
  }

  private void quitAnswered() {
    if (scenario == Scenario.FETCH || scenario == Scenario.DRAIN) {
      if (check.messages() != mail.messages()) {
        throw new LoadException(
            mail.userName()
                + ": messages: "
                + check.messages()
                + " (expected: "
                + mail.messages()
                + ")");
      }
    }
    finished = true;
  }

  /** What the session waits for, for error messages. */
  String waitsFor() {
    return connection.outstanding() == 0
        ? "nothing in " + connection.state()
        : connection.outstanding() + " replies in " + connection.state();
  }
}
