package io.pop3.conformance;

import static io.pop3.conformance.Need.DELETIONS;
import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/** How message numbers are read. */
final class NumberCases {

  private NumberCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("Message numbers", LOGIN)
        .must(
            "E-N-01",
            "RFC 1939 section 4",
            "There is no message 0",
            lab -> refusedForAll(lab, List.of("0", "00")))
        .needing(DELETIONS)
        .must(
            "1939-NUM-3",
            "RFC 1939 section 4",
            "A number is decimal digits and nothing else",
            lab ->
                refusedForAll(
                    lab, List.of("+1", "-1", "1.", "1e0", "0x1", "1,2", "1a", "a", "1-2", "*")))
        .needing(DELETIONS)
        .also("E-N-04")
        .must(
            "E-N-05",
            "RFC 1939 section 4",
            "A number beyond the reach of a machine word names no message",
            lab ->
                refusedForAll(
                    lab,
                    List.of(
                        "2147483647",
                        "2147483648",
                        "4294967296",
                        "4294967297",
                        "9223372036854775807",
                        "9223372036854775808",
                        "18446744073709551617")))
        .needing(DELETIONS)
        .must(
            "E-N-06",
            "RFC 1939 section 4",
            "A number of 240 digits names no message",
            lab -> refusedForAll(lab, List.of("9".repeat(240), "1" + "0".repeat(239))))
        .needing(DELETIONS)
        .must(
            "E-N-07",
            "RFC 1939 section 4",
            "Digits beyond ASCII are no digits",
            lab -> refusedForAll(lab, List.of(Octets.utf8("\u0661"), Octets.utf8("\uFF11"))))
        .needing(DELETIONS)
        .house(
            "A-10", "Zeros in front of a number don't count", NumberCases::leadingZerosDoNotCount)
        .also("E-N-03")
        .cases();
  }

  private static void refusedForAll(Lab lab, List<String> numbers) {
    List<String> lines = new ArrayList<>();
    for (String number : numbers) {
      lines.add("LIST " + number);
      lines.add("RETR " + number);
      lines.add("DELE " + number);
      if (lab.facts().uidl()) {
        lines.add("UIDL " + number);
      }
      if (lab.facts().top()) {
        lines.add("TOP " + number + " 0");
      }
    }
    Expect.refusedWithMail(lab, lines);
  }

  private static void leadingZerosDoNotCount(Lab lab) {
    Dialogue session = lab.loginHaving(1);
    String expected = session.ok("LIST 1").line();
    Expect.equal("LIST 01", expected, session.ok("LIST 01").line());
    Expect.equal("LIST 0000000001", expected, session.ok("LIST 0000000001").line());
  }
}
