package io.pop3.conformance;

import static io.pop3.conformance.Need.FAILED_LOGINS;
import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.EndOfConnection;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import java.util.ArrayList;
import java.util.List;

/** USER and PASS, and what a failed login may show. */
final class LoginCases {

  static final String UNKNOWN = "no-such-user-7d1f";

  private LoginCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("Login", LOGIN)
        .must(
            "1939-USER-1",
            "RFC 1939 section 7",
            "USER needs a name",
            lab -> Expect.refusedBeforeLogin(lab, List.of("USER")))
        .must(
            "1939-PASS-1",
            "RFC 1939 section 7",
            "PASS without a USER before it is refused, with the right password too",
            LoginCases::passNeedsUser)
        .must(
            "1939-PASS-3",
            "RFC 1939 section 7",
            "USER and PASS open the maildrop",
            LoginCases::userAndPassLogIn)
        .must(
            "1939-PASS-4",
            "RFC 1939 section 7",
            "After a failed PASS the name is void",
            LoginCases::failedPassVoidsName)
        .needing(FAILED_LOGINS)
        .must(
            "1939-AUTH-2",
            "RFC 1939 section 4",
            "A failed login leaves the session in AUTHORIZATION, where another one works",
            LoginCases::failureLeavesAuthorization)
        .needing(FAILED_LOGINS)
        .also("1939-ST-2")
        .must(
            "3206-CAPA-1",
            "RFC 3206 section 6",
            "With AUTH-RESP-CODE every login that fails for its credentials says [AUTH]",
            LoginCases::failureSaysAuth)
        .needing(FAILED_LOGINS)
        .also("3206-AUTH-1")
        .must(
            "8314-CLR-1",
            "RFC 8314 section 4.1",
            "Where clear text logins are refused, the reply does not depend on the password",
            LoginCases::refusedCleartextTellsNothing)
        .also("A-34", "E-S-29")
        .must(
            "E-A-10",
            "RFC 1939 section 3",
            "Without UTF8 USER a name beyond ASCII is refused",
            LoginCases::nameBeyondAsciiIsRefused)
        .must(
            "6856-USER-7",
            "RFC 6856 section 2.2",
            "A name or password that isn't UTF-8 is refused",
            LoginCases::malformedUtf8IsRefused)
        .needing(FAILED_LOGINS)
        .also("E-A-11")
        .should(
            "1939-SEC-1",
            "RFC 1939 section 13",
            "USER says the same of known and unknown names",
            LoginCases::userTellsNothing)
        .also("1939-USER-3")
        .should(
            "5034-MTI-3",
            "RFC 5034 section 4",
            "No login by a clear text password is offered without TLS",
            LoginCases::noCleartextPasswords)
        .also("1939-SEC-2", "2595-PLAIN-1", "4616-SEC-1", "LOGIN-2")
        .house(
            "A-07",
            "Every space behind PASS and its first one belongs to the password",
            LoginCases::spacesBelongToPassword)
        .needing(FAILED_LOGINS)
        .also("1939-PASS-2", "E-A-05", "E-A-06", "E-A-07")
        .house("E-A-04", "A password with a space inside works", LoginCases::spaceInsideWorks)
        .house(
            "A-08",
            "A command between USER and PASS voids the name, and a second USER replaces it",
            LoginCases::otherCommandVoidsName)
        .house(
            "A-09",
            "A failed PASS says the same of known and unknown names",
            LoginCases::passTellsNothing)
        .needing(FAILED_LOGINS)
        .also("4422-OUT-1")
        .house(
            "A-11",
            "The third failed login is answered and ends the connection",
            LoginCases::thirdFailureEndsConnection)
        .needing(FAILED_LOGINS)
        .also("1939-AUTH-3")
        .house(
            "E-C-19",
            "The twentieth bad command in a row is answered and ends the connection",
            LoginCases::twentiethBadCommandEndsConnection)
        .cases();
  }

  private static void passNeedsUser(Lab lab) {
    Dialogue session = lab.open();
    Dialogue.requireNegative(LoginWay.pass(session, lab.password()));
    Dialogue.requireNegative(session.ask("STAT"));
  }

  private static void userAndPassLogIn(Lab lab) {
    lab.requireUserPass();
    if (lab.facts().way() != LoginWay.USER_PASS) {
      throw Undecided.notApplicable("the account has no login by USER and PASS");
    }
    Dialogue session = lab.login();
    Listings.stat(session);
    session.quit();
  }

  private static void failedPassVoidsName(Lab lab) {
    lab.requireUserPass();
    Dialogue session = lab.open();
    if (!fail(lab, session)) {
      return;
    }
    Reply reply = passUnlessEnded(lab, session);
    Expect.that(!reply.positive(), "-ERR to PASS without USER after a failed PASS", reply.shown());
  }

  private static Reply passUnlessEnded(Lab lab, Dialogue session) {
    try {
      return LoginWay.pass(session, lab.password());
    } catch (EndOfConnection e) {
      throw Undecided.notApplicable("the server ends the connection after a failed login");
    }
  }

  /** Fails a login; false if USER already failed, which leaves nothing to void. */
  private static boolean fail(Lab lab, Dialogue session) {
    if (!session.ask("USER " + lab.user()).positive()) {
      return false;
    }
    Dialogue.requireNegative(LoginWay.pass(session, LoginWay.other(lab.password())));
    return true;
  }

  private static void failureLeavesAuthorization(Lab lab) {
    lab.requireUserPass();
    Dialogue session = lab.open();
    fail(lab, session);
    try {
      session.err("STAT");
    } catch (EndOfConnection e) {
      throw Undecided.notApplicable("the server ends the connection after a failed login");
    }
    Dialogue.requirePositive(lab.logIn(session));
    Listings.stat(session);
  }

  private static void failureSaysAuth(Lab lab) {
    lab.requireTag("AUTH-RESP-CODE");
    List<Reply> replies = new ArrayList<>();
    if (lab.facts().way() == LoginWay.USER_PASS) {
      for (String name : List.of(lab.user(), UNKNOWN)) {
        Dialogue session = lab.open();
        if (session.ask("USER " + name).positive()) {
          replies.add(LoginWay.pass(session, LoginWay.other(lab.password())));
        }
      }
    }
    if (lab.facts().authorization().filter(c -> c.hasMechanism("PLAIN")).isPresent()) {
      String wrong = LoginWay.octets(LoginWay.other(lab.password()));
      replies.add(LoginWay.plain(lab.open(), "\0" + lab.user() + "\0" + wrong));
    }
    if (replies.isEmpty()) {
      throw Undecided.notApplicable("neither PASS nor AUTH PLAIN can be tried");
    }
    for (Reply reply : replies) {
      Expect.that(!reply.positive() && reply.hasCode("AUTH"), "-ERR [AUTH]", reply.shown());
    }
  }

  /** Where no way of logging in is offered in clear text, each way must stay shut alike. */
  private static void refusedCleartextTellsNothing(Lab lab) {
    Dialogue probe = lab.dialCleartext();
    Reply refused = probe.ask("USER " + lab.user());
    if (refused.positive()) {
      throw Undecided.notApplicable("clear text logins are allowed, or fail at PASS");
    }
    String known = refused.line();
    Expect.equal("USER " + UNKNOWN, known, lab.dial().ask("USER " + UNKNOWN).line());
    String right = "\0" + lab.user() + "\0" + LoginWay.octets(lab.password());
    String wrong = right + "-wrong";
    Reply toRight = LoginWay.plain(lab.dial(), right);
    Dialogue.requireNegative(toRight);
    Expect.equal("AUTH PLAIN", toRight.line(), LoginWay.plain(lab.dial(), wrong).line());
  }

  private static void nameBeyondAsciiIsRefused(Lab lab) {
    lab.requireUserPass();
    if (takesUtf8Names(lab)) {
      throw Undecided.notApplicable("UTF8 USER is announced");
    }
    Expect.refusedBeforeLogin(lab, List.of("USER " + Octets.utf8("r\u00E9n\u00E9")));
  }

  private static void malformedUtf8IsRefused(Lab lab) {
    if (!takesUtf8Names(lab)) {
      throw Undecided.notApplicable("UTF8 USER is not announced");
    }
    List<String> malformed =
        List.of("\u00C0\u0080", "\u00ED\u00A0\u0080", "\u00F5\u0080\u0080\u0080", "a\u00C3");
    Expect.refusedBeforeLogin(lab, malformed.stream().map("USER "::concat).toList());
    for (String octets : malformed) {
      Dialogue session = lab.open();
      if (session.ask("USER " + lab.user()).positive()) {
        session.err("PASS " + octets);
      }
    }
  }

  private static boolean takesUtf8Names(Lab lab) {
    return lab.facts()
        .authorization()
        .flatMap(c -> c.arguments("UTF8"))
        .filter(arguments -> arguments.contains("USER"))
        .isPresent();
  }

  private static void userTellsNothing(Lab lab) {
    lab.requireUserPass();
    Reply known = lab.open().ask("USER " + lab.user());
    Reply unknown = lab.open().ask("USER " + UNKNOWN);
    Expect.equal(
        "USER " + UNKNOWN,
        known.line().replace(lab.user(), "..."),
        unknown.line().replace(UNKNOWN, "..."));
  }

  private static void noCleartextPasswords(Lab lab) {
    lab.dialCleartext();
    List<String> offered = new ArrayList<>();
    lab.facts()
        .initial()
        .ifPresentOrElse(
            c -> {
              if (c.has("USER")) {
                offered.add("USER");
              }
              c.mechanisms().stream()
                  .filter(name -> name.equals("PLAIN") || name.equals("LOGIN"))
                  .forEach(offered::add);
            },
            () -> {
              if (lab.dial().ask("USER " + lab.user()).positive()) {
                offered.add("USER");
              }
            });
    Expect.that(offered.isEmpty(), "neither USER nor SASL PLAIN or LOGIN", offered.toString());
  }

  private static void spacesBelongToPassword(Lab lab) {
    lab.requireUserPass();
    String password = LoginWay.octets(lab.password());
    for (String line : List.of("PASS ", "PASS  " + password, "PASS " + password + " ")) {
      try (Dialogue session = lab.open()) {
        session.ok("USER " + lab.user());
        String shown = line.replace(password, "<password>");
        Dialogue.requireNegative(session.askSecretly(line, shown));
      }
    }
  }

  private static void spaceInsideWorks(Lab lab) {
    lab.requireUserPass();
    if (!LoginWay.octets(lab.password()).contains(" ")) {
      throw Undecided.notApplicable("the account's password has no space");
    }
    Dialogue session = lab.open();
    session.ok("USER " + lab.user());
    Dialogue.requirePositive(LoginWay.pass(session, lab.password()));
    session.quit();
  }

  private static void otherCommandVoidsName(Lab lab) {
    lab.requireUserPass();
    for (String between : List.of("CAPA", "XYZZ")) {
      try (Dialogue session = lab.open()) {
        session.ok("USER " + lab.user());
        session.askList(between);
        Reply reply = LoginWay.pass(session, lab.password());
        Expect.that(!reply.positive(), "-ERR to USER, " + between + ", PASS", reply.shown());
      }
    }
    Dialogue session = lab.open();
    session.ok("USER " + UNKNOWN);
    session.ok("USER " + lab.user());
    Dialogue.requirePositive(LoginWay.pass(session, lab.password()));
  }

  private static void passTellsNothing(Lab lab) {
    lab.requireUserPass();
    List<String> lines = new ArrayList<>();
    for (String name : List.of(lab.user(), UNKNOWN)) {
      Dialogue session = lab.open();
      session.ok("USER " + name);
      lines.add(LoginWay.pass(session, LoginWay.other(lab.password())).line());
    }
    Expect.equal("PASS for an unknown name", lines.get(0), lines.get(1));
  }

  private static void thirdFailureEndsConnection(Lab lab) {
    lab.requireUserPass();
    Dialogue session = lab.open();
    for (int i = 1; i <= 3; i++) {
      session.ok("USER " + lab.user());
      Dialogue.requireNegative(LoginWay.pass(session, LoginWay.other(lab.password())));
    }
    session.requireEnd("the third failed login");
  }

  private static void twentiethBadCommandEndsConnection(Lab lab) {
    Dialogue session = lab.login();
    for (int i = 1; i <= 20; i++) {
      session.err("XYZZ");
    }
    session.requireEnd("the twentieth bad command in a row");
  }
}
