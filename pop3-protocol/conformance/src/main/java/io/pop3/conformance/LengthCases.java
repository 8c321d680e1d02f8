package io.pop3.conformance;

import static io.pop3.conformance.Need.DELETIONS;
import static io.pop3.conformance.Need.FAILED_LOGINS;
import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.EndOfConnection;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import java.util.List;

/** How long a line may be. */
final class LengthCases {

  private static final int LONGEST_COMMAND = 255;
  private static final int ENDLESS = 64 * 1024;

  private LengthCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("Line length")
        .must(
            "2449-LEN-1",
            "RFC 2449 section 4",
            "A command of 255 octets with CRLF is taken like a short one",
            LengthCases::longestCommandIsTaken)
        .needing(FAILED_LOGINS)
        .also("1939-CMD-6", "E-L-01", "A-01")
        .must(
            "E-L-08",
            "RFC 1939 section 3",
            "No part of an over-long line is run as a command",
            LengthCases::noPartIsRun)
        .needing(LOGIN, DELETIONS)
        .house(
            "A-02",
            "An over-long line draws one -ERR, and the session goes on",
            LengthCases::overlongIsRefused)
        .needing(LOGIN)
        .also("E-L-02", "E-L-04")
        .house(
            "E-C-20",
            "64 KiB without a line end draw one -ERR and the end of the connection",
            LengthCases::endlessLineEndsConnection)
        .needing(LOGIN)
        .cases();
  }

  /** What is said of a name must not depend on its length. */
  private static void longestCommandIsTaken(Lab lab) {
    lab.requireCapa();
    lab.requireUserPass();
    Reply toShort = lab.open().ask("USER nobody");
    String name = "n".repeat(LONGEST_COMMAND - "USER ".length() - 2);
    Reply toLong = lab.open().ask("USER " + name);
    Expect.that(
        toShort.status() == toLong.status(),
        toShort.status() + " to USER with 248 octets, as to USER nobody",
        toLong.shown());
  }

  private static void overlongIsRefused(Lab lab) {
    Dialogue session = lab.login();
    for (int length : List.of(LONGEST_COMMAND + 1, 1000, 10_000)) {
      session.err("XYZZ " + "x".repeat(length - "XYZZ ".length() - 2));
      Expect.requireInStep(session, "a line of " + length + " octets");
    }
    if (lab.facts().way() == LoginWay.USER_PASS) {
      lab.open().err("USER " + "n".repeat(LONGEST_COMMAND + 1 - "USER ".length() - 2));
    }
  }

  /** Where the cut may be made, a command stands; a server that cuts there would run it. */
  private static void noPartIsRun(Lab lab) {
    Dialogue first = lab.loginHaving(1);
    Listings.Drop before = Listings.stat(first);
    first.close();
    for (int cut : List.of(40, 128, 255, 256, 512, 1000, 1024, 2048, 4096, 8192)) {
      try (Dialogue session = lab.login()) {
        refuseOrEnd(session, "XYZZ " + "x".repeat(cut - "XYZZ ".length()) + "DELE 1");
      }
    }
    try (Dialogue session = lab.login()) {
      refuseOrEnd(session, "XYZZ " + "DELE 1 ".repeat(1000));
    }
    Expect.equal("STAT in a later session", before, Listings.stat(lab.login()));
  }

  /** A server may end the connection instead of an answer, but it must not delete anything. */
  private static void refuseOrEnd(Dialogue session, String line) {
    Reply reply;
    try {
      reply = session.ask(line);
    } catch (EndOfConnection e) {
      return;
    }
    Expect.that(!reply.positive(), "-ERR to " + Octets.show(line), reply.shown());
    try {
      session.ask("QUIT");
    } catch (EndOfConnection e) {
      // Ended after the refusal.
    }
  }

  private static void endlessLineEndsConnection(Lab lab) {
    Dialogue session = lab.login();
    try {
      session.write("XYZZ " + "x".repeat(ENDLESS + 4096));
    } catch (EndOfConnection e) {
      // The server may close before it has read everything.
    }
    Reply reply = session.readReply("64 KiB without a line end");
    Dialogue.requireNegative(reply);
    session.requireEnd("64 KiB without a line end");
  }
}
