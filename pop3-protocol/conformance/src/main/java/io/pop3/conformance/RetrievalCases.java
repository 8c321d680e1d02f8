package io.pop3.conformance;

import static io.pop3.conformance.Need.DELIVERY;
import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** RETR, and how a message is sent. */
final class RetrievalCases {

  private static final int LONG_LINE = 1 << 20;
  private static final int SMALL_MESSAGES = 6;

  private RetrievalCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("RETR", LOGIN)
        .must(
            "1939-RETR-1",
            "RFC 1939 section 5",
            "RETR sends the whole message",
            RetrievalCases::wholeMessage)
        .needing(DELIVERY)
        .must(
            "1939-RETR-2",
            "RFC 1939 section 5",
            "RETR needs the number of a message that is there",
            lab -> {
              Dialogue session = lab.loginHaving(1);
              int beyond = Listings.beyond(Listings.scan(session));
              session.close();
              Expect.refusedAfterLogin(lab, List.of("RETR", "RETR " + beyond, "RETR 1 2"));
            })
        .must(
            "1939-RETR-3",
            "RFC 1939 section 5",
            "RETR twice sends the same octets, also in a later session",
            RetrievalCases::sameOctetsAgain)
        .must(
            "1939-ML-1",
            "RFC 1939 section 3",
            "A multi-line reply ends with a line of one dot, and the next reply follows",
            RetrievalCases::terminatorEndsReply)
        .must(
            "1939-ML-2",
            "RFC 1939 section 3",
            "A line that begins with a dot gets one dot more",
            RetrievalCases::dotsAreStuffed)
        .needing(DELIVERY)
        .must(
            "1939-ML-5",
            "RFC 1939 section 3",
            "-ERR to RETR is one line",
            lab -> {
              Dialogue session = lab.loginHaving(1);
              session.err("RETR " + Listings.beyond(Listings.scan(session)));
              Expect.requireInStep(session, "RETR");
            })
        .must(
            "1939-FMT-1",
            "RFC 1939 section 11",
            "The lines of a message end in CRLF",
            RetrievalCases::linesEndInCrLf)
        .also("5322-LIN-1")
        .must(
            "5322-LEN-1",
            "RFC 5322 section 2.1.1",
            "A line of 1 MiB is sent unchanged",
            RetrievalCases::longLine)
        .needing(DELIVERY)
        .must(
            "E-M-22",
            "RFC 1939 section 3",
            "Messages are sent right wherever the server's buffers end, and whatever it read before",
            RetrievalCases::everyBoundary)
        .needing(DELIVERY)
        .cases();
  }

  /** A delivery may add header fields, so the header is compared line by line. */
  private static void wholeMessage(Lab lab) {
    String stored = MailRoom.sample(3);
    Dialogue session = lab.loginWith(MailRoom.sample(1), stored);
    String seen = session.okList("RETR 2").data();
    requireBody(stored, seen);
    Iterator<String> lines = linesOf(headerOf(seen)).iterator();
    for (String line : linesOf(headerOf(MailRoom.wire(stored)))) {
      boolean found = false;
      while (!found && lines.hasNext()) {
        found = lines.next().equals(line);
      }
      Expect.that(found, "the header line " + line, Octets.show(headerOf(seen)));
    }
    Expect.requireInStep(session, "RETR 2");
  }

  private static void sameOctetsAgain(Lab lab) {
    Dialogue first = lab.loginHaving(1);
    int number = ListingCases.retrievable(first).keySet().iterator().next();
    String command = "RETR " + number;
    String before = first.okList(command).data();
    Expect.equalOctets(command + " again", before, first.okList(command).data());
    first.quit();
    Expect.equalOctets(
        command + " in the next session", before, lab.login().okList(command).data());
  }

  private static void terminatorEndsReply(Lab lab) {
    Dialogue session = lab.loginHaving(1);
    int number = ListingCases.retrievable(session).keySet().iterator().next();
    for (String command : List.of("RETR " + number, "LIST")) {
      session.okList(command);
      Expect.requireInStep(session, command);
    }
  }

  private static void dotsAreStuffed(Lab lab) {
    String stored = MailRoom.header("dots") + "\n.\n..\n...\n.x\n. \nx.\n\n.\n";
    Dialogue session = lab.loginWith(stored);
    requireBody(stored, session.okList("RETR 1").data());
    Expect.requireInStep(session, "RETR 1");
  }

  private static void linesEndInCrLf(Lab lab) {
    Dialogue session = lab.loginHaving(1);
    for (Integer number : ListingCases.retrievable(session).keySet()) {
      Reply reply = session.okList("RETR " + number);
      for (String line : reply.lines()) {
        Expect.that(line.indexOf('\n') < 0, "CRLF at the end of every line", Octets.show(line));
      }
    }
  }

  private static void longLine(Lab lab) {
    String stored = MailRoom.header("long line") + "\n" + "x".repeat(LONG_LINE) + "\nend\n";
    requireBody(stored, lab.loginWith(stored).okList("RETR 1").data());
  }

  /**
   * Small messages, then large ones of short lines, most of them dots, shifted against each other
   * by one octet. A server may read the next ones ahead; a TOP after each second makes that harder.
   */
  private static void everyBoundary(Lab lab) {
    Random random = new Random(8192);
    StringBuilder body = new StringBuilder();
    List<String> lines = List.of("", ".", "..", ".x", "x", "ab", "a.");
    while (body.length() < 140_000) {
      body.append(lines.get(random.nextInt(lines.size()))).append('\n');
    }
    List<String> stored = new ArrayList<>();
    for (int number = 1; number <= SMALL_MESSAGES; number++) {
      stored.add(MailRoom.sample(number));
    }
    for (int shift = 0; shift < 3; shift++) {
      stored.add(MailRoom.header("shift" + "x".repeat(shift)) + "\n" + body.substring(shift));
    }
    Dialogue session = lab.loginWith(stored.toArray(String[]::new));
    for (int number = 1; number <= stored.size(); number++) {
      requireBody(stored.get(number - 1), session.okList("RETR " + number).data());
      if (lab.facts().top() && number % 2 == 0) {
        session.okList("TOP " + stored.size() + " 99999");
      }
    }
  }

  private static void requireBody(String stored, String seen) {
    Expect.equalOctets("body", bodyOf(MailRoom.wire(stored)), bodyOf(seen));
  }

  private static String headerOf(String message) {
    return message.substring(0, separator(message));
  }

  private static String bodyOf(String message) {
    return message.substring(separator(message));
  }

  private static List<String> linesOf(String octets) {
    return Arrays.asList(octets.split("\r\n", -1));
  }

  private static int separator(String message) {
    int at = message.indexOf("\r\n\r\n");
    return at < 0 ? message.length() : at + 4;
  }
}
