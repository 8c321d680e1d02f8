package io.pop3.protocol.testkit;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Octets;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.reply.Capability;
import io.pop3.protocol.reply.DropListing;
import io.pop3.protocol.reply.ResponseCode;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.reply.UidLine;
import io.pop3.protocol.sasl.ApopLogin;
import io.pop3.protocol.server.ServerConnection;
import io.pop3.protocol.server.ServerOptions;
import io.pop3.protocol.session.SessionState;
import io.pop3.protocol.wire.StrictBase64;
import io.pop3.protocol.wire.TopFilter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The host's half of a session: who may log in, what is marked, and what to reply. */
final class HostMailbox {

  static final ApopTimestamp TIMESTAMP = new ApopTimestamp("<1896.697170952@pop.example>");
  static final StatusLine CANCELLED = StatusLine.err("authentication cancelled");

  private static final StatusLine DONE = StatusLine.ok("done");
  private static final StatusLine FOLLOWS = StatusLine.ok("listing follows");
  private static final StatusLine NO_SUCH_MESSAGE = StatusLine.err("no such message");
  private static final StatusLine WRONG = StatusLine.err(ResponseCode.AUTH, "wrong credentials");

  private final SampleMailbox mailbox;
  private final ServerOptions options;
  private final TreeSet<Integer> marked = new TreeSet<>();
  private final TreeSet<Integer> removed = new TreeSet<>();
  private final List<Command> executed = new ArrayList<>();
  private String givenUser = "";
  private OctetString openMessage = OctetString.EMPTY;

  HostMailbox(SampleMailbox mailbox, ServerOptions options) {
    this.mailbox = mailbox;
    this.options = options;
  }

  void execute(Command command, ServerConnection connection) {
    executed.add(command);
    switch (command.verb()) {
      case QUIT -> quit(connection);
      case CAPA -> connection.replyLines(FOLLOWS, lines(capabilities(connection)));
      case LANG -> language((Command.Lang) command, connection);
      case USER -> {
        givenUser = ((Command.User) command).name().value();
        connection.reply(DONE);
      }
      case PASS -> login(pass((Command.Pass) command), connection);
      case APOP -> login(apop((Command.Apop) command), connection);
      case AUTH -> authenticate(command, connection);
      case STLS, UTF8, NOOP -> connection.reply(DONE);
      case STAT -> connection.reply(StatusLine.ok(dropListing()));
      case LIST -> list(((Command.List) command).message(), this::scanLine, connection);
      case UIDL -> list(((Command.Uidl) command).message(), this::uidLine, connection);
      case RETR -> show(((Command.Retr) command).message(), Long.MAX_VALUE, false, connection);
      case TOP -> {
        Command.Top top = (Command.Top) command;
        show(top.message(), top.lines(), true, connection);
      }
      case DELE -> delete(((Command.Dele) command).message(), connection);
      case RSET -> {
        marked.clear();
        connection.reply(DONE);
      }
    }
  }

  private void quit(ServerConnection connection) {
    if (connection.state() == SessionState.UPDATE) {
      removed.addAll(marked);
    }
    connection.reply(StatusLine.ok("bye"));
  }

  private List<String> capabilities(ServerConnection connection) {
    List<Capability> capabilities = new ArrayList<>();
    capabilities.add(Capability.of(Capability.TOP));
    capabilities.add(Capability.of(Capability.UIDL));
    capabilities.add(Capability.of(Capability.USER));
    capabilities.add(Capability.of(Capability.SASL, "PLAIN"));
    capabilities.add(Capability.of(Capability.RESP_CODES));
    capabilities.add(Capability.of(Capability.AUTH_RESP_CODE));
    capabilities.add(Capability.of(Capability.PIPELINING));
    capabilities.add(Capability.of(Capability.LANG));
    if (options.utf8()) {
      capabilities.add(Capability.of(Capability.UTF8));
    }
    if (options.stls() && !connection.isTls() && connection.state().isAuthorization()) {
      capabilities.add(Capability.of(Capability.STLS));
    }
    return capabilities.stream().map(Capability::format).toList();
  }

  private static void language(Command.Lang command, ServerConnection connection) {
    Optional<String> range = command.range();
    if (range.isEmpty()) {
      connection.replyLines(FOLLOWS, lines(List.of("en English")));
    } else if (range.get().equals("*") || range.get().equalsIgnoreCase("en")) {
      connection.reply(StatusLine.ok("en texts are in English"));
    } else {
      connection.reply(StatusLine.err("no such language"));
    }
  }

  private boolean pass(Command.Pass command) {
    try (Secret right = Secret.of(mailbox.password())) {
      return givenUser.equals(mailbox.user()) && command.secret().equals(right);
    }
  }

  private boolean apop(Command.Apop command) {
    try (Secret right = Secret.of(mailbox.password())) {
      return command.name().value().equals(mailbox.user())
          && ApopLogin.matches(command.digest(), TIMESTAMP, right);
    }
  }

  private static void login(boolean right, ServerConnection connection) {
    connection.reply(right ? DONE : WRONG);
  }

  private void authenticate(Command command, ServerConnection connection) {
    if (command instanceof Command.AuthList) {
      connection.replyLines(FOLLOWS, lines(List.of("PLAIN")));
      return;
    }
    Command.Auth auth = (Command.Auth) command;
    if (!auth.mechanism().equals("PLAIN")) {
      connection.reply(StatusLine.err("unknown mechanism"));
    } else if (auth.initialResponse().isEmpty()) {
      connection.challenge(new byte[0]);
    } else {
      byte[] initial = auth.initialResponse().get().reveal();
      boolean none = Arrays.equals(initial, new byte[] {'='});
      Optional<Secret> response = StrictBase64.decode(initial, 0, none ? 0 : initial.length);
      if (response.isEmpty()) {
        connection.reply(StatusLine.err("response is not base64"));
      } else {
        respond(response.get(), connection);
      }
    }
  }

  /** PLAIN, for the one user there is. */
  void respond(Secret response, ServerConnection connection) {
    String right = "\0" + mailbox.user() + "\0" + mailbox.password();
    try (Secret expected = Secret.of(right)) {
      login(response.equals(expected), connection);
    }
    response.close();
  }

  private String dropListing() {
    long octets = numbers().mapToLong(mailbox::size).sum();
    return new DropListing((int) numbers().count(), new Octets(octets)).format();
  }

  private void list(
      Optional<MessageNumber> message, IntFunction<String> format, ServerConnection connection) {
    if (message.isEmpty()) {
      connection.replyLines(FOLLOWS, lines(numbers().mapToObj(format).toList()));
    } else if (isThere(message.get())) {
      connection.reply(StatusLine.ok(format.apply(message.get().value())));
    } else {
      connection.reply(NO_SUCH_MESSAGE);
    }
  }

  private String scanLine(int number) {
    return new ScanLine(new MessageNumber(number), new Octets(mailbox.size(number))).format();
  }

  private String uidLine(int number) {
    return new UidLine(new MessageNumber(number), mailbox.uniqueId(number)).format();
  }

  private void show(MessageNumber message, long lines, boolean cut, ServerConnection connection) {
    if (!isThere(message)) {
      connection.reply(NO_SUCH_MESSAGE);
      return;
    }
    ByteBuffer stored = mailbox.messages().get(message.index()).octets().toBuffer();
    if (cut) {
      new TopFilter(lines).cut(stored);
    }
    byte[] shown = new byte[stored.remaining()];
    stored.get(shown);
    openMessage = OctetString.of(shown);
    connection.replyMessage(StatusLine.ok("message follows"));
  }

  OctetString openMessage() {
    return openMessage;
  }

  private void delete(MessageNumber message, ServerConnection connection) {
    if (isThere(message)) {
      marked.add(message.value());
      connection.reply(DONE);
    } else {
      connection.reply(NO_SUCH_MESSAGE);
    }
  }

  private boolean isThere(MessageNumber message) {
    return message.index() < mailbox.messages().size() && !marked.contains(message.value());
  }

  private IntStream numbers() {
    return IntStream.rangeClosed(1, mailbox.messages().size()).filter(n -> !marked.contains(n));
  }

  private static io.pop3.protocol.server.LineSource lines(List<String> lines) {
    Iterator<String> iterator = lines.iterator();
    return line -> {
      if (!iterator.hasNext()) {
        return false;
      }
      line.put(iterator.next().getBytes(StandardCharsets.US_ASCII));
      return true;
    };
  }

  Set<Integer> removed() {
    return Set.copyOf(removed);
  }

  List<Command> executed() {
    return List.copyOf(executed);
  }
}
