package io.pop3.conformance;

import io.pop3.conformance.internal.wire.Capabilities;
import io.pop3.conformance.internal.wire.Deadline;
import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Discrepancy;
import io.pop3.conformance.internal.wire.Link;
import io.pop3.conformance.internal.wire.Obstacle;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import io.pop3.conformance.internal.wire.TlsDialler;
import io.pop3.conformance.internal.wire.Transcript;
import io.pop3.conformance.internal.wire.WireRecord;
import io.pop3.protocol.model.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * What a case works with: connections, logins and mail. It closes all of its connections in the
 * end, without QUIT, so that nothing a case leaves marked is deleted. Not safe for several threads.
 */
final class Lab implements AutoCloseable {

  private static final long RETRY_PAUSE_MILLIS = 50;

  private final ConformanceTarget target;
  private final Facts facts;
  private final WireRecord record;
  private final Deadline deadline;
  private final Transcript transcript = new Transcript();
  private final Map<Dialogue, Reply> greetings = new LinkedHashMap<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Dialogue> dialogues = new ArrayList<>();
  private final MailRoom mail;

  Lab(ConformanceTarget target, Facts facts, WireRecord record, Deadline deadline) {
    this.target = target;
    this.facts = facts;
    this.record = record;
    this.deadline = deadline;
    this.mail = new MailRoom(target);
  }

  ConformanceTarget target() {
    return target;
  }

  Facts facts() {
    return facts;
  }

  WireRecord record() {
    return record;
  }

  Transcript transcript() {
    return transcript;
  }

  MailRoom mail() {
    return mail;
  }

  // Connections.

  /** Makes sure that someone listens. */
  void requireReachable() throws TargetUnavailableException {
    try {
      connect(target.port(), 0).close();
    } catch (IOException e) {
      throw new TargetUnavailableException(
          "connection to " + target + ": " + e.getMessage() + " (expected: a POP3 server)");
    }
  }

  /** Connects to a port and reads nothing. */
  Link link(int port, int receiveBuffer) {
    try {
      return connect(port, receiveBuffer);
    } catch (IOException e) {
      throw new Discrepancy("a connection to port " + port, String.valueOf(e.getMessage()));
    }
  }

  private Link connect(int port, int receiveBuffer) throws IOException {
    TimeLimits limits = target.limits();
    Link link =
        Link.open(
            InetSocketAddress.createUnresolved(target.host(), port),
            limits.connect(),
            limits.reply(),
            receiveBuffer,
            deadline);
    links.add(link);
    return link;
  }

  /** Connects, under TLS if the port asks for it, and reads nothing. */
  Dialogue dialSilently() {
    return dialSilently(0);
  }

  private Dialogue dialSilently(int receiveBuffer) {
    Dialogue dialogue = dialogue(link(target.port(), receiveBuffer));
    if (target.security() == TransportSecurity.IMPLICIT) {
      dialogue.startTls(dialler());
    }
    return dialogue;
  }

  private Dialogue dialogue(Link link) {
    Dialogue dialogue = new Dialogue(link, links.size(), record, transcript);
    dialogues.add(dialogue);
    return dialogue;
  }

  /** Connects and reads the greeting, which must be positive. */
  Dialogue dial() {
    return greeted(dialSilently());
  }

  private Dialogue greeted(Dialogue dialogue) {
    Reply greeting = Dialogue.requirePositive(dialogue.readGreeting());
    greetings.put(dialogue, greeting);
    return dialogue;
  }

  /** Connects in clear text. */
  Dialogue dialCleartext() {
    if (target.security() == TransportSecurity.IMPLICIT) {
      throw Undecided.notApplicable("the port speaks TLS at once");
    }
    return dial();
  }

  /** Connects to where the suite logs in: in AUTHORIZATION, under TLS if the target says so. */
  Dialogue open() {
    return open(0);
  }

  private Dialogue open(int receiveBuffer) {
    Dialogue dialogue = greeted(dialSilently(receiveBuffer));
    if (target.security() == TransportSecurity.STLS) {
      dialogue.ok("STLS");
      dialogue.startTls(dialler());
    }
    return dialogue;
  }

  /** Connects under TLS, however the server offers it. */
  Dialogue openTls() {
    return openTls(dialler());
  }

  /** Connects under TLS, however the server offers it. */
  Dialogue openTls(TlsDialler dialler) {
    if (target.tlsPort().isPresent()) {
      Dialogue dialogue = dialogue(link(target.tlsPort().getAsInt(), 0));
      dialogue.startTls(dialler);
      return greeted(dialogue);
    }
    Dialogue dialogue = dialForStls();
    dialogue.ok("STLS");
    dialogue.startTls(dialler);
    return dialogue;
  }

  /** Connects in clear text to a server that announces STLS. */
  Dialogue dialForStls() {
    if (target.security() == TransportSecurity.IMPLICIT
        || facts.initial().filter(c -> c.has("STLS")).isEmpty()) {
      throw Undecided.notApplicable("STLS is not announced");
    }
    return dial();
  }

  /** The greeting of a connection. */
  Reply greetingOf(Dialogue dialogue) {
    Reply greeting = greetings.get(dialogue);
    if (greeting == null) {
      throw new IllegalArgumentException("dialogue: without greeting (expected: one of this lab)");
    }
    return greeting;
  }

  /** How to start TLS with the target. */
  TlsDialler dialler() {
    return new TlsDialler(
        target.tls().orElseGet(Lab::platformTls),
        target.host(),
        target.port(),
        target.tls().isEmpty(),
        List.of());
  }

  private static SSLContext platformTls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("TLS: missing (expected: a platform that has it)", e);
    }
  }

  // Logins.

  /** The user as octets of UTF-8. */
  String user() {
    return Octets.utf8(target.user().value());
  }

  Secret password() {
    return target.password();
  }

  /** Logs in on a connection in AUTHORIZATION by the usual way. */
  Reply logIn(Dialogue dialogue) {
    Reply reply = tryLogIn(dialogue, facts.way());
    if (reply.hasCode("LOGIN-DELAY")) {
      throw Obstacle.loginTooSoon(reply);
    }
    return reply;
  }

  /** Logs in on a connection in AUTHORIZATION, perhaps too soon after the last time. */
  Reply tryLogIn(Dialogue dialogue, LoginWay way) {
    return way.logIn(dialogue, greetingOf(dialogue), target.user().value(), target.password());
  }

  /**
   * A session in TRANSACTION. If the maildrop is still held by a session that was broken off, it is
   * tried again for a while.
   */
  Dialogue login() {
    return login(this::open);
  }

  /**
   * Waits until no earlier session holds the maildrop: else right credentials could be refused for
   * the lock, and wrong ones for the wrong reason. If that takes too long, the case will say so.
   */
  void awaitFreeMaildrop() {
    try {
      login().quit();
    } catch (Discrepancy e) {
      // Whatever is wrong is for the cases to find.
    }
  }

  /** Whether the server may still think that a session is open. */
  boolean leavesSession() {
    return dialogues.stream().anyMatch(Dialogue::mayBeOpen);
  }

  /** The same with a small receive buffer, so that the server can't send much ahead. */
  Dialogue loginWithReceiveBuffer(int octets) {
    return login(() -> open(octets));
  }

  /**
   * The same over connections of some kind.
   *
   * @param opener makes a connection in AUTHORIZATION
   */
  Dialogue login(Supplier<Dialogue> opener) {
    long giveUp = System.nanoTime() + target.limits().release().toNanos();
    while (true) {
      Dialogue dialogue = opener.get();
      Reply reply = tryLogIn(dialogue, facts.way());
      if (reply.positive()) {
        return dialogue;
      }
      dialogue.close();
      if (reply.hasCode("AUTH") || System.nanoTime() - giveUp > 0) {
        throw new Discrepancy(
            "a login within " + target.limits().release().toSeconds() + " s", reply.shown());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Undecided.notRun("interrupted");
    }
  }

  /**
   * A session with mail to work on: samples if the suite may deliver, else what is there.
   *
   * @param least how many messages it takes
   */
  Dialogue loginHaving(int least) {
    if (mail.canDeliver()) {
      mail.putSamples(Math.max(least, 3));
    }
    Dialogue session = login();
    int count = Listings.scan(session).size();
    if (count < least) {
      throw Undecided.notRun("messages in the maildrop: " + count + " (needs: " + least + ")");
    }
    return session;
  }

  /** A session with exactly these messages. */
  Dialogue loginWith(String... messages) {
    mail.put(messages);
    return login();
  }

  // What applies.

  /** What is announced where the suite logs in. */
  Capabilities requireCapa() {
    return facts
        .authorization()
        .orElseThrow(() -> Undecided.notApplicable("CAPA is not supported"));
  }

  /** What is announced after the login. */
  Capabilities requireCapaInTransaction() {
    return facts
        .transaction()
        .orElseThrow(() -> Undecided.notApplicable("CAPA is not supported after the login"));
  }

  /** The case applies only where a tag is announced. */
  void requireTag(String tag) {
    if (!announces(tag)) {
      throw Undecided.notApplicable(tag + " is not announced");
    }
  }

  /** Whether a tag is announced before or after the login. */
  boolean announces(String tag) {
    return facts.authorization().filter(c -> c.has(tag)).isPresent()
        || facts.transaction().filter(c -> c.has(tag)).isPresent();
  }

  /** The case applies only where a SASL mechanism is announced and open to the account. */
  void requireMechanism(String name) {
    if (facts.authorization().filter(c -> c.hasMechanism(name)).isEmpty()) {
      throw Undecided.notApplicable("SASL " + name + " is not announced");
    }
    requireOpenToAccount(name);
  }

  void requireOpenToAccount(String mechanism) {
    if (target.excludesMechanism(mechanism)) {
      throw Undecided.notRun("the account has no " + mechanism + " (--without-mechanism)");
    }
  }

  /** The case applies only where USER and PASS are offered. */
  void requireUserPass() {
    if (facts.authorization().filter(c -> !c.has("USER")).isPresent()) {
      throw Undecided.notApplicable("USER is not announced");
    }
    requireOpenToAccount("USER");
  }

  void requireTop() {
    if (!facts.top()) {
      throw Undecided.notApplicable("TOP is not offered");
    }
  }

  void requireUidl() {
    if (!facts.uidl()) {
      throw Undecided.notApplicable("UIDL is not offered");
    }
  }

  Duration silence() {
    return target.limits().silence();
  }

  @Override
  public void close() {
    links.forEach(Link::close);
  }
}
