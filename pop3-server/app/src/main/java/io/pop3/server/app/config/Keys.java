package io.pop3.server.app.config;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.downgrade.DowngradePolicy;
import io.pop3.protocol.sasl.SaslMechanism;
import io.pop3.server.options.CleartextLogins;
import io.pop3.server.options.Defence;
import io.pop3.server.options.Identity;
import io.pop3.server.options.Limits;
import io.pop3.server.options.ListenAddress;
import io.pop3.server.options.ListenAddress.Security;
import io.pop3.server.options.Logins;
import io.pop3.server.options.Threads;
import io.pop3.server.options.Timeouts;
import io.pop3.server.options.TlsOptions.ClientCertificates;
import io.pop3.server.options.TlsOptions.Implementation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every key of the configuration file but those of plugins, in the order to be described. */
final class Keys {

  private static final Identity IDENTITY = Identity.defaults();
  private static final Logins LOGINS = Logins.defaults();
  private static final Defence DEFENCE = Defence.defaults();
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

  static final Key<List<ListenAddress>> LISTEN_TLS =
      new Key<>(
          "listen.tls",
          Parsers.ADDRESSES_FORM,
          "",
          "Where to listen for connections that begin with TLS; the port is 995 unless given.",
          Parsers.addresses(Security.IMPLICIT_TLS));

  static final Key<List<String>> TLS_CERTIFICATE =
      new Key<>(
          "tls.certificate",
          Parsers.LIST_FORM,
          "",
          "PEM files with certificate chains, the server's own first; with them STLS is offered, too.",
          Parsers::list);

  static final Key<List<String>> TLS_KEY =
      new Key<>(
          "tls.key",
          Parsers.LIST_FORM,
          "",
          "PEM files with the private keys of these certificates, in the same order.",
          Parsers::list);

  static final Key<String> TLS_CLIENT_AUTHORITIES =
      text(
          "tls.client-authorities",
          "",
          "A PEM file with the certificates of those who issue client certificates.");

  static final Key<ClientCertificates> TLS_CLIENT_CERTIFICATES =
      new Key<>(
          "tls.client-certificates",
          "not_asked, optional or required",
          lower(ClientCertificates.NOT_ASKED),
          "Whether clients are asked for a certificate, to log in with by EXTERNAL.",
          Parsers.oneOf(ClientCertificates.class));

  static final Key<Implementation> TLS_IMPLEMENTATION =
      new Key<>(
          "tls.implementation",
          "fastest or jdk",
          lower(Implementation.FASTEST),
          "What does the work of TLS; that of JDK 25 and later offers the best channel bindings.",
          Parsers.oneOf(Implementation.class));

  static final Key<Duration> TLS_RELOAD =
      duration(
          "tls.reload",
          Duration.ofMinutes(1),
          "How often to look whether the files of TLS changed; new connections then use them.");

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

  static final Key<Optional<DowngradePolicy>> HEADERS_BEYOND_ASCII =
      new Key<>(
          "headers-beyond-ascii",
          "auto, raw, surrogate or reject",
          "auto",
          "What clients that don't give UTF8 get of messages with such headers: the stored octets,"
              + " a rewritten header (STAT and LIST then read all headers once a session), or"
              + " -ERR [UTF8]; auto is surrogate if the compliance is strict, else raw.",
          Parsers::downgrade);

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

  static final Key<Set<SaslMechanism>> MECHANISMS =
      new Key<>(
          "login.mechanisms",
          "SASL mechanisms apart by commas",
          LOGINS.mechanisms().stream()
              .map(SaslMechanism::mechanismName)
              .collect(Collectors.joining(", ")),
          "The SASL mechanisms that may be used; what backend and connection can't do is left out.",
          Parsers::mechanisms);

  static final Key<Boolean> MECHANISM_LIST =
      new Key<>(
          "login.mechanism-list",
          "on or off",
          LOGINS.mechanismList() ? "on" : "off",
          "Whether AUTH without a mechanism lists them, for old clients.",
          Parsers::onOff);

  static final Key<Boolean> CERTIFICATE_BINDING =
      new Key<>(
          "login.certificate-binding",
          "on or off",
          LOGINS.certificateBinding() ? "on" : "off",
          "Whether to offer -PLUS mechanisms where the server's certificate alone can be bound to.",
          Parsers::onOff);

  static final Key<String> ANONYMOUS =
      text("login.anonymous", "", "Whose maildrop ANONYMOUS opens; empty to have no such login.");

  static final Key<Duration> LOGIN_DELAY =
      duration(
          "login.delay", LOGINS.delay(), "How long a user has to wait from one login to the next.");

  static final Key<Duration> FIRST_DELAY =
      duration(
          "defence.first-delay",
          DEFENCE.firstDelay(),
          "How long a wrong login waits for its answer; it grows with each.");

  static final Key<Duration> GREATEST_DELAY =
      duration("defence.greatest-delay", DEFENCE.greatestDelay(), "What that delay grows to.");

  static final Key<Duration> FORGET_AFTER =
      duration(
          "defence.forget-after",
          DEFENCE.forgetAfter(),
          "Without failures for so long, an address or a user begins anew.");

  static final Key<Integer> REMEMBERED_PASSWORDS =
      number(
          "defence.remembered-passwords",
          DEFENCE.rememberedPasswords(),
          "How many good passwords to remember as keyed hashes, so that polls cost little; 0 for none.");

  static final Key<Duration> REMEMBER_FOR =
      duration("defence.remember-for", DEFENCE.rememberFor(), "How long to remember them.");

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

  static final Key<Integer> SESSIONS_PER_USER =
      number(
          "limit.sessions-per-user",
          LIMITS.sessionsPerUser(),
          "Sessions at a time of one user: the one with the maildrop, and logins that wait for it.");

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
          LISTEN_TLS,
          TLS_CERTIFICATE,
          TLS_KEY,
          TLS_CLIENT_AUTHORITIES,
          TLS_CLIENT_CERTIFICATES,
          TLS_IMPLEMENTATION,
          TLS_RELOAD,
          AUTHENTICATION,
          MAILDROPS,
          PLUGINS,
          HOST_NAME,
          GREETING,
          IMPLEMENTATION,
          COMPLIANCE,
          HEADERS_BEYOND_ASCII,
          CLEARTEXT_LOGINS,
          APOP,
          MECHANISMS,
          MECHANISM_LIST,
          CERTIFICATE_BINDING,
          ANONYMOUS,
          LOGIN_DELAY,
          FIRST_DELAY,
          GREATEST_DELAY,
          FORGET_AFTER,
          REMEMBERED_PASSWORDS,
          REMEMBER_FOR,
          IDLE,
          LOGIN,
          WRITE_STALL,
          TLS_HANDSHAKE,
          LOCK_WAIT,
          STOP_GRACE,
          CONNECTIONS,
          CONNECTIONS_PER_ADDRESS,
          SESSIONS_PER_USER,
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
