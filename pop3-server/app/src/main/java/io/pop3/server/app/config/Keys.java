package io.pop3.server.app.config;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.server.options.CleartextLogins;
import io.pop3.server.options.Identity;
import io.pop3.server.options.Limits;
import io.pop3.server.options.ListenAddress;
import io.pop3.server.options.ListenAddress.Security;
import io.pop3.server.options.Logins;
import io.pop3.server.options.Threads;
import io.pop3.server.options.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Every key of the configuration file but those of plugins, in the order to be described. */
final class Keys {

  private static final Identity IDENTITY = Identity.defaults();
  private static final Logins LOGINS = Logins.defaults();
  private static final Timeouts TIMEOUTS = Timeouts.defaults();
  private static final Limits LIMITS = Limits.defaults();
  private static final Threads THREADS = Threads.defaults();

  static final Key<List<ListenAddress>> LISTEN =
      new Key<>(
          "listen",
          Parsers.ADDRESSES_FORM,
          "",
          "Where to listen for connections that begin in the clear; the port is 110 unless given.",
          Parsers.addresses(Security.CLEARTEXT));

  static final Key<String> AUTHENTICATION =
      text("authentication", "file", "The authentication backend, by its plugin's name.");

  static final Key<String> MAILDROPS =
      text("maildrops", "maildir", "The maildrop store, by its plugin's name.");

  static final Key<String> PLUGINS =
      text("plugins", "", "A directory with plugin jars; that of the installation unless given.");

  static final Key<String> HOST_NAME =
      text("server.name", IDENTITY.hostName(), "This server's name, used in APOP timestamps.");

  static final Key<String> GREETING =
      text("server.greeting", IDENTITY.greeting(), "What the greeting says behind +OK.");

  static final Key<String> IMPLEMENTATION =
      text(
          "server.implementation",
          IDENTITY.implementation().orElse(""),
          "What CAPA announces as IMPLEMENTATION after login, one word; empty for nothing.");

  static final Key<Compliance> COMPLIANCE =
      new Key<>(
          "compliance",
          "strict, default or lenient",
          "default",
          "How much to tolerate in commands: nothing, what deployed clients need, or all.",
          Parsers::compliance);

  static final Key<CleartextLogins> CLEARTEXT_LOGINS =
      new Key<>(
          "login.cleartext",
          "refused, loopback or allowed",
          lower(LOGINS.cleartext()),
          "Where passwords may be sent without TLS.",
          Parsers.oneOf(CleartextLogins.class));

  static final Key<Boolean> APOP =
      new Key<>(
          "login.apop",
          "on or off",
          LOGINS.apop() ? "on" : "off",
          "Whether to invite APOP; the backend must hold passwords in the clear for it.",
          Parsers::onOff);

  static final Key<Duration> IDLE =
      duration("timeout.idle", TIMEOUTS.idle(), "Without a command for so long a session ends.");

  static final Key<Duration> LOGIN =
      duration("timeout.login", TIMEOUTS.login(), "How long a client may take to log in.");

  static final Key<Duration> WRITE_STALL =
      duration("timeout.write-stall", TIMEOUTS.writeStall(), "How long a client may read nothing.");

  static final Key<Duration> TLS_HANDSHAKE =
      duration("timeout.tls-handshake", TIMEOUTS.tlsHandshake(), "How long a handshake may take.");

  static final Key<Duration> LOCK_WAIT =
      duration(
          "timeout.lock-wait",
          TIMEOUTS.lockWait(),
          "How long a login waits for another session with the same maildrop to end.");

  static final Key<Duration> STOP_GRACE =
      duration(
          "timeout.stop-grace",
          TIMEOUTS.stopGrace(),
          "How long a stopping server waits for replies that are being sent, and for commits.");

  static final Key<Integer> CONNECTIONS =
      number("limit.connections", LIMITS.connections(), "Connections at a time, in all.");

  static final Key<Integer> CONNECTIONS_PER_ADDRESS =
      number(
          "limit.connections-per-address",
          LIMITS.connectionsPerAddress(),
          "Connections at a time from one IPv4 address or one IPv6 /64 prefix.");

  static final Key<Integer> FAILED_LOGINS =
      number("limit.failed-logins", LIMITS.failedLogins(), "Failed logins that end a session.");

  static final Key<Integer> BAD_COMMANDS =
      number(
          "limit.bad-commands", LIMITS.badCommands(), "Bad commands in a row that end a session.");

  static final Key<Integer> SASL_LINE =
      number(
          "limit.sasl-line-octets",
          LIMITS.saslLineOctets(),
          "The longest AUTH line or SASL response, in octets.");

  static final Key<Integer> EVENT_LOOPS =
      number("threads.event-loops", THREADS.eventLoops(), "Threads that move octets.");

  static final Key<Integer> WORKERS =
      number("threads.workers", THREADS.workers(), "Threads that wait for maildrops.");

  static final Key<Integer> VERIFIERS =
      number("threads.verifiers", THREADS.verifiers(), "Threads that check passwords.");

  static final List<Key<?>> ALL =
      List.of(
          LISTEN,
          AUTHENTICATION,
          MAILDROPS,
          PLUGINS,
          HOST_NAME,
          GREETING,
          IMPLEMENTATION,
          COMPLIANCE,
          CLEARTEXT_LOGINS,
          APOP,
          IDLE,
          LOGIN,
          WRITE_STALL,
          TLS_HANDSHAKE,
          LOCK_WAIT,
          STOP_GRACE,
          CONNECTIONS,
          CONNECTIONS_PER_ADDRESS,
          FAILED_LOGINS,
          BAD_COMMANDS,
          SASL_LINE,
          EVENT_LOOPS,
          WORKERS,
          VERIFIERS);

  private Keys() {}

  private static Key<String> text(String name, String defaultText, String description) {
    return new Key<>(name, "a text", defaultText, description, text -> text);
  }

  private static Key<Integer> number(String name, int defaultValue, String description) {
    return new Key<>(
        name, "a whole number", Integer.toString(defaultValue), description, Integer::valueOf);
  }

  private static Key<Duration> duration(String name, Duration defaultValue, String description) {
    return new Key<>(
        name,
        Parsers.DURATION_FORM,
        defaultValue.toMillis() % 1000 == 0
            ? defaultValue.toSeconds() + "s"
            : defaultValue.toMillis() + "ms",
        description,
        Parsers::duration);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
