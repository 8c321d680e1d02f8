package io.pop3.conformance;

import static io.pop3.conformance.Need.DELETIONS;
import static io.pop3.conformance.Need.DELIVERY;
import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.EndOfConnection;
import io.pop3.conformance.internal.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Consumer;

/** What the end of a session deletes, and what not. */
final class UpdateCases {

  private static final int BIG = 8 << 20;
  private static final int SMALL_RECEIVE_BUFFER = 4096;

  private UpdateCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("End of the session", LOGIN, DELETIONS)
        .must(
            "1939-UPD-1",
            "RFC 1939 section 6",
            "QUIT removes what is marked as deleted and nothing else",
            UpdateCases::quitRemovesMarked)
        .also("1939-UPD-2")
        .must(
            "1939-UPD-6",
            "RFC 1939 section 6",
            "A session that ends without QUIT removes nothing",
            lab -> keepsAll(lab, Dialogue::close))
        .also("1939-ST-3", "E-X-01")
        .must(
            "E-X-01",
            "RFC 1939 section 6",
            "A session that ends by a TCP reset removes nothing",
            lab -> keepsAll(lab, session -> session.link().reset()))
        .must(
            "E-C-07",
            "RFC 1939 section 3",
            "QUIT without a line end is no QUIT",
            lab ->
                keepsAll(
                    lab,
                    session -> {
                      session.write("QUIT");
                      session.close();
                    }))
        .must(
            "1939-QUIT-2",
            "RFC 1939 section 6",
            "QUIT takes no argument: the session goes on and nothing is removed",
            UpdateCases::quitTakesNoArgument)
        .also("E-A-01")
        .must(
            "E-T-12",
            "RFC 1939 section 6",
            "A TLS connection that is cut without a close alert removes nothing",
            UpdateCases::cutTlsKeepsAll)
        .house(
            "E-C-06",
            "A line without its end is not run when the client stops sending",
            UpdateCases::partialLineIsNotRun)
        .house(
            "A-27",
            "Complete commands before a half-close are run and answered",
            UpdateCases::halfClosedCommandsAreRun)
        .also("E-C-08")
        .house(
            "E-X-02",
            "QUIT removes what is marked though the client does not wait for the reply",
            UpdateCases::quitCountsWithoutReader)
        .house(
            "A-26",
            "Commands behind a reply that can't be sent are not run",
            UpdateCases::commandsBehindLostReplyAreNotRun)
        .needing(DELIVERY)
        .also("E-X-03")
        .house(
            "A-29",
            "Mail that another program removed: RETR is refused, DELE and QUIT succeed",
            UpdateCases::mailRemovedByOthers)
        .needing(DELIVERY)
        .also("E-X-07", "3206-SYS-4")
        .cases();
  }

  private static void quitRemovesMarked(Lab lab) {
    Dialogue session = lab.loginHaving(3);
    List<Long> left = new ArrayList<>(Listings.scan(session).values());
    String kept = session.okList("RETR 1").data();
    session.ok("DELE 2");
    session.quit();
    left.remove(1);
    Dialogue next = lab.login();
    Expect.equal("sizes in the next session", left, new ArrayList<>(Listings.scan(next).values()));
    Expect.equalOctets("RETR 1 in the next session", kept, next.okList("RETR 1").data());
  }

  private static void keepsAll(Lab lab, Consumer<Dialogue> end) {
    Dialogue session = lab.loginHaving(1);
    NavigableMap<Integer, Long> before = Listings.scan(session);
    session.ok("DELE 1");
    end.accept(session);
    Expect.equal("LIST in the next session", before, Listings.scan(lab.login()));
  }

  private static void quitTakesNoArgument(Lab lab) {
    Dialogue session = lab.loginHaving(1);
    NavigableMap<Integer, Long> before = Listings.scan(session);
    session.ok("DELE 1");
    session.err("QUIT now");
    Expect.requireInStep(session, "QUIT now");
    session.close();
    Expect.equal("LIST in the next session", before, Listings.scan(lab.login()));
  }

  private static void cutTlsKeepsAll(Lab lab) {
    lab.openTls().close();
    Dialogue session = lab.loginHaving(1);
    NavigableMap<Integer, Long> before = Listings.scan(session);
    session.close();
    Dialogue protectedOne = lab.login(lab::openTls);
    protectedOne.ok("DELE 1");
    protectedOne.link().cut();
    Expect.equal("LIST in the next session", before, Listings.scan(lab.login()));
  }

  private static void partialLineIsNotRun(Lab lab) {
    Dialogue session = lab.loginHaving(1);
    NavigableMap<Integer, Long> before = Listings.scan(session);
    session.ok("DELE 1");
    session.write("QUIT\r");
    session.link().finishOutput();
    session.link().awaitEnd();
    Expect.equal("LIST in the next session", before, Listings.scan(lab.login()));
  }

  /**
   * In clear text alone: a close alert of TLS 1.2 ends both directions (RFC 5246 section 7.2.1).
   */
  private static void halfClosedCommandsAreRun(Lab lab) {
    if (lab.target().security() != TransportSecurity.NONE) {
      throw Undecided.notApplicable("TLS has no half-close");
    }
    Dialogue session = lab.loginHaving(2);
    NavigableMap<Integer, Long> before = Listings.scan(session);
    session.write("DELE 1\r\nQUIT\r\n");
    session.link().finishOutput();
    Dialogue.requirePositive(session.readReply("DELE 1"));
    Dialogue.requirePositive(session.readReply("QUIT"));
    session.requireEnd("QUIT");
    int left = Listings.scan(lab.login()).size();
    Expect.equal("messages in the next session", before.size() - 1, left);
  }

  private static void quitCountsWithoutReader(Lab lab) {
    Dialogue session = lab.loginHaving(2);
    NavigableMap<Integer, Long> before = Listings.scan(session);
    session.ok("DELE 1");
    session.write("QUIT\r\n");
    session.close();
    int left = Listings.scan(lab.login()).size();
    Expect.equal("messages in the next session", before.size() - 1, left);
  }

  private static void commandsBehindLostReplyAreNotRun(Lab lab) {
    lab.requireTag("PIPELINING");
    lab.mail().put(MailRoom.header("big") + "\n" + ("x".repeat(70) + "\n").repeat(BIG / 71));
    Dialogue session = lab.loginWithReceiveBuffer(SMALL_RECEIVE_BUFFER);
    NavigableMap<Integer, Long> before = Listings.scan(session);
    session.write("RETR 1\r\nDELE 1\r\nQUIT\r\n");
    Dialogue.requirePositive(session.readReply("RETR 1"));
    session.link().reset();
    Expect.equal("LIST in the next session", before, Listings.scan(lab.login()));
  }

  private static void mailRemovedByOthers(Lab lab) {
    Dialogue session = lab.loginHaving(3);
    lab.mail().clear();
    Reply reply = session.err("RETR 2");
    if (lab.announces("RESP-CODES")) {
      Expect.that(reply.hasCode("SYS/TEMP"), "-ERR [SYS/TEMP]", reply.shown());
    }
    session.ok("DELE 2");
    try {
      session.quit();
    } catch (EndOfConnection e) {
      Expect.that(false, "+OK to QUIT", e.seen());
    }
  }
}
