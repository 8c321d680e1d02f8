package io.pop3.conformance;

import static io.pop3.conformance.Need.DELETIONS;
import static io.pop3.conformance.Need.DELIVERY;
import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Octets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.regex.Pattern;

/** Unique-ids. */
final class UidCases {

  private static final Pattern LINE = Pattern.compile("[1-9][0-9]* \\S+");
  private static final Pattern UID = Pattern.compile("[!-~]{1,70}");

  private UidCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("UIDL", LOGIN)
        .must(
            "1939-UIDL-1",
            "RFC 1939 section 7",
            "UIDL has a line for each message",
            UidCases::lineForEach)
        .must(
            "1939-UIDL-2",
            "RFC 1939 section 7",
            "A line of UIDL is a number, a space and a unique-id, and nothing more",
            UidCases::linesAreWellFormed)
        .must(
            "1939-UIDL-3",
            "RFC 1939 section 7",
            "A unique-id has 1 to 70 octets from 0x21 to 0x7E",
            UidCases::idsAreWellFormed)
        .must(
            "1939-UIDL-4",
            "RFC 1939 section 7",
            "A message keeps its unique-id in later sessions, and no two share one",
            UidCases::idsStay)
        .also("E-X-14")
        .must(
            "1939-UIDL-5",
            "RFC 1939 section 7",
            "A message keeps its unique-id when a session is broken off",
            UidCases::idsSurviveBrokenSession)
        .must(
            "1939-UIDL-9",
            "RFC 1939 section 7",
            "UIDL with a number is one line that says the same; an unknown number is refused",
            UidCases::uidOfOne)
        .must(
            "1939-UIDL-10",
            "RFC 1939 section 5",
            "UIDL and LIST show the same messages, also after DELE",
            UidCases::sameNumbersAsList)
        .needing(DELETIONS)
        .should(
            "1939-UIDL-6",
            "RFC 1939 section 7",
            "The unique-id of a deleted message is not given to an equal one",
            UidCases::idsAreNotReused)
        .needing(DELETIONS, DELIVERY)
        .should(
            "1939-OPT-1",
            "RFC 1939 section 7",
            "TOP and UIDL are offered",
            lab ->
                Expect.that(
                    lab.facts().top() && lab.facts().uidl(),
                    "TOP and UIDL",
                    "TOP: " + lab.facts().top() + ", UIDL: " + lab.facts().uidl()))
        .also("1957-OPT-1")
        .house(
            "A-23", "Two equal messages have different unique-ids", UidCases::equalMessagesDiffer)
        .needing(DELIVERY)
        .also("1939-UIDL-7")
        .cases();
  }

  private static Dialogue loginForUids(Lab lab, int least) {
    lab.requireUidl();
    return lab.loginHaving(least);
  }

  private static void lineForEach(Lab lab) {
    Dialogue session = loginForUids(lab, 1);
    Expect.equal(
        "numbers in UIDL", Listings.scan(session).keySet(), Listings.uids(session).keySet());
    Expect.requireInStep(session, "UIDL");
  }

  private static void linesAreWellFormed(Lab lab) {
    for (String line : loginForUids(lab, 1).okList("UIDL").lines()) {
      Expect.that(LINE.matcher(line).matches(), "number unique-id", Octets.show(line));
    }
  }

  private static void idsAreWellFormed(Lab lab) {
    for (String line : loginForUids(lab, 1).okList("UIDL").lines()) {
      String uid = line.substring(line.indexOf(' ') + 1);
      Expect.that(UID.matcher(uid).matches(), "1 to 70 octets from 0x21 to 0x7E", Octets.show(uid));
    }
  }

  private static void idsStay(Lab lab) {
    Dialogue first = loginForUids(lab, 2);
    NavigableMap<Integer, String> before = Listings.uids(first);
    Expect.equal("different unique-ids", before.size(), new HashSet<>(before.values()).size());
    Expect.equal("UIDL once more", before, Listings.uids(first));
    first.quit();
    for (int i = 0; i < 2; i++) {
      if (lab.mail().canDeliver()) {
        lab.mail().add(MailRoom.sample(20 + i));
      }
      Dialogue next = lab.login();
      NavigableMap<Integer, String> later = Listings.uids(next);
      Expect.equal("UIDL in a later session", before, later.headMap(before.lastKey(), true));
      Expect.equal("different unique-ids", later.size(), new HashSet<>(later.values()).size());
      next.quit();
    }
  }

  private static void idsSurviveBrokenSession(Lab lab) {
    Dialogue first = loginForUids(lab, 1);
    NavigableMap<Integer, String> before = Listings.uids(first);
    first.link().reset();
    Expect.equal("UIDL after a broken session", before, Listings.uids(lab.login()));
  }

  private static void uidOfOne(Lab lab) {
    Dialogue session = loginForUids(lab, 1);
    NavigableMap<Integer, String> uids = Listings.uids(session);
    int tried = 0;
    for (Map.Entry<Integer, String> each : uids.entrySet()) {
      String expected = "+OK " + each.getKey() + " " + each.getValue();
      Expect.equal("UIDL " + each.getKey(), expected, session.ok("UIDL " + each.getKey()).line());
      if (++tried == 5) {
        break;
      }
    }
    session.err("UIDL " + Listings.beyond(uids));
    Expect.requireInStep(session, "UIDL");
  }

  private static void sameNumbersAsList(Lab lab) {
    Dialogue session = loginForUids(lab, 3);
    session.ok("DELE 2");
    Set<Integer> listed = Listings.scan(session).keySet();
    Expect.equal("numbers in UIDL after DELE 2", listed, Listings.uids(session).keySet());
    session.ok("RSET");
    listed = Listings.scan(session).keySet();
    Expect.equal("numbers in UIDL after RSET", listed, Listings.uids(session).keySet());
  }

  private static void idsAreNotReused(Lab lab) {
    lab.requireUidl();
    String message = MailRoom.sample(1);
    Dialogue first = lab.loginWith(message, MailRoom.sample(2));
    String deleted = Listings.uids(first).get(1);
    first.ok("DELE 1");
    first.quit();
    lab.mail().add(message);
    NavigableMap<Integer, String> uids = Listings.uids(lab.login());
    Expect.that(
        !uids.containsValue(String.valueOf(deleted)),
        "no message with the unique-id of a deleted one",
        uids.toString());
  }

  private static void equalMessagesDiffer(Lab lab) {
    lab.requireUidl();
    NavigableMap<Integer, String> uids =
        Listings.uids(lab.loginWith(MailRoom.sample(1), MailRoom.sample(1)));
    Expect.that(new HashSet<>(uids.values()).size() == 2, "two unique-ids", uids.toString());
  }
}
