package io.pop3.conformance.toy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.toy.ToyBehavior.Injection;
import io.pop3.conformance.toy.ToyChannel.Line;
import io.pop3.conformance.toy.ToyChannel.Moment;
import io.pop3.conformance.toy.ToyMaildrop.Message;
import io.pop3.protocol.digest.ApopDigest;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One session of a toy server. */
public final class ToySession {

  private final ToyServer server;
  private final ToyBehavior behavior;
  private final ToyChannel channel;
  private final ToyTransaction transaction;
  private final ToySasl sasl;
  private String timestamp = "";
  private Optional<String> pendingName = Optional.empty();
  private boolean loggedIn;
  private boolean holdsLock;
  private boolean utf8;
  private boolean spoilt;
  private boolean open = true;
  private int badCommands;
  private int failedLogins;
  private List<Message> snapshot = List.of();
  private final Set<Integer> marked = new TreeSet<>();

  ToySession(ToyServer server, ToyChannel channel) {
    this.server = server;
    this.behavior = server.behavior();
    this.channel = channel;
    this.transaction = new ToyTransaction(this);
    this.sasl = new ToySasl(this);
  }

  void run(boolean underTls) throws IOException {
    boolean byError = true;
    try {
      if (!underTls || channel.startTls() || speaksCleartext()) {
        converse();
      }
      byError = false;
    } finally {
      if (loggedIn) {
        behavior.ended(this, byError);
      }
      if (holdsLock) {
        behavior.unlockAtEnd(server.maildrop());
      }
      channel.close();
    }
  }

  private boolean speaksCleartext() {
    return behavior.speaksCleartextOnTlsPort() && channel.hasBuffered();
  }

  private void converse() throws IOException {
    timestamp = behavior.timestamp(server.nextSerial());
    String greeting = behavior.greeting(server.options().extensions() ? timestamp : "") + "\r\n";
    if (behavior.greetsFirst()) {
      channel.write(behavior.rewrite(this, "", greeting));
    }
    boolean greeted = behavior.greetsFirst();
    while (open) {
      Optional<Line> line = nextLine();
      if (line.isEmpty()) {
        return;
      }
      if (!greeted) {
        channel.write(greeting);
        greeted = true;
      }
      answer(line.get());
    }
  }

  private Optional<Line> nextLine() throws IOException {
    boolean watches = behavior.endsWhenIdle() || behavior.endsAtHalfClose();
    if (loggedIn && watches) {
      Moment moment = channel.waitMoment();
      if ((moment == Moment.IS_SILENT && behavior.endsWhenIdle() && !channel.hasBuffered())
          || (moment == Moment.STOPS && behavior.endsAtHalfClose())) {
        return Optional.empty();
      }
    }
    return channel.readLine();
  }

  private void answer(Line line) throws IOException {
    String text = line.text();
    boolean auth = text.toUpperCase(Locale.ROOT).startsWith("AUTH ");
    int longest = auth ? behavior.longestSaslLine() : behavior.longestLine();
    if (line.endless()) {
      send(text, "-ERR line too long\r\n");
      open = false;
      return;
    }
    String reply;
    if (text.length() + 2 > longest) {
      reply = bad("line too long");
    } else {
      Optional<String> instead = behavior.instead(this, text);
      reply = instead.isPresent() ? instead.get() + "\r\n" : handle(text);
    }
    send(text, reply);
  }

  void send(String line, String reply) throws IOException {
    String coded =
        server.options().extensions() ? reply : reply.replaceFirst("^-ERR \\[[^]]*] ", "-ERR ");
    String rewritten = behavior.rewrite(this, line, coded);
    if (rewritten.startsWith(ToyBehavior.HANG_UP)) {
      open = false;
      return;
    }
    channel.write(rewritten);
    badCommands = rewritten.startsWith("+OK") ? 0 : badCommands;
    if (badCommands >= behavior.badCommands() || failedLogins >= behavior.failedLogins()) {
      open = false;
    }
  }

  private String handle(String line) throws IOException {
    if (!Octets.isAscii(line) && !takesUtf8(line)) {
      return bad("not ASCII");
    }
    List<String> words = List.of(line.split(" ", -1));
    String verb = words.get(0).toUpperCase(Locale.ROOT);
    boolean clean = line.chars().allMatch(c -> c >= 0x20 && c != 0x7F);
    if (!clean || words.get(0).length() > 4 || (words.contains("") && !verb.equals("PASS"))) {
      boolean discovery = verb.equals("AUTH") && words.size() == 2 && clean;
      return discovery ? keepName(verb, sasl.list()) : bad("syntax");
    }
    return keepName(verb, dispatch(verb, words, line));
  }

  private boolean takesUtf8(String line) {
    String verb = line.substring(0, Math.min(5, line.length())).toUpperCase(Locale.ROOT);
    return server.options().extensions()
        && (verb.equals("USER ") || verb.equals("PASS "))
        && new String(Octets.bytes(line), UTF_8).indexOf('\uFFFD') < 0;
  }

  /** Any command but USER voids a name, PASS in its own way. */
  private String keepName(String verb, String reply) {
    if (!verb.equals("USER") && !verb.equals("PASS") && !behavior.keepsNameOverCommands()) {
      boolean kept = verb.equals("STLS") && behavior.keepsNameOverStls();
      pendingName = kept ? pendingName : Optional.empty();
    }
    return reply;
  }

  private String dispatch(String verb, List<String> words, String line) throws IOException {
    int arguments = words.size() - 1;
    return switch (verb) {
      case "QUIT" -> arguments == 0 ? quit() : bad("QUIT takes no argument");
      case "CAPA" -> arguments == 0 ? listing("capabilities", capabilities()) : bad("CAPA");
      case "LANG" -> server.options().extensions() ? lang(words) : bad("unknown");
      default ->
          loggedIn
              ? transaction.handle(verb, words.subList(1, words.size()))
              : authorization(verb, words, line);
    };
  }

  private String authorization(String verb, List<String> words, String line) throws IOException {
    int arguments = words.size() - 1;
    boolean extended = server.options().extensions();
    return switch (verb) {
      case "USER" -> arguments == 1 ? user(words.get(1), line) : bad("USER name");
      case "PASS" -> line.length() > 5 ? pass(line.substring(5)) : bad("PASS password");
      case "APOP" -> arguments == 2 ? apop(words.get(1), words.get(2)) : bad("APOP name digest");
      case "AUTH" -> extended ? auth(words.subList(1, words.size())) : bad("unknown");
      case "STLS" -> arguments == 0 && extended ? stls() : bad("STLS");
      case "UTF8" -> arguments == 0 && extended ? enterUtf8() : bad("UTF8");
      default -> bad("unknown, or not before the login");
    };
  }

  private String auth(List<String> arguments) throws IOException {
    return arguments.isEmpty() ? sasl.list() : sasl.run(arguments);
  }

  private String enterUtf8() {
    utf8 = true;
    return "+OK UTF-8 mode\r\n";
  }

  /** A refusal that counts. */
  String bad(String why) {
    badCommands++;
    return "-ERR " + why + "\r\n";
  }

  private String quit() throws IOException {
    if (loggedIn && !(behavior.quitNeedsReader() && channel.waitMoment() == Moment.STOPS)) {
      List<Message> gone = marked.stream().map(number -> snapshot.get(number - 1)).toList();
      behavior.removedAtQuit(this, gone).forEach(server.maildrop()::remove);
    }
    if (holdsLock) {
      behavior.unlockAtQuit(server.maildrop());
      holdsLock = false;
    }
    loggedIn = false;
    open = !behavior.closesAfterQuit();
    return "+OK bye\r\n";
  }

  private List<String> capabilities() {
    List<String> lines = new ArrayList<>();
    if (server.options().extensions()) {
      lines.addAll(List.of("TOP", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "PIPELINING"));
      lines.addAll(List.of("EXPIRE NEVER", "UTF8 USER", "LANG"));
      lines.add("SASL " + String.join(" ", sasl.announced()));
      if (!loggedIn && !channel.isTls() && !utf8) {
        lines.add("STLS");
      }
      if (loggedIn) {
        lines.add("IMPLEMENTATION toy");
      }
      if (server.options().loginDelay()) {
        lines.add("LOGIN-DELAY 1");
      }
    }
    if (mayUsePasswords()) {
      lines.add("USER");
    }
    return behavior.capabilities(this, lines);
  }

  boolean mayUsePasswords() {
    return channel.isTls() || server.options().cleartextLogins();
  }

  static String listing(String title, List<String> lines) {
    StringBuilder reply = new StringBuilder("+OK ").append(title).append("\r\n");
    lines.forEach(line -> reply.append(line).append("\r\n"));
    return reply.append(".\r\n").toString();
  }

  private String lang(List<String> words) {
    if (words.size() == 1) {
      return listing("languages", List.of("en English", "de Deutsch"));
    }
    return switch (words.get(1).toLowerCase(Locale.ROOT).replace("-x-none", "")) {
      case "en", "*" -> "+OK en English it is\r\n";
      case "de" -> "+OK de Deutsch ist es\r\n";
      default -> "-ERR no such language\r\n";
    };
  }

  private String user(String name, String line) {
    if (!mayUsePasswords()) {
      return behavior.refusedInCleartext(this, line) + "\r\n";
    }
    pendingName = Optional.of(name);
    return "+OK name taken\r\n";
  }

  private String pass(String password) {
    Optional<String> name =
        behavior.passNeedsUser() ? pendingName : Optional.of(pendingName.orElse(ToyServer.USER));
    if (name.isEmpty()) {
      return bad("USER first");
    }
    if (!behavior.keepsNameAfterFailure()) {
      pendingName = Optional.empty();
    }
    if (behavior.checksLockBeforePassword() && !server.maildrop().tryLock()) {
      return "-ERR [IN-USE] busy\r\n";
    }
    boolean right =
        server.options().passwords()
            && name.get().equals(ToyServer.USER)
            && behavior.passwordMatches(password, ToyServer.PASSWORD);
    return right ? enter() : fail(name.get());
  }

  private String apop(String name, String digest) {
    String right = ApopDigest.of(new ApopTimestamp(timestamp), Secret.of(ToyServer.PASSWORD));
    return name.equals(ToyServer.USER) && behavior.digestMatches(digest, right)
        ? enter()
        : fail(name);
  }

  String fail(String name) {
    failedLogins++;
    spoilt = behavior.failureSpoilsConnection();
    return behavior.loginFailure(name) + "\r\n";
  }

  /** Opens the maildrop after good credentials. */
  String enter() {
    if (spoilt) {
      return "-ERR not again\r\n";
    }
    if (server.isTooSoon()) {
      return "-ERR [LOGIN-DELAY] too soon\r\n";
    }
    if (behavior.locks() && !behavior.checksLockBeforePassword()) {
      if (!server.maildrop().tryLock()) {
        return "-ERR [IN-USE] another session is open\r\n";
      }
    }
    holdsLock = true;
    loggedIn = behavior.entersTransaction();
    failedLogins = 0;
    server.loggedIn();
    snapshot = server.maildrop().snapshot();
    marked.addAll(server.maildrop().leftMarks());
    return "+OK welcome\r\n";
  }

  private String stls() throws IOException {
    if (channel.isTls() || utf8) {
      return "-ERR not now\r\n";
    }
    if (channel.hasBuffered() && behavior.injection() == Injection.REFUSED) {
      open = false;
      return "-ERR octets behind STLS\r\n";
    }
    String injected = channel.takeBuffered();
    send("STLS", "+OK go ahead\r\n");
    open = channel.startTls();
    if (behavior.injection() == Injection.RUN) {
      channel.putBack(injected);
    }
    return open && behavior.greetsUnderTls() ? "+OK welcome to TLS\r\n" : "";
  }

  // For the behavior and the other parts of the session.

  public boolean isLoggedIn() {
    return loggedIn;
  }

  public boolean isTls() {
    return channel.isTls();
  }

  public boolean isUtf8() {
    return utf8;
  }

  public List<Message> snapshot() {
    return snapshot;
  }

  /** The numbers of the messages that are marked as deleted. */
  public Set<Integer> marked() {
    return marked;
  }

  public ToyServer server() {
    return server;
  }

  ToyChannel channel() {
    return channel;
  }
}
