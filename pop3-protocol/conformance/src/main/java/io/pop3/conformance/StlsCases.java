package io.pop3.conformance;

import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Capabilities;
import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.EndOfConnection;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import java.util.List;

/** TLS that is started on a connection in clear text. */
final class StlsCases {

  private static final int ENOUGH = 512;

  private StlsCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("STLS")
        .must(
            "2595-STLS-1",
            "RFC 2595 section 4",
            "A server with STLS has CAPA",
            StlsCases::stlsComesWithCapa)
        .must(
            "2595-STLS-2",
            "RFC 2595 section 4",
            "STLS is announced only where it can be given: not under TLS, not after the login",
            StlsCases::announcedWhereValid)
        .needing(LOGIN)
        .also("E-T-05", "A-31")
        .must(
            "2595-STLS-3",
            "RFC 2595 section 4",
            "STLS takes no argument and is refused after the login",
            StlsCases::noArgumentAndNotAfterLogin)
        .needing(LOGIN)
        .also("E-T-03", "E-A-01")
        .must(
            "2595-STLS-4",
            "RFC 2595 section 4",
            "The handshake follows the reply to STLS, and commands work under TLS",
            lab -> startTls(lab).okList("CAPA"))
        .also("8314-SRV-4", "E-T-02")
        .must(
            "2595-STLS-12",
            "RFC 2595 section 4",
            "No second greeting is sent after the handshake",
            StlsCases::noSecondGreeting)
        .must(
            "2595-STLS-13",
            "RFC 2595 section 4",
            "A command sent with STLS before the handshake is never answered",
            StlsCases::injectedCommandIsNotRun)
        .also("E-T-01")
        .must(
            "8314-POP-3",
            "RFC 8314 section 3.1",
            "Under TLS a session still starts in AUTHORIZATION",
            lab -> lab.openTls().err("STAT"))
        .must(
            "E-T-06",
            "RFC 2595 section 4",
            "After STLS no POP3 goes on in clear text",
            StlsCases::noCleartextAfterStls)
        .should(
            "8314-SRV-3",
            "RFC 8314 section 4",
            "The port in clear text announces STLS",
            lab -> {
              lab.dialCleartext();
              boolean announced = lab.facts().initial().filter(c -> c.has("STLS")).isPresent();
              Expect.that(announced, "STLS in CAPA", "no STLS");
            })
        .may(
            "2595-STLS-6",
            "RFC 2595 section 4",
            "STLS under TLS is refused",
            lab -> lab.openTls().err("STLS"))
        .also("E-T-03")
        .house(
            "A-32",
            "STLS with octets behind it is refused, and the connection ends",
            StlsCases::injectionEndsConnection)
        .house("A-33", "STLS voids the name that USER gave before", StlsCases::stlsVoidsName)
        .needing(LOGIN)
        .also("E-T-04")
        .cases();
  }

  private static Dialogue startTls(Lab lab) {
    Dialogue session = lab.dialForStls();
    session.ok("STLS");
    session.startTls(lab.dialler());
    return session;
  }

  /** Without CAPA STLS can't be found, so it is tried. */
  private static void stlsComesWithCapa(Lab lab) {
    Dialogue session = lab.dialCleartext();
    boolean capa = session.askList("CAPA").positive();
    Reply reply = session.ask("STLS");
    if (!reply.positive()) {
      throw Undecided.notApplicable("STLS is not supported");
    }
    Expect.that(capa, "+OK to CAPA of a server with STLS", "-ERR");
  }

  private static void announcedWhereValid(Lab lab) {
    Dialogue session = startTls(lab);
    Capabilities under = Capabilities.of(session.okList("CAPA"));
    Expect.that(!under.has("STLS"), "no STLS in CAPA under TLS", under.toString());
    lab.facts()
        .transaction()
        .ifPresent(
            c -> Expect.that(!c.has("STLS"), "no STLS in CAPA after the login", c.toString()));
  }

  private static void noArgumentAndNotAfterLogin(Lab lab) {
    Dialogue session = lab.dialForStls();
    session.err("STLS x");
    session.quit();
    lab.login().err("STLS");
  }

  /** If a greeting stood before the reply, it would be taken for the reply. */
  private static void noSecondGreeting(Lab lab) {
    Reply reply = startTls(lab).ask("XYZZ");
    Expect.that(!reply.positive(), "-ERR to XYZZ as the first line under TLS", reply.shown());
  }

  /** The injected CAPA would be answered by several lines, in clear text or under TLS. */
  private static void injectedCommandIsNotRun(Lab lab) {
    Dialogue session = lab.dialForStls();
    session.write("STLS\r\nCAPA\r\n");
    Reply reply = session.readReply("STLS");
    String rest = session.link().readRest(ENOUGH, lab.silence());
    Expect.that(
        !rest.contains("+OK") && !rest.contains("-ERR"),
        "no reply to a command behind STLS",
        Octets.show(rest));
    if (!reply.positive()) {
      return;
    }
    try {
      session.startTls(lab.dialler());
    } catch (EndOfConnection e) {
      return;
    }
    Reply first = session.ask("XYZZ");
    Expect.that(!first.positive(), "-ERR to XYZZ as the first line under TLS", first.shown());
  }

  private static void noCleartextAfterStls(Lab lab) {
    Dialogue session = lab.dialForStls();
    session.ok("STLS");
    session.write("CAPA\r\n");
    String rest = session.link().readRest(ENOUGH, lab.silence());
    Expect.that(
        !rest.contains("+OK") && !rest.contains("-ERR"),
        "a TLS alert or the end of the connection",
        Octets.show(rest));
  }

  private static void injectionEndsConnection(Lab lab) {
    Dialogue session = lab.dialForStls();
    session.write("STLS\r\nNOOP\r\n");
    Dialogue.requireNegative(session.readReply("STLS"));
    session.requireEnd("STLS with octets behind it");
  }

  private static void stlsVoidsName(Lab lab) {
    Dialogue session = lab.dialForStls();
    if (!session.ask("USER " + lab.user()).positive()) {
      throw Undecided.notApplicable("USER is refused in clear text");
    }
    session.ok("STLS");
    session.startTls(lab.dialler());
    Reply reply = LoginWay.pass(session, lab.password());
    Expect.that(!reply.positive(), "-ERR to USER, STLS, PASS", reply.shown());
  }
}
