package io.pop3.conformance;

import static io.pop3.conformance.Need.DELETIONS;
import static io.pop3.conformance.Need.FAILED_LOGINS;
import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.EndOfConnection;
import io.pop3.conformance.internal.wire.Reply;
import java.util.List;

/** One session at a time, and what it leaves behind. */
final class LockCases {

  private LockCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("Exclusive access", LOGIN)
        .must(
            "1939-LOCK-1",
            "RFC 1939 section 4",
            "While a session holds the maildrop a second login is refused",
            LockCases::secondLoginIsRefused)
        .also("E-X-04")
        .must(
            "1939-LOCK-2",
            "RFC 1939 section 4",
            "A second session cannot take away what the first one sees",
            LockCases::secondSessionTakesNothing)
        .needing(DELETIONS)
        .must(
            "1939-LOCK-4",
            "RFC 1939 section 6",
            "After the reply to QUIT the maildrop is free at once",
            LockCases::quitFreesAtOnce)
        .also("1939-UPD-5")
        .must(
            "1939-LOCK-5",
            "RFC 1939 section 4",
            "A new session starts with nothing marked",
            LockCases::newSessionHasNoMarks)
        .needing(DELETIONS)
        .must(
            "1939-ST-4",
            "RFC 1939 section 6",
            "After the reply to QUIT the server closes the connection",
            lab -> lab.login().quit())
        .must(
            "1939-ST-5",
            "RFC 1939 section 3",
            "A session that is broken off frees the maildrop",
            LockCases::brokenSessionFreesMaildrop)
        .must(
            "1939-IDLE-2",
            "RFC 1939 section 3",
            "A silent session is kept open for ten minutes",
            LockCases::silentSessionStaysOpen)
        .needing(Need.PATIENCE)
        .must(
            "E-X-05",
            "RFC 2449 section 8.1.2",
            "A wrong password is not told that the maildrop is in use",
            LockCases::wrongPasswordHearsNothingOfUse)
        .needing(FAILED_LOGINS)
        .also("2449-RC-6")
        .house(
            "A-28",
            "A second login is refused with [IN-USE] and may try again on the same connection",
            LockCases::inUseMayTryAgain)
        .cases();
  }

  private static void secondLoginIsRefused(Lab lab) {
    Dialogue first = lab.login();
    Dialogue second = lab.open();
    Reply reply = lab.logIn(second);
    Expect.that(!reply.positive(), "-ERR to a login while another session is open", reply.shown());
    first.ok("NOOP");
    first.quit();
    lab.login().quit();
  }

  private static void secondSessionTakesNothing(Lab lab) {
    Dialogue first = lab.loginHaving(1);
    String before = first.okList("RETR 1").data();
    Dialogue second = lab.open();
    if (lab.logIn(second).positive()) {
      second.ask("DELE 1");
      second.ask("QUIT");
    }
    Reply again = first.askList("RETR 1");
    Expect.that(again.positive(), "+OK to RETR 1 after a second session", again.shown());
    Expect.equalOctets("RETR 1 after a second session", before, again.data());
  }

  private static void quitFreesAtOnce(Lab lab) {
    Dialogue first = lab.login();
    first.ok("QUIT");
    Reply reply = lab.logIn(lab.open());
    Expect.that(reply.positive(), "+OK to a login right after +OK to QUIT", reply.shown());
  }

  private static void newSessionHasNoMarks(Lab lab) {
    Dialogue first = lab.loginHaving(1);
    Listings.Drop before = Listings.stat(first);
    first.ok("DELE 1");
    first.close();
    Dialogue next = lab.login();
    Expect.equal("STAT in the next session", before, Listings.stat(next));
    next.okList("RETR 1");
  }

  private static void brokenSessionFreesMaildrop(Lab lab) {
    lab.login().close();
    lab.login().link().reset();
    lab.login().quit();
  }

  private static void silentSessionStaysOpen(Lab lab) {
    Dialogue session = lab.login();
    boolean silent = session.link().staysSilent(lab.target().limits().idle());
    Expect.that(
        silent,
        "a session that is open and silent for " + lab.target().limits().idle(),
        "octets, or the end of the connection");
    session.ok("NOOP");
  }

  private static void wrongPasswordHearsNothingOfUse(Lab lab) {
    lab.requireTag("RESP-CODES");
    lab.requireUserPass();
    Dialogue first = lab.login();
    Dialogue second = lab.open();
    second.ok("USER " + lab.user());
    Reply reply = LoginWay.pass(second, LoginWay.other(lab.password()));
    Expect.that(
        !reply.positive() && !reply.hasCode("IN-USE"), "-ERR without [IN-USE]", reply.shown());
    first.quit();
  }

  private static void inUseMayTryAgain(Lab lab) {
    lab.requireTag("RESP-CODES");
    Dialogue first = lab.login();
    Dialogue second = lab.open();
    Reply refused = lab.logIn(second);
    Expect.that(!refused.positive() && refused.hasCode("IN-USE"), "-ERR [IN-USE]", refused.shown());
    first.quit();
    try {
      Dialogue.requirePositive(lab.logIn(second));
    } catch (EndOfConnection e) {
      Expect.that(false, "an open connection after -ERR [IN-USE]", e.seen());
    }
  }
}
