package io.pop3.conformance;

import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.EndOfConnection;
import io.pop3.conformance.internal.wire.Flaw;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import java.util.List;

/**
 * The form of replies: of those to a tour through the commands, and of all that any other case of
 * the run has drawn before.
 */
final class ReplyCases {

  private static final String MARK = "Echo7d1f";

  private ReplyCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("Form of replies", LOGIN)
        .must(
            "1939-RSP-1",
            "RFC 1939 section 3",
            "Every line of a reply ends in CRLF",
            lab -> never(lab, Flaw.LINE_END_WITHOUT_CR, "CRLF at the end of a reply"))
        .must(
            "1939-RSP-2",
            "RFC 1939 section 3",
            "The first line of a reply has at most 512 octets with CRLF",
            lab -> never(lab, Flaw.LONG_FIRST_LINE, "at most 512 octets with CRLF"))
        .also("2449-LEN-3", "E-L-09")
        .must(
            "1939-RSP-3",
            "RFC 1939 section 3",
            "Status indicators are in upper case",
            lab -> never(lab, Flaw.INDICATOR_LETTER_CASE, "+OK or -ERR in upper case"))
        .must(
            "1939-RSP-4",
            "RFC 1939 section 3",
            "There are two status indicators and no other, also for a bad command",
            ReplyCases::onlyTwoIndicators)
        .must(
            "5198-NET-2",
            "RFC 2449 section 3",
            "Texts have no control character and, without LANG and UTF8, nothing beyond ASCII",
            lab -> never(lab, Flaw.UNPRINTABLE_TEXT, "printable ASCII and spaces"))
        .must(
            "2449-RC-1",
            "RFC 2449 section 6.4",
            "With RESP-CODES a text that begins with \"[\" begins with a response code",
            lab -> {
              lab.requireTag("RESP-CODES");
              never(lab, Flaw.BROKEN_RESPONSE_CODE, "[level/level] and then text");
            })
        .also("2449-GRAM-3", "2449-GRAM-4")
        .must(
            "3206-AUTH-2",
            "RFC 3206 section 5",
            "The response code AUTH comes with replies to AUTH, PASS and APOP only",
            lab -> never(lab, Flaw.AUTH_CODE_ELSEWHERE, "no [AUTH] in reply to other commands"))
        .must(
            "2449-RC-6",
            "RFC 2449 section 8.1.2",
            "The response code IN-USE comes with -ERR to AUTH, PASS and APOP only",
            lab -> never(lab, Flaw.IN_USE_CODE_ELSEWHERE, "no [IN-USE] in other replies"))
        .should(
            "3206-AUTH-3",
            "RFC 3206 section 5",
            "The response code AUTH does not come with replies to USER",
            lab -> never(lab, Flaw.AUTH_CODE_ON_USER, "no [AUTH] in reply to USER"))
        .should(
            "2449-RC-8",
            "RFC 2449 section 8.1.1",
            "The response code LOGIN-DELAY does not come with replies to USER",
            lab -> never(lab, Flaw.LOGIN_DELAY_CODE_ON_USER, "no [LOGIN-DELAY] in reply to USER"))
        .should(
            "1957-SP-1",
            "RFC 1957",
            "A space and a text follow the status indicator",
            lab -> never(lab, Flaw.NO_TEXT, "+OK or -ERR, a space and a text"))
        .also("A-13")
        .house("A-14", "What a client sends is never echoed", ReplyCases::nothingIsEchoed)
        .cases();
  }

  private static void never(Lab lab, Flaw flaw, String expected) {
    tour(lab);
    lab.record()
        .first(flaw)
        .ifPresent(seen -> Expect.that(false, expected + ", in all replies of the run", seen));
  }

  /** Draws replies of every kind. Refusals of what isn't supported are welcome too. */
  private static void tour(Lab lab) {
    Dialogue before = lab.open();
    before.askList("CAPA");
    before.ask("STAT");
    before.ask("USER");
    before.ask("USER " + LoginCases.UNKNOWN);
    before.ask("QUIT");
    Dialogue session = lab.login();
    for (String list : List.of("CAPA", "LIST", "UIDL")) {
      session.askList(list);
    }
    for (String command :
        List.of(
            "STAT", "NOOP", "RSET", "LIST 0", "UIDL 0", "RETR 0", "NOOP", "DELE 0", "TOP 0 0",
            "USER x", "XYZZ", "NOOP")) {
      session.ask(command);
    }
    try {
      session.ask("XYZZ " + "x".repeat(600));
      session.ask("QUIT");
    } catch (EndOfConnection e) {
      // A server may well end the connection at an over-long line.
    }
  }

  private static void onlyTwoIndicators(Lab lab) {
    tour(lab);
    Dialogue session = lab.open();
    session.err("+ XYZZ");
    session.err("250 XYZZ");
    session.ok("QUIT");
  }

  private static void nothingIsEchoed(Lab lab) {
    Dialogue before = lab.open();
    for (String line : List.of(MARK, "USER " + MARK, "PASS " + MARK)) {
      requireNoEcho(before.ask(line));
    }
    Dialogue session = lab.login();
    for (String line :
        List.of("XYZZ " + MARK, MARK, "LIST " + MARK, "RETR " + MARK, "[" + MARK + "]")) {
      requireNoEcho(session.ask(line));
    }
  }

  private static void requireNoEcho(Reply reply) {
    Expect.that(
        !reply.line().contains(MARK), "a text without what was sent", Octets.show(reply.line()));
  }
}
