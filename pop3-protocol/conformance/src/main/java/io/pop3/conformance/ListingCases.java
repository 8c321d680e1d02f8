package io.pop3.conformance;

import static io.pop3.conformance.Need.DELETIONS;
import static io.pop3.conformance.Need.DELIVERY;
import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Discrepancy;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** STAT and LIST, and the numbers and sizes they give. */
final class ListingCases {

  private static final long LARGEST_RETRIEVED = 4 << 20;
  private static final int MOST_RETRIEVED = 10;
  private static final String NUMBER = "(0|[1-9][0-9]*)";
  private static final Pattern DROP = Pattern.compile("\\+OK " + NUMBER + " " + NUMBER);
  private static final Pattern DROP_AND_MORE = Pattern.compile(DROP.pattern() + "( .*)?");
  private static final Pattern SCAN = Pattern.compile("[1-9][0-9]* " + NUMBER);
  private static final Pattern SCAN_AND_MORE = Pattern.compile(SCAN.pattern() + "( .*)?");

  private ListingCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("STAT and LIST", LOGIN)
        .must(
            "1939-STAT-1",
            "RFC 1939 section 5",
            "STAT is answered +OK, the number of messages and their octets",
            lab ->
                Expect.matches(
                    DROP_AND_MORE, "+OK count octets, in decimal", lab.login().ok("STAT")))
        .also("1939-NUM-3")
        .must(
            "1939-STAT-2",
            "RFC 1939 section 5",
            "STAT leaves out what is marked as deleted",
            ListingCases::statLeavesOutMarked)
        .needing(DELETIONS)
        .must(
            "1939-STAT-5",
            "RFC 1939 section 5",
            "STAT takes no argument",
            lab -> Expect.refusedAfterLogin(lab, List.of("STAT 1")))
        .also("E-A-01")
        .must(
            "1939-STAT-6",
            "RFC 1939 section 5",
            "STAT says what the lines of LIST add up to",
            ListingCases::statIsSumOfList)
        .must(
            "1939-LIST-1",
            "RFC 1939 section 5",
            "LIST has a line for each message",
            ListingCases::listHasLineForEach)
        .must(
            "1939-LIST-2",
            "RFC 1939 section 5",
            "A line of LIST is a number, a space and a size",
            lab -> checkLines(lab.loginHaving(1), SCAN_AND_MORE))
        .must(
            "1939-LIST-5",
            "RFC 1939 section 5",
            "LIST with a number is one line that says the same as LIST without",
            ListingCases::listOfOne)
        .also("1939-ML-6")
        .must(
            "1939-LIST-6",
            "RFC 1939 section 5",
            "LIST of a number that no message has is refused",
            lab -> {
              Dialogue session = lab.loginHaving(0);
              session.err("LIST " + Listings.beyond(Listings.scan(session)));
              Expect.requireInStep(session, "LIST");
            })
        .also("E-N-02")
        .must(
            "1939-LIST-7",
            "RFC 1939 section 5",
            "LIST of an empty maildrop succeeds with no line, and STAT says 0 0",
            ListingCases::emptyMaildrop)
        .needing(DELIVERY)
        .also("1939-ML-7", "E-N-16")
        .must(
            "1939-LIST-8",
            "RFC 1939 section 11",
            "The size in LIST is the number of octets that RETR delivers",
            ListingCases::sizeIsWhatRetrDelivers)
        .also("1939-FMT-2", "1939-FMT-3", "1939-FMT-4", "A-20")
        .must(
            "1939-NUM-1",
            "RFC 1939 section 4",
            "Messages are numbered from 1 without a gap, in ascending order",
            ListingCases::numbersHaveNoGap)
        .must(
            "1939-NUM-2",
            "RFC 1939 section 4",
            "Sizes stay the same for the whole session",
            ListingCases::sizesStay)
        .must(
            "1939-NUM-4",
            "RFC 1939 section 5",
            "Numbers keep their meaning when others are deleted",
            ListingCases::numbersStayAfterDeletion)
        .needing(DELETIONS)
        .also("A-22")
        .must(
            "1939-NUM-5",
            "RFC 1939 section 8",
            "Mail that arrives during a session is seen by the next one, behind the rest",
            ListingCases::newMailWaits)
        .needing(DELIVERY)
        .also("E-X-06")
        .should(
            "1939-STAT-3",
            "RFC 1939 section 5",
            "Nothing follows the octets in STAT",
            lab -> Expect.matches(DROP, "+OK count octets", lab.login().ok("STAT")))
        .should(
            "1939-LIST-3",
            "RFC 1939 section 5",
            "Nothing follows the size in LIST",
            lab -> checkLines(lab.loginHaving(1), SCAN))
        .cases();
  }

  private static void statLeavesOutMarked(Lab lab) {
    Dialogue session = lab.loginHaving(2);
    Listings.Drop before = Listings.stat(session);
    long size = Listings.scan(session).getOrDefault(1, 0L);
    session.ok("DELE 1");
    Expect.equal(
        "STAT after DELE 1",
        new Listings.Drop(before.count() - 1, before.octets() - size),
        Listings.stat(session));
    session.ok("RSET");
  }

  private static void statIsSumOfList(Lab lab) {
    Dialogue session = lab.loginHaving(0);
    NavigableMap<Integer, Long> sizes = Listings.scan(session);
    long sum = sizes.values().stream().mapToLong(Long::longValue).sum();
    Expect.equal("STAT", new Listings.Drop(sizes.size(), sum), Listings.stat(session));
  }

  private static void listHasLineForEach(Lab lab) {
    Dialogue session = lab.loginHaving(1);
    Reply list = session.okList("LIST");
    Expect.equal("lines of LIST", Listings.stat(session).count(), (long) list.lines().size());
    Expect.requireInStep(session, "LIST");
  }

  private static void checkLines(Dialogue session, Pattern form) {
    for (String line : session.okList("LIST").lines()) {
      Expect.that(form.matcher(line).matches(), "number size, in decimal", Octets.show(line));
    }
  }

  private static void listOfOne(Lab lab) {
    Dialogue session = lab.loginHaving(1);
    for (Map.Entry<Integer, Long> each : firstOf(Listings.scan(session)).entrySet()) {
      String command = "LIST " + each.getKey();
      String line = session.ok(command).line();
      String expected = "+OK " + each.getKey() + " " + each.getValue();
      Expect.that(
          line.equals(expected) || line.startsWith(expected + " "), expected, Octets.show(line));
      Expect.requireInStep(session, command);
    }
  }

  private static void emptyMaildrop(Lab lab) {
    Dialogue session = lab.loginWith();
    Expect.equal("STAT", new Listings.Drop(0, 0), Listings.stat(session));
    Expect.equal("lines of LIST", 0, session.okList("LIST").lines().size());
    session.err("LIST 1");
    if (lab.facts().uidl()) {
      Expect.equal("lines of UIDL", 0, session.okList("UIDL").lines().size());
    }
    Expect.requireInStep(session, "UIDL");
  }

  private static void sizeIsWhatRetrDelivers(Lab lab) {
    Dialogue session = lab.loginHaving(1);
    for (Map.Entry<Integer, Long> each : retrievable(session).entrySet()) {
      String command = "RETR " + each.getKey();
      long octets = session.okList(command).data().length();
      Expect.equal("octets of " + command + " as in LIST", each.getValue(), octets);
    }
  }

  private static void numbersHaveNoGap(Lab lab) {
    Dialogue session = lab.loginHaving(1);
    List<Integer> seen = new ArrayList<>();
    for (String line : session.okList("LIST").lines()) {
      seen.add(Integer.valueOf(line.replaceFirst("[^0-9].*", "")));
    }
    List<Integer> expected = new ArrayList<>();
    for (int i = 1; i <= seen.size(); i++) {
      expected.add(i);
    }
    Expect.equal("numbers in LIST", expected, seen);
  }

  private static void sizesStay(Lab lab) {
    Dialogue session = lab.loginHaving(1);
    NavigableMap<Integer, Long> before = Listings.scan(session);
    for (Integer number : retrievable(session).keySet()) {
      session.okList("RETR " + number);
    }
    session.ok("RSET");
    Expect.equal("LIST after RETR", before, Listings.scan(session));
    if (lab.mail().canDeliver()) {
      lab.mail().add(MailRoom.sample(9));
      Expect.equal("LIST after a delivery", before, Listings.scan(session));
    }
  }

  private static void numbersStayAfterDeletion(Lab lab) {
    Dialogue session = lab.loginHaving(3);
    NavigableMap<Integer, Long> expected = Listings.scan(session);
    String third = session.okList("RETR 3").data();
    session.ok("DELE 1");
    expected.remove(1);
    Expect.equal("LIST after DELE 1", expected, Listings.scan(session));
    Expect.equalOctets("RETR 3 after DELE 1", third, session.okList("RETR 3").data());
    session.ok("RSET");
  }

  private static void newMailWaits(Lab lab) {
    Dialogue session = lab.loginHaving(2);
    Listings.Drop before = Listings.stat(session);
    NavigableMap<Integer, Long> sizes = Listings.scan(session);
    lab.mail().add(MailRoom.sample(7));
    Expect.equal("STAT after a delivery", before, Listings.stat(session));
    session.err("RETR " + Listings.beyond(sizes));
    session.quit();
    Dialogue next = lab.login();
    NavigableMap<Integer, Long> grown = Listings.scan(next);
    Expect.equal("messages in the next session", sizes.size() + 1, grown.size());
    Expect.equal("sizes of those before", sizes, grown.headMap(grown.lastKey()));
  }

  /** A few messages of a size that can be held in memory. */
  static Map<Integer, Long> retrievable(Dialogue session) {
    NavigableMap<Integer, Long> sizes = Listings.scan(session);
    sizes.values().removeIf(size -> size > LARGEST_RETRIEVED);
    if (sizes.isEmpty()) {
      throw Undecided.notRun("no message of at most " + LARGEST_RETRIEVED + " octets");
    }
    return firstOf(sizes);
  }

  private static Map<Integer, Long> firstOf(NavigableMap<Integer, Long> sizes) {
    NavigableMap<Integer, Long> first = new TreeMap<>();
    sizes.entrySet().stream()
        .limit(MOST_RETRIEVED)
        .forEach(each -> first.put(each.getKey(), each.getValue()));
    if (first.isEmpty()) {
      throw new Discrepancy("a line in LIST", "none");
    }
    return first;
  }
}
