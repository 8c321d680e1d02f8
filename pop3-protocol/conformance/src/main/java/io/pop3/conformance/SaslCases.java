package io.pop3.conformance;

import static io.pop3.conformance.Need.FAILED_LOGINS;
import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.EndOfConnection;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import io.pop3.conformance.internal.wire.Reply.Status;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** AUTH, whatever the mechanism. */
final class SaslCases {

  private static final Pattern MECHANISM = Pattern.compile("[A-Z0-9_-]{1,20}");
  private static final int LONGEST_RESPONSE = 65_536;

  private SaslCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("AUTH", LOGIN)
        .must(
            "5034-CAPA-1",
            "RFC 5034 section 3",
            "Every mechanism that is announced can be started",
            SaslCases::announcedCanBeStarted)
        .also("2449-SASL-1")
        .must(
            "5034-CAPA-3",
            "RFC 5034 section 3",
            "SASL is still announced after the login",
            lab -> {
              lab.requireCapa();
              requireSasl(lab);
              Expect.that(
                  lab.requireCapaInTransaction().has("SASL"),
                  "SASL in CAPA after the login",
                  lab.requireCapaInTransaction().toString());
            })
        .must(
            "4422-NAME-1",
            "RFC 4422 section 3.1",
            "The names of mechanisms have 1 to 20 upper-case letters, digits, \"-\" or \"_\"",
            SaslCases::namesAreWellFormed)
        .must(
            "5034-AUTH-3",
            "RFC 5034 section 4",
            "AUTH after the login is refused at once",
            lab -> {
              requireSasl(lab);
              Dialogue session = lab.login();
              Dialogue.requireNegative(start(session, "AUTH PLAIN"));
              Expect.requireInStep(session, "AUTH PLAIN");
            })
        .also("5034-AUTH-4", "4422-ONE-1", "E-S-20")
        .must(
            "5034-AUTH-5",
            "RFC 5034 section 4",
            "An unknown mechanism is refused at once",
            lab -> {
              requireSasl(lab);
              Expect.refusedBeforeLogin(
                  lab, List.of("AUTH FOO", "AUTH " + "A".repeat(21), "AUTH PL@IN"));
            })
        .also("E-S-18")
        .must(
            "5034-AUTH-6",
            "RFC 5034 section 5",
            "AUTH and the mechanism are taken in any letter case",
            lab -> {
              Dialogue session = plain(lab);
              Reply reply = start(session, "auth plain");
              Dialogue.requireChallenge(reply);
            })
        .also("E-S-17")
        .must(
            "5034-CHAL-2",
            "RFC 5034 section 4",
            "AUTH PLAIN without a response is asked for one by \"+\", a space and CRLF",
            lab -> {
              Reply reply = start(plain(lab), "AUTH PLAIN");
              Expect.that(reply.line().equals("+ "), "\"+ \" to AUTH PLAIN", reply.shown());
            })
        .also("5034-CHAL-1", "4422-FIRST-1", "E-S-01")
        .must(
            "5034-AUTH-2",
            "RFC 5034 section 4",
            "\"=\" as initial response is an empty one: AUTH PLAIN = is refused at once",
            lab -> Dialogue.requireNegative(start(plain(lab), "AUTH PLAIN =")))
        .needing(FAILED_LOGINS)
        .also("E-S-02")
        .must(
            "5034-CANC-2",
            "RFC 5034 section 4",
            "\"*\" cancels the exchange, and another login works",
            SaslCases::starCancels)
        .also("4422-ABORT-1", "E-S-06")
        .must(
            "5034-B64-1",
            "RFC 5034 section 4",
            "A response that is no complete base64 is refused",
            SaslCases::incompleteBase64IsRefused)
        .needing(FAILED_LOGINS)
        .also("E-S-09")
        .must(
            "5034-B64-3",
            "RFC 5034 section 4",
            "A character outside of the alphabet is refused and never skipped",
            SaslCases::foreignCharactersAreRefused)
        .needing(FAILED_LOGINS)
        .also("E-S-07", "E-S-10")
        .must(
            "E-S-08",
            "RFC 5034 section 4",
            "\"=\" is no response after a challenge",
            lab -> refusedResponses(lab, List.of("=")))
        .needing(FAILED_LOGINS)
        .must(
            "E-S-12",
            "RFC 5034 section 4",
            "Within an exchange every line is a response, QUIT too",
            lab -> refusedResponses(lab, List.of("QUIT", "STAT", "CAPA")))
        .needing(FAILED_LOGINS)
        .must(
            "5034-B64-4",
            "RFC 5034 section 4",
            "A response of 1024 characters is read whole",
            SaslCases::longResponseIsRead)
        .needing(FAILED_LOGINS)
        .also("4616-LEN-1", "E-S-14")
        .must(
            "5034-OUT-2",
            "RFC 5034 section 4",
            "After a failed AUTH another login works on the same connection",
            SaslCases::failedAuthLeavesNoTrace)
        .needing(FAILED_LOGINS)
        .should(
            "5034-MTI-5",
            "RFC 5034 section 4",
            "A mechanism is offered that doesn't send the password",
            lab -> {
              requireSasl(lab);
              List<String> names = lab.requireCapa().mechanisms();
              Expect.that(
                  names.stream().anyMatch(n -> n.startsWith("SCRAM-") || n.startsWith("CRAM-")),
                  "SCRAM or CRAM-MD5 in CAPA",
                  names.toString());
            })
        .should(
            "4505-DEF-1",
            "RFC 4505 section 5",
            "ANONYMOUS is not offered",
            lab -> {
              requireSasl(lab);
              List<String> names = lab.requireCapa().mechanisms();
              Expect.that(!names.contains("ANONYMOUS"), "no ANONYMOUS", names.toString());
            })
        .house(
            "A-38",
            "Base64 with unused bits that aren't zero is refused",
            SaslCases::unusedBitsAreZero)
        .needing(FAILED_LOGINS)
        .also("E-S-11")
        .house(
            "A-39",
            "A response of 65536 octets is read, a longer one is refused, and the session goes on",
            SaslCases::veryLongResponses)
        .needing(FAILED_LOGINS)
        .also("E-L-06", "E-L-07")
        .house("A-41", "AUTH alone lists the mechanisms", SaslCases::authAloneLists)
        .also("E-A-08")
        .house(
            "A-48",
            "The response code AUTH is for credentials: a cancelled or malformed exchange has none",
            SaslCases::syntaxHasNoCode)
        .needing(FAILED_LOGINS)
        .house(
            "A-58",
            "Responses may be sent together with AUTH, and a command behind them",
            SaslCases::responsesCountByPosition)
        .house(
            "E-A-09",
            "AUTH with more than one initial response is refused",
            lab -> {
              plain(lab).close();
              Expect.refusedBeforeLogin(lab, List.of("AUTH PLAIN a b"));
            })
        .cases();
  }

  static void requireSasl(Lab lab) {
    if (lab.facts().authorization().filter(c -> c.has("SASL")).isEmpty()) {
      throw Undecided.notApplicable("SASL is not announced");
    }
  }

  /** A connection where PLAIN is announced. */
  static Dialogue plain(Lab lab) {
    lab.requireMechanism("PLAIN");
    return lab.open();
  }

  static Reply start(Dialogue session, String line) {
    session.write(line + "\r\n");
    return session.readFirstLine(line);
  }

  static Reply respond(Dialogue session, String response) {
    session.writeSecretly(response + "\r\n", "<response>");
    return session.readFirstLine("AUTH <response>");
  }

  private static void announcedCanBeStarted(Lab lab) {
    requireSasl(lab);
    for (String name : lab.requireCapa().mechanisms()) {
      if (name.equals("EXTERNAL")) {
        continue;
      }
      Dialogue session = lab.open();
      Reply reply = start(session, "AUTH " + name);
      Dialogue.requireChallenge(reply);
      Dialogue.requireNegative(respond(session, "*"));
      session.close();
    }
  }

  private static void namesAreWellFormed(Lab lab) {
    requireSasl(lab);
    List<String> names = lab.requireCapa().arguments("SASL").orElseThrow();
    Expect.that(!names.isEmpty(), "a mechanism behind SASL", "none");
    for (String name : names) {
      Expect.that(MECHANISM.matcher(name).matches(), "1 to 20 of A-Z, 0-9, \"-\", \"_\"", name);
    }
  }

  private static void starCancels(Lab lab) {
    Dialogue session = plain(lab);
    start(session, "AUTH PLAIN");
    Dialogue.requireNegative(respond(session, "*"));
    Dialogue.requireNegative(session.ask("STAT"));
    Dialogue.requirePositive(lab.logIn(session));
    session.quit();
  }

  /** Each must be refused with the session still open; a few to a connection, as they may count. */
  private static void refusedResponses(Lab lab, List<String> responses) {
    for (String response : responses) {
      Dialogue session = plain(lab);
      Reply challenge = start(session, "AUTH PLAIN");
      Dialogue.requireChallenge(challenge);
      session.write(response + "\r\n");
      Reply reply = session.readFirstLine("AUTH PLAIN, then " + Octets.show(response));
      Dialogue.requireNegative(reply);
      requireInStep(session, response);
      session.close();
    }
  }

  private static void requireInStep(Dialogue session, String after) {
    Reply reply = session.ask("QUIT");
    Expect.that(
        reply.positive(), "one -ERR to " + Octets.show(after) + " and +OK to QUIT", reply.shown());
  }

  /** With its padding mended, the right credentials would be among them. */
  private static void incompleteBase64IsRefused(Lab lab) {
    refusedResponses(lab, List.of("A", "AA", "AAA", "AA=", "AAAA=", "AA==AAAA"));
    for (String right : paddedCredentials(lab)) {
      refuseSecret(lab, right.replace("=", ""), "the credentials without padding");
      refuseSecret(lab, right + "=", "the credentials with padding too much");
    }
  }

  private static void unusedBitsAreZero(Lab lab) {
    refusedResponses(lab, List.of("QR=="));
    for (String right : paddedCredentials(lab)) {
      int last = right.indexOf('=') - 1;
      char odd = (char) (right.charAt(last) + 1);
      String changed = right.substring(0, last) + odd + right.substring(last + 1);
      refuseSecret(lab, changed, "the credentials with unused bits set");
    }
  }

  /** The credentials in those of their forms whose base64 ends in padding. */
  private static List<String> paddedCredentials(Lab lab) {
    String message = "\0" + lab.user() + "\0" + LoginWay.octets(lab.password());
    return Stream.of(message, lab.user() + message)
        .map(LoginWay::base64)
        .filter(base64 -> base64.endsWith("="))
        .toList();
  }

  private static void refuseSecret(Lab lab, String response, String what) {
    Dialogue session = plain(lab);
    Dialogue.requireChallenge(start(session, "AUTH PLAIN"));
    Reply reply = respond(session, response);
    Expect.that(reply.status() == Status.ERR, "-ERR to " + what, reply.shown());
    session.close();
  }

  /** With the foreign characters skipped, each would be the right credentials. */
  private static void foreignCharactersAreRefused(Lab lab) {
    String right = LoginWay.base64("\0" + lab.user() + "\0" + LoginWay.octets(lab.password()));
    int middle = right.length() / 2;
    String front = right.substring(0, middle);
    String back = right.substring(middle);
    for (String foreign : List.of(" ", "\t", "-", "_", "!", "\u00FF", "=", "*")) {
      refuseSecret(lab, front + foreign + back, "base64 with " + Octets.show(foreign) + " inside");
    }
    for (String edge : List.of("**", "* ", " *", right + " ", " " + right)) {
      refuseSecret(lab, edge, "a space or a star beside the response");
    }
  }

  /** Its refusal must be one for the credentials, where the server tells. */
  private static void longResponseIsRead(Lab lab) {
    String part = "x".repeat(255);
    Dialogue session = plain(lab);
    start(session, "AUTH PLAIN");
    Reply reply = respond(session, LoginWay.base64(part + "\0" + part + "\0" + part));
    Dialogue.requireNegative(reply);
    if (lab.announces("AUTH-RESP-CODE")) {
      Expect.that(reply.hasCode("AUTH"), "-ERR [AUTH] to three names of 255", reply.shown());
    }
    requireInStep(session, "a response of 1024 characters");
  }

  private static void failedAuthLeavesNoTrace(Lab lab) {
    Dialogue session = plain(lab);
    String wrong = LoginWay.octets(LoginWay.other(lab.password()));
    Reply reply = LoginWay.plain(session, "\0" + lab.user() + "\0" + wrong);
    Dialogue.requireNegative(reply);
    try {
      session.err("STAT");
    } catch (EndOfConnection e) {
      throw Undecided.notApplicable("the server ends the connection after a failed login");
    }
    Dialogue.requirePositive(lab.logIn(session));
    session.quit();
  }

  private static void veryLongResponses(Lab lab) {
    for (int length : List.of(4096, LONGEST_RESPONSE, LONGEST_RESPONSE + 4)) {
      Dialogue session = plain(lab);
      start(session, "AUTH PLAIN");
      Reply reply = respond(session, "A".repeat(length));
      Dialogue.requireNegative(reply);
      requireInStep(session, "a response of " + length + " octets");
    }
    Dialogue session = plain(lab);
    Dialogue.requireNegative(start(session, "AUTH PLAIN " + "A".repeat(4096)));
    requireInStep(session, "AUTH with an initial response of 4096 octets");
  }

  private static void syntaxHasNoCode(Lab lab) {
    for (String response : List.of("*", "A", "!!!!")) {
      Dialogue session = plain(lab);
      start(session, "AUTH PLAIN");
      requireNoAuthCode(respond(session, response));
      session.close();
    }
    requireNoAuthCode(start(plain(lab), "AUTH FOO"));
  }

  private static void requireNoAuthCode(Reply reply) {
    Expect.that(
        reply.status() == Status.ERR && !reply.hasCode("AUTH"),
        "-ERR without [AUTH]",
        reply.shown());
  }

  private static void responsesCountByPosition(Lab lab) {
    lab.requireTag("PIPELINING");
    Dialogue session = plain(lab);
    String message = "\0" + lab.user() + "\0" + LoginWay.octets(lab.password());
    session.writeSecretly(
        "AUTH PLAIN\r\n" + LoginWay.base64(message) + "\r\nSTAT\r\n",
        "AUTH PLAIN, <response> and STAT");
    Dialogue.requireChallenge(session.readFirstLine("AUTH PLAIN"));
    Dialogue.requirePositive(session.readReply("AUTH PLAIN"));
    Dialogue.requirePositive(session.readReply("STAT"));
    session.quit();
  }

  private static void authAloneLists(Lab lab) {
    requireSasl(lab);
    for (String command : List.of("AUTH", "AUTH ")) {
      Dialogue session = lab.open();
      List<String> listed =
          session.okList(command).lines().stream()
              .map(name -> name.toUpperCase(Locale.ROOT))
              .sorted()
              .toList();
      Expect.equal(
          "lines of AUTH", lab.requireCapa().mechanisms().stream().sorted().toList(), listed);
      session.quit();
    }
  }
}
