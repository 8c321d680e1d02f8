package io.pop3.conformance.internal.wire;

import io.pop3.conformance.internal.wire.Link.Ending;
import io.pop3.conformance.internal.wire.Reply.Status;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A conversation of commands and replies over a link. Its reader takes a reply that can be read and
 * notes what is wrong with it; what cannot be read is a discrepancy. Not safe for several threads.
 */
public final class Dialogue implements Closeable {

  private static final int FIRST_LINE = 512;
  private static final int LONGEST_LINE = 64 << 20;

  private final Link link;
  private final int number;
  private final WireRecord record;
  private final Transcript transcript;
  private boolean beyondAscii;
  private boolean sentCredentials;
  private boolean ended;

  /**
   * A conversation.
   *
   * @param link where to
   * @param number tells the conversations of a case apart
   * @param record hears of flaws
   * @param transcript hears of everything
   */
  public Dialogue(Link link, int number, WireRecord record, Transcript transcript) {
    this.link = link;
    this.number = number;
    this.record = record;
    this.transcript = transcript;
  }

  /** The octets under the conversation. */
  public Link link() {
    return link;
  }

  /** From now on texts may hold UTF-8 (RFC 6856). */
  public void expectUtf8() {
    beyondAscii = true;
  }

  /** Sends octets as they are. */
  public void write(String octets) {
    transcript.sent(number, octets);
    link.write(octets);
  }

  /** Sends credentials, which the transcript must not show. */
  public void writeSecretly(String octets, String shown) {
    sentCredentials = true;
    transcript.sent(number, shown);
    link.write(octets);
  }

  /** Sends a command and reads a reply of one line. */
  public Reply ask(String command) {
    write(command + "\r\n");
    return readReply(command);
  }

  /** Sends a command that the transcript must not show, and reads a reply of one line. */
  public Reply askSecretly(String command, String shown) {
    writeSecretly(command + "\r\n", shown);
    return readReply(shown);
  }

  /** Sends a command and reads its reply: of several lines if it is positive. */
  public Reply askList(String command) {
    write(command + "\r\n");
    return readList(command);
  }

  /** Sends a command that must be answered by one positive line. */
  public Reply ok(String command) {
    return requirePositive(ask(command));
  }

  /** Sends a command that must be answered by a positive multi-line reply. */
  public Reply okList(String command) {
    return requirePositive(askList(command));
  }

  /** Sends a command that must be refused. */
  public Reply err(String command) {
    return requireNegative(ask(command));
  }

  /** Requires a positive reply. */
  public static Reply requirePositive(Reply reply) {
    if (reply.hasCode("LOGIN-DELAY")) {
      throw Obstacle.loginTooSoon(reply);
    }
    if (reply.status() != Status.OK) {
      throw new Discrepancy("+OK to " + reply.command(), reply.shown());
    }
    return reply;
  }

  /** Requires a negative reply. */
  public static Reply requireNegative(Reply reply) {
    if (reply.status() != Status.ERR) {
      throw new Discrepancy("-ERR to " + reply.command(), reply.shown());
    }
    return reply;
  }

  /** Requires a challenge of an AUTH exchange. */
  public static Reply requireChallenge(Reply reply) {
    if (reply.status() != Status.CONTINUE) {
      throw new Discrepancy("a challenge to " + reply.command(), reply.shown());
    }
    return reply;
  }

  /** Reads the greeting. */
  public Reply readGreeting() {
    return readReply("greeting");
  }

  /**
   * Reads one reply of one line.
   *
   * @param command what it answers
   */
  public Reply readReply(String command) {
    Reply reply = readFirstLine(command);
    if (reply.status() == Status.CONTINUE) {
      throw new Discrepancy("+OK or -ERR to " + Octets.show(command), reply.shown());
    }
    return reply;
  }

  /**
   * Reads one reply: a single line if it is negative, else up to the terminator.
   *
   * @param command what it answers
   */
  public Reply readList(String command) {
    Reply first = readReply(command);
    if (!first.positive()) {
      return first;
    }
    List<String> lines = new ArrayList<>();
    while (true) {
      String line = link.readCrLfLine("a line of the reply to " + first.command(), LONGEST_LINE);
      transcript.received(number, line);
      if (line.equals(".")) {
        return new Reply(first.command(), first.status(), first.line(), lines);
      }
      if (line.startsWith(".")) {
        if (line.charAt(1) != '.') {
          record.note(Flaw.SINGLE_DOT, first.command(), line);
        }
        line = line.substring(1);
      }
      lines.add(line);
    }
  }

  /**
   * Reads a reply of one line in an AUTH exchange, where a challenge may come too.
   *
   * @param command what it answers
   */
  public Reply readFirstLine(String command) {
    String shown = Octets.show(command);
    String octets = link.readLine("a reply to " + shown, LONGEST_LINE);
    transcript.received(number, octets);
    if (!octets.endsWith("\r\n")) {
      record.note(Flaw.LINE_END_WITHOUT_CR, shown, octets);
    }
    String line = octets.substring(0, octets.length() - (octets.endsWith("\r\n") ? 2 : 1));
    Reply reply = new Reply(shown, status(shown, line), line, List.of());
    noteFlaws(reply, octets.length());
    return reply;
  }

  private Status status(String command, String line) {
    int space = line.indexOf(' ');
    String indicator = space < 0 ? line : line.substring(0, space);
    String upper = indicator.toUpperCase(Locale.ROOT);
    if (!upper.equals(indicator)) {
      record.note(Flaw.INDICATOR_LETTER_CASE, command, line);
    }
    return switch (upper) {
      case "+OK" -> Status.OK;
      case "-ERR" -> Status.ERR;
      case "+" -> Status.CONTINUE;
      default ->
          throw new Discrepancy("+OK or -ERR to " + command, "\"" + Octets.show(line) + "\"");
    };
  }

  private void noteFlaws(Reply reply, int length) {
    if (reply.status() == Status.CONTINUE) {
      return;
    }
    String text = reply.text();
    if (length > FIRST_LINE) {
      record.note(Flaw.LONG_FIRST_LINE, reply.command(), reply.line());
    }
    if (!beyondAscii && !Octets.isPrintable(reply.line())) {
      record.note(Flaw.UNPRINTABLE_TEXT, reply.command(), reply.line());
    }
    if (text.isBlank()) {
      record.note(Flaw.NO_TEXT, reply.command(), reply.line());
    }
    if (text.startsWith("[") && reply.code().isEmpty()) {
      record.note(Flaw.BROKEN_RESPONSE_CODE, reply.command(), reply.line());
    }
    reply.code().ifPresent(code -> noteCode(reply, code));
  }

  private void noteCode(Reply reply, String code) {
    record.noteCode(code);
    String verb = verbOf(reply.command());
    boolean login = verb.equals("AUTH") || verb.equals("PASS") || verb.equals("APOP");
    if (reply.hasCode("AUTH") && !login) {
      Flaw flaw = verb.equals("USER") ? Flaw.AUTH_CODE_ON_USER : Flaw.AUTH_CODE_ELSEWHERE;
      record.note(flaw, reply.command(), reply.line());
    }
    if (reply.hasCode("IN-USE") && (!login || reply.positive())) {
      record.note(Flaw.IN_USE_CODE_ELSEWHERE, reply.command(), reply.line());
    }
    if (reply.hasCode("LOGIN-DELAY") && verb.equals("USER")) {
      record.note(Flaw.LOGIN_DELAY_CODE_ON_USER, reply.command(), reply.line());
    }
  }

  private static String verbOf(String command) {
    int space = command.indexOf(' ');
    return (space < 0 ? command : command.substring(0, space)).toUpperCase(Locale.ROOT);
  }

  /** Requires that the server ends the connection without a further octet. */
  public void requireEnd(String after) {
    Ending ending = link.awaitEnd();
    transcript.event(number, ending == Ending.STILL_OPEN ? "still open" : "ended by the server");
    if (ending == Ending.STILL_OPEN) {
      throw new Discrepancy(
          "the end of the connection after " + after, "further octets, or an open connection");
    }
  }

  /** Sends QUIT, which must succeed, and waits for the end of the connection. */
  public void quit() {
    ok("QUIT");
    requireEnd("QUIT");
    ended = true;
    close();
  }

  /** Whether the server may still think that a session is open here. */
  public boolean mayBeOpen() {
    return sentCredentials && !ended;
  }

  /** Starts TLS. */
  public void startTls(TlsDialler dialler) {
    link.startTls(dialler);
    transcript.event(number, "TLS started");
  }

  /** Ends the conversation without QUIT. */
  @Override
  public void close() {
    transcript.event(number, "closed by the suite");
    link.close();
  }
}
