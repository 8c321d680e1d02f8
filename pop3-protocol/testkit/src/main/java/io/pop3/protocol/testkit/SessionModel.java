package io.pop3.protocol.testkit;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * RFC 1939 once more, as a child would write it: a few fields and a chain of conditions, without a
 * line of the implementation. It knows USER, PASS, TOP, UIDL, CAPA, LANG and UTF8; it refuses every
 * APOP, AUTH and STLS, so a law that uses it draws only such as must fail. It ends a session after
 * the third failed login (decision A-11) and never for bad lines, so a dialogue should have fewer
 * than 20.
 */
public final class SessionModel {

  private static final Set<String> TRANSACTION_COMMANDS =
      Set.of("STAT", "LIST", "RETR", "DELE", "NOOP", "RSET", "TOP", "UIDL");

  private final SampleMailbox mailbox;
  private final GrammarModel grammar;
  private final boolean utf8;
  private final Set<Integer> marked = new TreeSet<>();
  private final Set<Integer> removed = new TreeSet<>();
  private Optional<String> user = Optional.empty();
  private boolean loggedIn;
  private boolean open = true;
  private int failedLogins;

  /**
   * A session after its greeting.
   *
   * @param mailbox who may log in, and to what
   * @param grammar what a line means
   * @param utf8 whether UTF8 is offered
   */
  public SessionModel(SampleMailbox mailbox, GrammarModel grammar, boolean utf8) {
    this.mailbox = mailbox;
    this.grammar = grammar;
    this.utf8 = utf8;
  }

  /**
   * Answers a line.
   *
   * @param line what the client sent, without its line end
   * @return what the server must say; empty if the session is over
   */
  public Optional<ModelReply> answer(OctetString line) {
    if (!open) {
      return Optional.empty();
    }
    Optional<String> plain =
        line.size() > 253 && !line.toLatin1().matches("(?is)AUTH .*")
            ? Optional.empty()
            : grammar.plainForm(line).map(OctetString::toLatin1);
    Optional<String> givenUser = user;
    user = Optional.empty();
    return Optional.of(plain.map(text -> execute(text, givenUser)).orElseGet(ModelReply::err));
  }

  private ModelReply execute(String line, Optional<String> givenUser) {
    String[] words = line.split(" ", 2);
    String keyword = words[0];
    String argument = words.length > 1 ? words[1] : "";
    if (keyword.equals("QUIT")) {
      open = false;
      if (loggedIn) {
        removed.addAll(marked);
      }
      return ModelReply.ok("");
    }
    if (keyword.equals("CAPA")) {
      return ModelReply.freeLines();
    }
    if (keyword.equals("LANG")) {
      return language(argument);
    }
    if (!loggedIn) {
      return authorize(keyword, argument, givenUser);
    }
    return TRANSACTION_COMMANDS.contains(keyword) ? transact(keyword, argument) : ModelReply.err();
  }

  private static ModelReply language(String range) {
    if (range.isEmpty()) {
      return ModelReply.freeLines();
    }
    return range.equals("*") || range.equalsIgnoreCase("en")
        ? ModelReply.ok("en")
        : ModelReply.err();
  }

  private ModelReply authorize(String keyword, String argument, Optional<String> givenUser) {
    if (keyword.equals("USER")) {
      user = Optional.of(argument);
      return ModelReply.ok("");
    }
    if (keyword.equals("PASS") && givenUser.isPresent()) {
      loggedIn = givenUser.get().equals(mailbox.user()) && argument.equals(mailbox.password());
      return loggedIn ? ModelReply.ok("") : loginFailed();
    }
    if (keyword.equals("UTF8") && utf8) {
      return ModelReply.ok("");
    }
    if (keyword.equals("AUTH") && argument.isEmpty()) {
      return ModelReply.freeLines();
    }
    return keyword.equals("APOP") ? loginFailed() : ModelReply.err();
  }

  private ModelReply loginFailed() {
    failedLogins++;
    open = failedLogins < 3;
    return ModelReply.err();
  }

  private ModelReply transact(String keyword, String argument) {
    if (keyword.equals("NOOP")) {
      return ModelReply.ok("");
    }
    if (keyword.equals("RSET")) {
      marked.clear();
      return ModelReply.ok("");
    }
    if (keyword.equals("STAT")) {
      return ModelReply.ok(numbers().count() + " " + numbers().mapToLong(mailbox::size).sum());
    }
    if (argument.isEmpty()) {
      return listing(keyword);
    }
    int number = Integer.parseInt(argument.split(" ", -1)[0]);
    if (number > mailbox.messages().size() || marked.contains(number)) {
      return ModelReply.err();
    }
    OctetString message = mailbox.messages().get(number - 1).octets();
    return switch (keyword) {
      case "LIST", "UIDL" -> ModelReply.ok(line(keyword, number));
      case "RETR" -> ModelReply.exactLines(WireModel.encode(message));
      case "TOP" ->
          ModelReply.exactLines(
              WireModel.encodeTop(message, Long.parseLong(argument.split(" ", -1)[1])));
      default -> {
        marked.add(number);
        yield ModelReply.ok("");
      }
    };
  }

  private ModelReply listing(String keyword) {
    String lines =
        numbers().mapToObj(number -> line(keyword, number) + "\r\n").collect(Collectors.joining());
    return ModelReply.exactLines(OctetString.ofLatin1(lines + ".\r\n"));
  }

  private String line(String keyword, int number) {
    return number
        + " "
        + (keyword.equals("LIST") ? mailbox.size(number) : mailbox.uniqueId(number));
  }

  private IntStream numbers() {
    return IntStream.rangeClosed(1, mailbox.messages().size()).filter(n -> !marked.contains(n));
  }

  /**
   * Tells whether the session goes on.
   *
   * @return false after QUIT and after the third failed login
   */
  public boolean isOpen() {
    return open;
  }

  /**
   * What the session removed from the mailbox.
   *
   * @return message numbers
   */
  public Set<Integer> removed() {
    return Set.copyOf(removed);
  }
}
