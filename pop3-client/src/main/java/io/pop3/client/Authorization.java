package io.pop3.client;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.Verb;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.reply.Capability;
import io.pop3.protocol.reply.CapabilitySet;
import io.pop3.protocol.reply.CapabilityValue.Utf8;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.sasl.ApopLogin;
import io.pop3.protocol.sasl.SaslCredentials;
import io.pop3.protocol.sasl.SaslMechanism;
import java.net.InetAddress;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * A connection whose server has greeted and nobody has logged in to (RFC 1939 section 4), as safe
 * as the options demand. A login that succeeds takes the connection over; this object is spent
 * then.
 *
 * <p>Methods block until the server has answered. After {@link RefusedException} another login may
 * be tried, unless the server ends the connection. Not for several threads at a time.
 */
public final class Authorization implements AutoCloseable {

  private final Wire wire;
  private final Dialogue dialogue;
  private final Greeting greeting;
  private Optional<CapabilitySet> capabilities = Optional.empty();
  private boolean startedTls;
  private boolean spent;

  private Authorization(Wire wire, Dialogue dialogue, Greeting greeting) {
    this.wire = wire;
    this.dialogue = dialogue;
    this.greeting = greeting;
  }

  /** Waits for the greeting, and makes the connection as safe as the options demand. */
  static Authorization begin(Wire wire) throws Pop3Exception {
    Dialogue dialogue = new Dialogue(wire);
    Greeting greeting = dialogue.greeting();
    if (!greeting.line().isPositive()) {
      throw RefusedException.ofGreeting(greeting.line());
    }
    Authorization authorization = new Authorization(wire, dialogue, greeting);
    authorization.protect();
    return authorization;
  }

  private void protect() throws Pop3Exception {
    switch (wire.options().security()) {
      case IMPLICIT_TLS, CLEARTEXT -> {
        // Done, or not wanted.
      }
      case STLS -> {
        if (!capabilities().has(Capability.STLS)) {
          throw new TlsException(
              "server at "
                  + wire.options()
                  + ": does not offer STLS (expected: STLS, or TLS from the first octet on another port)");
        }
        startTls();
      }
      case STLS_IF_OFFERED -> {
        if (capabilities().has(Capability.STLS)) {
          startTls();
        }
      }
    }
  }

  /**
   * What the server said first.
   *
   * @return the greeting; show its text through {@link io.pop3.protocol.model.Printable} only
   */
  public Greeting greeting() {
    return greeting;
  }

  /**
   * The address the connection leads to.
   *
   * @return the server's address, or that of a proxy
   */
  public InetAddress serverAddress() {
    return wire.serverAddress();
  }

  /**
   * The TLS session.
   *
   * @return empty if the connection is in cleartext
   */
  public Optional<SSLSession> tlsSession() {
    return Optional.ofNullable(wire.tls()).map(SSLSocket::getSession);
  }

  /**
   * What the server says it can do. Asked once, and again after TLS has started (ledger
   * 2595-STLS-9).
   *
   * @return the capabilities; none if the server does not know CAPA
   * @throws Pop3Exception if the connection failed
   */
  public CapabilitySet capabilities() throws Pop3Exception {
    requireUnspent();
    if (capabilities.isEmpty()) {
      capabilities = Optional.of(dialogue.capabilities());
    }
    return capabilities.get();
  }

  /**
   * Starts TLS on a cleartext connection: STLS. Connecting has done so already where the options
   * demand it. If this fails, the connection is gone.
   *
   * @throws TlsException if the server refused, the handshake failed, or the certificate does not
   *     prove the server's name
   * @throws Pop3Exception if the connection failed
   * @throws IllegalStateException if TLS is active already
   */
  public void startTls() throws Pop3Exception {
    requireUnspent();
    if (wire.tls() != null) {
      throw new IllegalStateException("STLS: TLS is active already (expected: cleartext)");
    }
    StatusLine reply = dialogue.ask(new Command.Stls());
    if (!reply.isPositive()) {
      throw wire.fail(
          new TlsException("STLS: refused by the server: " + reply + " (expected: +OK)"));
    }
    wire.startTls();
    startedTls = true;
    capabilities = Optional.empty();
  }

  /**
   * Logs in with a name and a password, in the best way that client and server have: the strongest
   * SASL mechanism that both know, or USER and PASS where the server offers none. A way that failed
   * is never followed by a weaker one.
   *
   * @param user the mailbox
   * @param password the password; stays the caller's, who may wipe it afterwards
   * @return the session
   * @throws RefusedException if the server refused; {@link RefusedException#remedy()} tells what to
   *     do
   * @throws AuthenticationUnavailableException if there is no way
   * @throws Pop3Exception if the connection failed
   */
  public Transaction authenticate(UserName user, Secret password) throws Pop3Exception {
    if (!capabilities().saslMechanisms().isEmpty()) {
      try (SaslCredentials credentials = prepared(user, password)) {
        Optional<StatusLine> reply = sasl().run(credentials, any -> true);
        if (reply.isPresent()) {
          return begun(reply.get());
        }
      }
    }
    return userPass(user, password);
  }

  /**
   * Logs in by the best SASL mechanism for these credentials that client and server both know.
   *
   * @param credentials a password, a token, or that of the TLS certificate; stay the caller's
   * @return the session
   * @throws RefusedException if the server refused; {@link RefusedException#remedy()} tells what to
   *     do
   * @throws AuthenticationUnavailableException if there is no mechanism
   * @throws Pop3Exception if the connection failed, or the server could not prove that it knows the
   *     password
   */
  public Transaction authenticate(SaslCredentials credentials) throws Pop3Exception {
    SaslLogin login = sasl();
    Optional<StatusLine> reply = login.run(credentials, any -> true);
    return begun(reply.orElseThrow(() -> login.unavailable("one for these credentials")));
  }

  /**
   * Logs in by one SASL mechanism and no other (ledger 2384-URL-2).
   *
   * @param credentials what the mechanism needs; stay the caller's
   * @param mechanism the mechanism
   * @return the session
   * @throws RefusedException if the server refused; {@link RefusedException#remedy()} tells what to
   *     do
   * @throws AuthenticationUnavailableException if the server does not offer the mechanism, or it is
   *     not safe on this connection or without its bound form
   * @throws Pop3Exception if the connection failed, or the server could not prove that it knows the
   *     password
   */
  public Transaction authenticate(SaslCredentials credentials, SaslMechanism mechanism)
      throws Pop3Exception {
    SaslLogin login = sasl();
    Optional<StatusLine> reply = login.run(credentials, mechanism::equals);
    return begun(reply.orElseThrow(() -> login.unavailable(mechanism.mechanismName())));
  }

  private static SaslCredentials prepared(UserName user, Secret password)
      throws AuthenticationUnavailableException {
    try {
      return SaslCredentials.password(user, password);
    } catch (IllegalArgumentException e) {
      throw new AuthenticationUnavailableException("SASL: " + e.getMessage());
    }
  }

  private SaslLogin sasl() throws Pop3Exception {
    return new SaslLogin(wire, capabilities());
  }

  private Transaction begun(StatusLine reply) throws RefusedException {
    if (!reply.isPositive()) {
      throw refusal(Verb.AUTH, reply);
    }
    return begun();
  }

  /**
   * Logs in by USER and PASS, which show the password to the server, and to the network if the
   * connection is in cleartext.
   *
   * @param user the mailbox
   * @param password the password; stays the caller's
   * @return the session
   * @throws RefusedException if the server refused
   * @throws AuthenticationUnavailableException if these commands can't carry the credentials
   * @throws Pop3Exception if the connection failed
   */
  public Transaction userPass(UserName user, Secret password) throws Pop3Exception {
    requireUnspent();
    Command.User userCommand;
    Command.Pass passCommand;
    try {
      userCommand = new Command.User(user);
      passCommand = new Command.Pass(password);
    } catch (IllegalArgumentException e) {
      throw new AuthenticationUnavailableException("USER and PASS: " + e.getMessage());
    }
    requireCarriable("USER and PASS", user, password);
    logIn(userCommand);
    logIn(passCommand);
    return begun();
  }

  /**
   * Logs in by APOP: a digest that shows the password to nobody who does not try many against it.
   * An old way; never chosen by {@link #authenticate}, nor possible after STLS, when the timestamp
   * came before TLS and may be forged. Name and password are prepared by SASLprep (ledger
   * 6856-USER-5).
   *
   * @param user the mailbox
   * @param password the shared secret; stays the caller's
   * @return the session
   * @throws RefusedException if the server refused
   * @throws AuthenticationUnavailableException if the greeting has no trustworthy timestamp, or the
   *     command can't carry the name
   * @throws Pop3Exception if the connection failed
   */
  public Transaction apop(UserName user, Secret password) throws Pop3Exception {
    requireUnspent();
    if (startedTls) {
      throw new AuthenticationUnavailableException(
          "APOP: the greeting came before TLS (expected: a connection without STLS)");
    }
    ApopTimestamp timestamp =
        greeting
            .timestamp()
            .orElseThrow(
                () ->
                    new AuthenticationUnavailableException(
                        "APOP: greeting without timestamp (expected: one like <id@host>)"));
    Command.Apop command;
    try {
      command =
          new Command.Apop(
              ApopLogin.name(user).orElseThrow(() -> unprepared("name")),
              ApopLogin.digest(timestamp, password).orElseThrow(() -> unprepared("password")));
    } catch (IllegalArgumentException e) {
      throw new AuthenticationUnavailableException("APOP: " + e.getMessage());
    }
    requireCarriable("APOP", user, password);
    logIn(command);
    return begun();
  }

  /** Preparation is no choice here: a digest of anything else would match nothing. */
  private static AuthenticationUnavailableException unprepared(String what) {
    return new AuthenticationUnavailableException(
        "APOP: the " + what + " has characters that SASLprep refuses (expected: RFC 4013)");
  }

  /** Beyond ASCII, only a server that says so can be trusted to understand (ledger 6856-USER-3). */
  private void requireCarriable(String what, UserName user, Secret password) throws Pop3Exception {
    if (isAscii(user, password)) {
      return;
    }
    if (capabilities().find(Utf8.class).filter(Utf8::credentials).isEmpty()) {
      throw new AuthenticationUnavailableException(
          what + ": name or password beyond ASCII (expected: a server that says UTF8 USER)");
    }
    wire.core().allowUtf8Credentials();
  }

  private static boolean isAscii(UserName user, Secret password) {
    byte[] octets = password.reveal();
    boolean ascii = user.value().chars().allMatch(c -> c < 0x80);
    for (int i = 0; i < octets.length; i++) {
      ascii &= octets[i] >= 0;
      octets[i] = 0;
    }
    return ascii;
  }

  private void logIn(Command command) throws Pop3Exception {
    StatusLine reply = dialogue.ask(command);
    if (!reply.isPositive()) {
      throw refusal(command.verb(), reply);
    }
  }

  private RefusedException refusal(Verb verb, StatusLine reply) {
    boolean announcesAuthCode =
        capabilities.isPresent() && capabilities.get().has(Capability.AUTH_RESP_CODE);
    return RefusedException.ofLogin(verb, reply, announcesAuthCode);
  }

  private Transaction begun() {
    spent = true;
    return new Transaction(wire, capabilities);
  }

  private void requireUnspent() {
    if (spent) {
      throw new IllegalStateException(
          "authorization: over (expected: neither logged in nor closed)");
    }
  }

  /** Ends the connection, unless a login has taken it over. Idempotent; never fails. */
  @Override
  public void close() {
    if (spent) {
      return;
    }
    spent = true;
    dialogue.sayGoodbye();
    wire.close();
  }
}
