package io.pop3.conformance;

import io.pop3.conformance.toy.ToyBehavior;
import io.pop3.conformance.toy.ToyOptions;
import io.pop3.conformance.toy.ToyOptions.Utf8Policy;
import io.pop3.conformance.toy.ToyServer;
import java.time.Duration;
import java.util.List;

/**
 * A way in which a toy server is set up and tested.
 *
 * @param name what is special about it
 * @param options what it offers
 * @param security how the suite protects its logins
 * @param deviations the cases that no server in this setting can pass
 */
record ToySetting(
    String name, ToyOptions options, TransportSecurity security, List<String> deviations) {

  static final ToySetting CLEARTEXT =
      of(
          "everything, and passwords in clear text",
          ToyOptions.open(),
          TransportSecurity.NONE,
          "5034-MTI-3",
          "1939-APOP-8");

  static final ToySetting STLS =
      of(
          "passwords after STLS",
          ToyOptions.open().withoutCleartextLogins(),
          TransportSecurity.STLS,
          "1939-APOP-8");

  static final ToySetting IMPLICIT =
      of(
          "TLS at once",
          ToyOptions.open().withoutCleartextLogins(),
          TransportSecurity.IMPLICIT,
          "1939-APOP-8");

  static final ToySetting DIGESTS =
      of(
          "an account for digests alone",
          ToyOptions.open().withoutPasswords(),
          TransportSecurity.NONE,
          "5034-MTI-3");

  static final ToySetting MINIMAL =
      of(
          "RFC 1939 without options, and CAPA",
          ToyOptions.open().withoutExtensions(),
          TransportSecurity.NONE,
          "5034-MTI-3",
          "1939-OPT-1",
          "8314-SRV-3",
          "A-55");

  static final ToySetting UTF8_REJECTED =
      of(
          "no message beyond ASCII without UTF-8 mode",
          ToyOptions.open().withPolicy(Utf8Policy.REJECT),
          TransportSecurity.NONE,
          "5034-MTI-3",
          "1939-APOP-8");

  static final ToySetting LOGIN_DELAY =
      of(
          "no login soon after another one",
          ToyOptions.open().withLoginDelay(),
          TransportSecurity.NONE,
          "5034-MTI-3");

  static List<ToySetting> all() {
    return List.of(CLEARTEXT, STLS, IMPLICIT, DIGESTS, MINIMAL, UTF8_REJECTED, LOGIN_DELAY);
  }

  private static ToySetting of(
      String name, ToyOptions options, TransportSecurity security, String... deviations) {
    return new ToySetting(name, options, security, List.of(deviations));
  }

  ToyServer start(ToyBehavior behavior) {
    return ToyServer.start(options, behavior);
  }

  ConformanceTarget target(ToyServer server) {
    return target(server, Duration.ofSeconds(20), Duration.ofSeconds(5));
  }

  /** A target of little patience, for servers that may say nothing at all. */
  ConformanceTarget hastyTarget(ToyServer server) {
    return target(server, Duration.ofMillis(700), Duration.ofMillis(700));
  }

  private ConformanceTarget target(ToyServer server, Duration reply, Duration release) {
    boolean implicit = security == TransportSecurity.IMPLICIT;
    List<String> closed = options.passwords() ? List.of() : List.of("USER", "PLAIN", "LOGIN");
    return ConformanceTarget.at("localhost", implicit ? server.tlsPort() : server.port())
        .security(security)
        .tlsPort(server.tlsPort())
        .trustingEveryone()
        .account(ToyServer.USER, ToyServer.PASSWORD)
        .withoutMechanisms(closed)
        .mailbox(server.maildrop())
        .patient()
        .limits(
            new TimeLimits(
                Duration.ofSeconds(10),
                reply,
                release,
                Duration.ofMillis(100),
                Duration.ofMillis(300),
                Duration.ofSeconds(60)))
        .build();
  }

  @Override
  public String toString() {
    return name;
  }
}
