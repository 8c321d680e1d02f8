package io.pop3.conformance;

import static io.pop3.conformance.Need.DELETIONS;
import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeSet;

/** DELE, RSET and NOOP. */
final class DeletionCases {

  private static final int RANDOM_STEPS = 120;

  private DeletionCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("DELE, RSET and NOOP", LOGIN)
        .must(
            "1939-DELE-1",
            "RFC 1939 section 5",
            "DELE only marks: after RSET and QUIT the message is still there",
            DeletionCases::deleOnlyMarks)
        .needing(DELETIONS)
        .must(
            "1939-DELE-2",
            "RFC 1939 section 5",
            "No command finds a message that is marked as deleted",
            DeletionCases::markedIsNotFound)
        .needing(DELETIONS)
        .also("E-N-14", "E-N-13")
        .must(
            "1939-DELE-3",
            "RFC 1939 section 5",
            "DELE needs the number of a message that is there",
            lab -> {
              Dialogue session = lab.loginHaving(1);
              int beyond = Listings.beyond(Listings.scan(session));
              session.close();
              Expect.refusedAfterLogin(lab, List.of("DELE", "DELE " + beyond, "DELE 1 1"));
            })
        .needing(DELETIONS)
        .must(
            "1939-RSET-1",
            "RFC 1939 section 5",
            "RSET takes all marks away",
            DeletionCases::rsetTakesMarksAway)
        .needing(DELETIONS)
        .also("E-N-15")
        .must(
            "1939-RSET-2",
            "RFC 1939 section 5",
            "RSET takes no argument and keeps the login",
            DeletionCases::rsetTakesNoArgument)
        .needing(DELETIONS)
        .also("E-A-01")
        .must(
            "1939-NOOP-1",
            "RFC 1939 section 5",
            "NOOP is answered +OK and changes nothing",
            DeletionCases::noopChangesNothing)
        .needing(DELETIONS)
        .must(
            "1939-NOOP-2",
            "RFC 1939 section 5",
            "NOOP takes no argument and is refused before the login",
            lab -> {
              Expect.refusedBeforeLogin(lab, List.of("NOOP"));
              Expect.refusedAfterLogin(lab, List.of("NOOP x"));
            })
        .also("E-A-01")
        .must(
            "E-X-12",
            "RFC 1939 section 5",
            "Any sequence of DELE, RSET, LIST, UIDL and STAT gives what it should",
            DeletionCases::randomSequence)
        .needing(DELETIONS)
        .cases();
  }

  private static void deleOnlyMarks(Lab lab) {
    Dialogue first = lab.loginHaving(1);
    NavigableMap<Integer, Long> before = Listings.scan(first);
    first.ok("DELE 1");
    first.ok("RSET");
    first.quit();
    Dialogue next = lab.login();
    Expect.equal("LIST in the next session", before, Listings.scan(next));
    next.okList("RETR 1");
  }

  private static void markedIsNotFound(Lab lab) {
    Dialogue session = lab.loginHaving(3);
    session.ok("DELE 2");
    List<String> commands = new ArrayList<>(List.of("LIST 2", "RETR 2", "DELE 2"));
    if (lab.facts().top()) {
      commands.add("TOP 2 0");
    }
    if (lab.facts().uidl()) {
      commands.add("UIDL 2");
    }
    for (String command : commands) {
      session.err(command);
      Expect.requireInStep(session, command);
    }
    Expect.equal("number 2 in LIST", false, Listings.scan(session).containsKey(2));
    session.ok("RSET");
  }

  private static void rsetTakesMarksAway(Lab lab) {
    Dialogue session = lab.loginHaving(3);
    NavigableMap<Integer, Long> before = Listings.scan(session);
    for (int number = 1; number <= 3; number++) {
      session.ok("DELE " + number);
    }
    session.ok("RSET");
    Expect.equal("LIST after RSET", before, Listings.scan(session));
    session.okList("RETR 2");
    session.ok("LIST 2");
    session.ok("DELE 2");
    session.ok("RSET");
  }

  private static void rsetTakesNoArgument(Lab lab) {
    Dialogue session = lab.loginHaving(2);
    session.ok("DELE 1");
    session.err("RSET x");
    session.err("LIST 1");
    session.ok("RSET");
    session.ok("LIST 1");
    Expect.requireInStep(session, "RSET");
  }

  private static void noopChangesNothing(Lab lab) {
    Dialogue session = lab.loginHaving(2);
    session.ok("DELE 1");
    NavigableMap<Integer, Long> before = Listings.scan(session);
    session.ok("NOOP");
    Expect.equal("LIST after NOOP", before, Listings.scan(session));
    session.ok("RSET");
  }

  private static void randomSequence(Lab lab) {
    Dialogue session = lab.loginHaving(5);
    NavigableMap<Integer, Long> all = Listings.scan(session);
    TreeSet<Integer> left = new TreeSet<>(all.keySet());
    Random random = new Random(1996);
    for (int step = 0; step < RANDOM_STEPS; step++) {
      int number = 1 + random.nextInt(Math.min(all.size(), 8));
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          String command = "DELE " + number;
          Expect.equal(command, left.remove(number), session.ask(command).positive());
        }
        case 2 -> {
          String command = "LIST " + number;
          Expect.equal(command, left.contains(number), session.ask(command).positive());
        }
        case 3 -> {
          session.ok("RSET");
          left.addAll(all.keySet());
        }
        case 4 -> {
          long octets = left.stream().mapToLong(each -> all.getOrDefault(each, 0L)).sum();
          Expect.equal("STAT", new Listings.Drop(left.size(), octets), Listings.stat(session));
        }
        default -> {
          Expect.equal("numbers in LIST", left, Listings.scan(session).keySet());
          if (lab.facts().uidl()) {
            Expect.equal("numbers in UIDL", left, Listings.uids(session).keySet());
          }
        }
      }
    }
    session.ok("RSET");
  }
}
