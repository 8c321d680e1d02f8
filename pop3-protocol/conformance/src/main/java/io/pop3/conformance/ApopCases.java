package io.pop3.conformance;

import static io.pop3.conformance.Need.FAILED_LOGINS;
import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Obstacle;
import io.pop3.conformance.internal.wire.Reply;
import io.pop3.protocol.digest.ApopDigest;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import java.util.List;
import java.util.Locale;

/** Logins by a digest of the greeting's timestamp. */
final class ApopCases {

  private ApopCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("APOP", LOGIN)
        .must(
            "1939-APOP-6",
            "RFC 1939 section 7",
            "The right digest opens the maildrop",
            ApopCases::rightDigestLogsIn)
        .must(
            "1939-APOP-5",
            "RFC 1939 section 7",
            "APOP needs two arguments and no third",
            ApopCases::needsTwoArguments)
        .also("E-A-02")
        .must(
            "1939-APOP-3",
            "RFC 1939 section 7",
            "A wrong digest is refused, and so is the digest of another greeting",
            ApopCases::wrongDigestIsRefused)
        .needing(FAILED_LOGINS)
        .should(
            "1939-APOP-8",
            "RFC 1939 section 13",
            "An account that is open to APOP is closed to USER and PASS",
            ApopCases::accountHasOneWay)
        .house("A-49", "The digest is taken in any letter case", ApopCases::upperCaseDigestIsTaken)
        .cases();
  }

  private static void rightDigestLogsIn(Lab lab) {
    Dialogue session = offered(lab);
    Dialogue.requirePositive(apop(lab, session, digest(lab, session, lab.password())));
    Listings.stat(session);
    session.quit();
  }

  private static void needsTwoArguments(Lab lab) {
    offered(lab).close();
    String digest = "0".repeat(32);
    Expect.refusedBeforeLogin(
        lab, List.of("APOP", "APOP " + lab.user(), "APOP a " + digest + " " + digest));
  }

  private static void wrongDigestIsRefused(Lab lab) {
    Dialogue other = offered(lab);
    String stale = digest(lab, other, lab.password());
    other.close();
    Dialogue session = offered(lab);
    Dialogue.requireNegative(apop(lab, session, stale));
    Dialogue fresh = offered(lab);
    String wrong = digest(lab, fresh, LoginWay.other(lab.password()));
    Dialogue.requireNegative(apop(lab, fresh, wrong));
    fresh.err("STAT");
  }

  private static void accountHasOneWay(Lab lab) {
    Dialogue session = offered(lab);
    if (!apop(lab, session, digest(lab, session, lab.password())).positive()) {
      throw Undecided.notApplicable("the account has no APOP");
    }
    session.quit();
    Dialogue other = lab.open();
    if (other.ask("USER " + lab.user()).positive()) {
      Reply reply = LoginWay.pass(other, lab.password());
      if (reply.hasCode("LOGIN-DELAY")) {
        throw Obstacle.loginTooSoon(reply);
      }
      Expect.that(!reply.positive(), "-ERR to PASS for an account with APOP", reply.shown());
    }
  }

  private static void upperCaseDigestIsTaken(Lab lab) {
    Dialogue session = offered(lab);
    String digest = digest(lab, session, lab.password()).toUpperCase(Locale.ROOT);
    Dialogue.requirePositive(apop(lab, session, digest));
  }

  /** A connection whose greeting has a timestamp. */
  private static Dialogue offered(Lab lab) {
    Dialogue session = lab.open();
    if (ApopTimestamp.find(lab.greetingOf(session).text()).isEmpty()) {
      throw Undecided.notApplicable("the greeting has no timestamp");
    }
    lab.requireOpenToAccount("APOP");
    return session;
  }

  private static String digest(Lab lab, Dialogue session, Secret secret) {
    return ApopTimestamp.find(lab.greetingOf(session).text())
        .map(timestamp -> ApopDigest.of(timestamp, secret))
        .orElseThrow();
  }

  private static Reply apop(Lab lab, Dialogue session, String digest) {
    return session.askSecretly(
        "APOP " + lab.user() + " " + digest, "APOP " + lab.user() + " <digest>");
  }
}
