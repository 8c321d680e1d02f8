package io.pop3.conformance;

import static io.pop3.conformance.Need.LOGIN;
import static io.pop3.conformance.Need.VERBATIM_DELIVERY;

import io.pop3.conformance.ConformanceCase.Check;
import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Octets;
import java.util.List;

/** Messages that are stored in odd ways: their size, and what RETR sends. */
final class ContentCases {

  private static final int LONG_LINE = 10 << 20;

  private ContentCases() {}

  static List<ConformanceCase> cases() {
    CaseGroup group = CaseGroup.named("Message content", LOGIN, VERBATIM_DELIVERY);
    conforming(group, "E-M-08", "a\n", "a\r\n");
    conforming(group, "E-M-17", "H: x\n\n.\n", "H: x\r\n\r\n.\r\n");
    odd(group, "E-M-20", "\u00FF\n", "\u00FF\r\n");
    odd(group, "E-M-01", "", "");
    odd(group, "E-M-02", ".", ".\r\n");
    odd(group, "E-M-03", "..", "..\r\n");
    odd(group, "E-M-04", "\r\n", "\r\n");
    odd(group, "E-M-05", "\n", "\r\n");
    odd(group, "E-M-06", "\r", "\r\r\n");
    group.also("A-15");
    odd(group, "E-M-07", "a", "a\r\n");
    group.also("A-17");
    odd(group, "E-M-09", "a\r\n", "a\r\n");
    odd(group, "E-M-10", "a\r", "a\r\r\n");
    odd(group, "E-M-11", "a\r\r\n", "a\r\r\n");
    odd(group, "E-M-12", "\r\n.\r\n", "\r\n.\r\n");
    odd(group, "E-M-13", ".\r\n.\r\n", ".\r\n.\r\n");
    odd(group, "E-M-14", "a\n.\nb", "a\r\n.\r\nb\r\n");
    odd(group, "E-M-15", "a\r.b\r\n", "a\r.b\r\n");
    odd(group, "E-M-16", "\0\n", "\0\r\n");
    group.also("A-16");
    odd(group, "E-M-19", "a\n.", "a\r\n.\r\n");
    odd(group, "E-M-21", "x\n\r\ny", "x\r\n\r\ny\r\n");
    group
        .should(
            "5322-OBS-1",
            "RFC 5322 section 4",
            "NUL, lone CR and octets above 0x7F in a body break nothing",
            ContentCases::oddOctetsBreakNothing)
        .house(
            "E-M-23",
            "A line of 10 MiB is sent unchanged",
            lab -> {
              String line = "x".repeat(LONG_LINE);
              check(lab, line + "\n", line + "\r\n");
            })
        .house(
            "A-24",
            "A message is sent as it is stored: no header field is added or changed",
            lab -> check(lab, MailRoom.sample(2), MailRoom.wire(MailRoom.sample(2))));
    return group.cases();
  }

  /** Whatever is sent for them: the size is right, and the next reply follows. */
  private static void oddOctetsBreakNothing(Lab lab) {
    String body = "a\0b\rc\u00FFd\n\0\n\r\n\u0080.\n.\0\n";
    Dialogue session = lab.loginWith(MailRoom.header("odd octets") + "\n" + body);
    long octets = session.okList("RETR 1").data().length();
    Expect.equal("octets of RETR 1 as in LIST", Listings.scan(session).get(1), octets);
    Expect.requireInStep(session, "RETR 1");
  }

  private static void conforming(CaseGroup group, String id, String stored, String wire) {
    group.must(id, "RFC 1939 section 11", title(stored, wire), lab -> check(lab, stored, wire));
  }

  private static void odd(CaseGroup group, String id, String stored, String wire) {
    Check check = lab -> check(lab, stored, wire);
    group.house(id, title(stored, wire), check);
  }

  private static String title(String stored, String wire) {
    return "\""
        + Octets.show(stored)
        + "\" has "
        + wire.length()
        + " octets and is sent as \""
        + Octets.show(wire)
        + "\"";
  }

  /** Looks at size and octets, with an ordinary message before and behind. */
  private static void check(Lab lab, String stored, String wire) {
    Dialogue session = lab.loginWith(MailRoom.sample(1), stored, MailRoom.sample(2));
    Expect.equal("size of 2", Long.valueOf(wire.length()), Listings.scan(session).get(2));
    Expect.equalOctets("RETR 2", wire, session.okList("RETR 2").data());
    Expect.requireInStep(session, "RETR 2");
  }
}
