package io.pop3.conformance;

import static io.pop3.conformance.Need.DELIVERY;
import static io.pop3.conformance.Need.LOGIN;
import static io.pop3.conformance.Need.VERBATIM_DELIVERY;

import io.pop3.conformance.internal.wire.Dialogue;
import java.util.ArrayList;
import java.util.List;

/** TOP. */
final class TopCases {

  private static final String THREE_LINES =
      MailRoom.header("three lines")
          + "\n"
          + "1".repeat(300)
          + "\n"
          + "2".repeat(300)
          + "\n"
          + "3".repeat(300)
          + "\n";

  private TopCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("TOP", LOGIN)
        .must(
            "1939-TOP-1",
            "RFC 1939 section 7",
            "TOP needs the number of a message that is there and a number of lines",
            TopCases::argumentsAreChecked)
        .also("E-N-11", "E-N-12")
        .must(
            "1939-TOP-2",
            "RFC 1939 section 7",
            "TOP sends the header, the empty line and so many lines of the body",
            TopCases::headerAndLines)
        .must(
            "1939-TOP-3",
            "RFC 1939 section 7",
            "TOP of more lines than there are sends the whole message",
            TopCases::moreLinesThanThereAre)
        .also("E-N-10")
        .must(
            "1939-TOP-4",
            "RFC 1939 section 7",
            "TOP of no line ends with the empty line behind the header",
            TopCases::noLine)
        .also("E-N-08")
        .must(
            "1939-TOP-5",
            "RFC 1939 appendix A",
            "TOP counts lines and not octets",
            TopCases::countsLines)
        .needing(DELIVERY)
        .must(
            "5322-HDR-1",
            "RFC 5322 section 2.1",
            "The header ends at the first empty line, also if it is the first line",
            TopCases::firstEmptyLineEndsHeader)
        .needing(VERBATIM_DELIVERY)
        .also("E-M-24")
        .must(
            "5322-HDR-2",
            "RFC 5322 section 2.1",
            "A line of blanks does not end the header",
            TopCases::blanksEndNothing)
        .needing(VERBATIM_DELIVERY)
        .also("E-M-25")
        .house(
            "E-N-09",
            "A number of lines may have zeros in front or any number of digits",
            TopCases::anyNumberOfDigits)
        .house(
            "A-19",
            "TOP of a message without an empty line sends what is there",
            TopCases::messageWithoutBody)
        .needing(VERBATIM_DELIVERY)
        .also("E-M-18")
        .cases();
  }

  private static Dialogue loginForTop(Lab lab) {
    lab.requireTop();
    return lab.loginHaving(1);
  }

  private static void argumentsAreChecked(Lab lab) {
    Dialogue session = loginForTop(lab);
    int beyond = Listings.beyond(Listings.scan(session));
    session.close();
    Expect.refusedAfterLogin(
        lab,
        List.of(
            "TOP",
            "TOP 1",
            "TOP 1 -1",
            "TOP 1 +1",
            "TOP 1 x",
            "TOP " + beyond + " 1",
            "TOP " + beyond + " x"));
  }

  private static void headerAndLines(Lab lab) {
    Dialogue session = loginForTop(lab);
    int number = ListingCases.retrievable(session).keySet().iterator().next();
    List<String> whole = session.okList("RETR " + number).lines();
    for (int lines : List.of(0, 1, 2, 3, 5)) {
      requireTop(session, number, lines, whole);
    }
    Expect.requireInStep(session, "TOP");
  }

  private static void requireTop(Dialogue session, int number, int lines, List<String> whole) {
    int header = whole.indexOf("");
    int end = header < 0 ? whole.size() : Math.min(whole.size(), header + 1 + lines);
    String command = "TOP " + number + " " + lines;
    Expect.equalOctets(
        command,
        String.join("\r\n", whole.subList(0, end)),
        String.join("\r\n", session.okList(command).lines()));
  }

  private static void moreLinesThanThereAre(Lab lab) {
    requireWhole(lab, List.of("1000000", "2147483647", "2147483648", "4294967296", "4294967297"));
  }

  private static void anyNumberOfDigits(Lab lab) {
    requireWhole(lab, List.of("18446744073709551616", "9".repeat(200)));
    Dialogue session = lab.login();
    int number = ListingCases.retrievable(session).keySet().iterator().next();
    Expect.equalOctets(
        "TOP " + number + " 000",
        session.okList("TOP " + number + " 0").data(),
        session.okList("TOP " + number + " 000").data());
  }

  private static void requireWhole(Lab lab, List<String> counts) {
    Dialogue session = loginForTop(lab);
    int number = ListingCases.retrievable(session).keySet().iterator().next();
    String whole = session.okList("RETR " + number).data();
    for (String count : counts) {
      String command = "TOP " + number + " " + count;
      Expect.equalOctets(command, whole, session.okList(command).data());
    }
    session.quit();
  }

  private static void noLine(Lab lab) {
    Dialogue session = loginForTop(lab);
    List<Integer> numbers = new ArrayList<>(ListingCases.retrievable(session).keySet());
    for (int number : numbers) {
      List<String> whole = session.okList("RETR " + number).lines();
      requireTop(session, number, 0, whole);
    }
  }

  private static void countsLines(Lab lab) {
    lab.requireTop();
    Dialogue session = lab.loginWith(THREE_LINES);
    List<String> lines = session.okList("TOP 1 1").lines();
    Expect.equal("last line of TOP 1 1", "1".repeat(300), lines.get(lines.size() - 1));
  }

  private static void firstEmptyLineEndsHeader(Lab lab) {
    lab.requireTop();
    Dialogue session = lab.loginWith("\nbody one\n\nbody two\n", "A: b\n\nbody one\n\nbody two\n");
    Expect.equalOctets("TOP 1 0", "\r\n", session.okList("TOP 1 0").data());
    Expect.equalOctets("TOP 1 1", "\r\nbody one\r\n", session.okList("TOP 1 1").data());
    Expect.equalOctets("TOP 2 0", "A: b\r\n\r\n", session.okList("TOP 2 0").data());
  }

  private static void blanksEndNothing(Lab lab) {
    lab.requireTop();
    Dialogue session = lab.loginWith("A: b\n \nC: d\n\t\nE: f\n\nbody\n");
    Expect.equalOctets(
        "TOP 1 0", "A: b\r\n \r\nC: d\r\n\t\r\nE: f\r\n\r\n", session.okList("TOP 1 0").data());
  }

  private static void messageWithoutBody(Lab lab) {
    lab.requireTop();
    Dialogue session = lab.loginWith("H: x\n");
    Expect.equalOctets("TOP 1 0", "H: x\r\n", session.okList("TOP 1 0").data());
    Expect.equalOctets("TOP 1 5", "H: x\r\n", session.okList("TOP 1 5").data());
  }
}
