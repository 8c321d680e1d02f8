package io.pop3.protocol.testkit;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.server.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What holds for every session with any POP3 server. A law throws {@link AssertionError} if it does
 * not hold. Nothing is assumed of a server but RFC 1939 and that its mailbox is the one the caller
 * names.
 */
public final class SessionLaws {

  private static final OctetString CRLF = OctetString.CRLF;
  private static final Pattern LINE_END = Pattern.compile("\r\n");
  private static final Pattern FIRST_LINE = Pattern.compile("(?s)(\\+OK|-ERR)( .+)?|\\+ .*");

  private SessionLaws() {}

  /**
   * A server says what {@link SessionModel} says, reply by reply, and nothing besides (RFC 1939
   * sections 3 to 7).
   *
   * @param server the server
   * @param mailbox what its mailbox holds
   * @param dialogue what the client says
   */
  public static void serverAgreesWithModel(
      ServerUnderTest server, SampleMailbox mailbox, Dialogue dialogue) {
    OctetString rest = withoutGreeting(server.converse(List.of(dialogue.octets())));
    SessionModel model = new SessionModel(mailbox, new GrammarModel(false, true), false);
    for (OctetString line : dialogue.lines()) {
      Optional<ModelReply> expected = model.answer(line);
      if (expected.isPresent()) {
        rest = takeReply(expected.get(), rest, line);
      }
    }
    require(rest.isEmpty(), "after the last reply", "nothing", rest);
  }

  private static OctetString takeReply(ModelReply expected, OctetString output, OctetString line) {
    try {
      return expected.takeFrom(output);
    } catch (AssertionError violation) {
      throw new AssertionError("reply to " + line + ": " + violation.getMessage(), violation);
    }
  }

  /**
   * Commands sent all at once draw the same octets as commands sent one by one, and so does any
   * other way to cut them (RFC 2449 section 6.6, ledger 2449-PIPE-1, grammar E-C-01 and E-C-02).
   *
   * @param server the server
   * @param dialogue what the client says
   * @param pieces how it is cut
   */
  public static void cutsDoNotMatter(ServerUnderTest server, Dialogue dialogue, Chunking pieces) {
    OctetString octets = dialogue.octets();
    OctetString oneByOne = server.converse(dialogue.pieces());
    OctetString atOnce = server.converse(List.of(octets));
    require(atOnce.equals(oneByOne), "all at once", oneByOne, atOnce);
    OctetString cut = server.converse(pieces.cut(octets));
    require(cut.equals(oneByOne), "cut by " + pieces, oneByOne, cut);
  }

  /**
   * Whatever is sent, the server says nothing but well-formed replies: first lines of at most 512
   * octets that begin with an indicator in upper case, multi-line replies that end (ledger
   * 1939-RSP-1 to -3, 2449-LEN-3, grammar E-C-21).
   *
   * @param server the server
   * @param stream any octets
   * @param pieces how they are cut
   */
  public static void anyOctetsDrawReplies(
      ServerUnderTest server, OctetString stream, Chunking pieces) {
    outputIsReplies(server.converse(pieces.cut(stream)));
  }

  /**
   * Everything a server said is well-formed replies, as {@link #anyOctetsDrawReplies} says; for a
   * caller who has more to look for in it.
   *
   * @param output what a server said in a session, from its greeting to the end
   */
  public static void outputIsReplies(OctetString output) {
    require(output.endsWith(CRLF), "output", "CRLF at the end", output);
    for (String text : LINE_END.split(output.toLatin1(), -1)) {
      OctetString line = OctetString.ofLatin1(text);
      require(text.indexOf('\n') < 0, "line end", "no LF without CR", line);
      boolean status = text.startsWith("+") || text.startsWith("-");
      require(!status || line.size() <= 510, "first line", "at most 512 octets", line.size());
      require(!status || FIRST_LINE.matcher(text).matches(), "first line", "+OK or -ERR", line);
    }
  }

  /**
   * A client and a server core agree on the state after every exchange, commands sent without
   * waiting draw what commands sent one by one draw, and nothing either of them shows as text gives
   * the password away (ledger 2449-PIPE-1, 2449-PIPE-2).
   *
   * @param mailbox what the server holds; its password should not be a word of the protocol
   * @param options the settings of the server core
   * @param commands what the client asks for; what it may not ask for in its state is left out
   * @param toServer how what the client sends is cut
   * @param toClient how what the server sends is cut
   */
  public static void clientAndServerAgree(
      SampleMailbox mailbox,
      ServerOptions options,
      List<Command> commands,
      Chunking toServer,
      Chunking toClient) {
    OctetString plain = OctetString.ofUtf8("\0" + mailbox.user() + "\0" + mailbox.password());
    LoopbackPair waiting = LoopbackPair.connect(mailbox, options, toServer, toClient);
    List<Command> sent = new ArrayList<>();
    List<Exchange> oneByOne = new ArrayList<>();
    for (Command command : commands) {
      waiting.queueResponse(plain);
      if (waiting.permits(command)) {
        sent.add(command);
        oneByOne.add(waiting.exchange(command));
      }
    }
    LoopbackPair pipelining = LoopbackPair.connect(mailbox, options, toServer, toClient);
    List<Exchange> atOnce = new ArrayList<>();
    for (List<Command> group : groups(sent)) {
      pipelining.queueResponse(plain);
      atOnce.addAll(pipelining.exchange(group));
    }
    require(atOnce.equals(oneByOne), "pipelined", oneByOne, atOnce);
    for (LoopbackPair pair : List.of(waiting, pipelining)) {
      for (String event : pair.events()) {
        require(!event.contains(mailbox.password()), "event", "no password", event);
      }
    }
  }

  /** Commands that may be sent together: a group ends where a reply has to be waited for. */
  private static List<List<Command>> groups(List<Command> commands) {
    List<List<Command>> groups = new ArrayList<>();
    List<Command> group = new ArrayList<>();
    for (Command command : commands) {
      group.add(command);
      boolean wait =
          switch (command.verb()) {
            case USER, PASS, APOP, AUTH, STLS, UTF8, QUIT -> true;
            default -> false;
          };
      if (wait) {
        groups.add(List.copyOf(group));
        group.clear();
      }
    }
    if (!group.isEmpty()) {
      groups.add(List.copyOf(group));
    }
    return groups;
  }

  /**
   * Takes the greeting off what a server said.
   *
   * @param output what it said, from the beginning
   * @return what came behind the greeting
   * @throws AssertionError if there is no positive greeting of one line
   */
  public static OctetString withoutGreeting(OctetString output) {
    return ModelReply.ok("").takeFrom(output);
  }

  private static void require(boolean holds, String what, Object expected, Object actual) {
    if (!holds) {
      throw new AssertionError(what + ": " + actual + " (expected: " + expected + ")");
    }
  }
}
