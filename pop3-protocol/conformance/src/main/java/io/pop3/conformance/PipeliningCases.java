package io.pop3.conformance;

import static io.pop3.conformance.Need.DELETIONS;
import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Several commands at once. */
final class PipeliningCases {

  private static final int COMMANDS = 100;
  private static final int RETRIEVALS = 200;
  private static final int MOST_OCTETS = 4 << 20;

  private PipeliningCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("Pipelining", LOGIN)
        .must(
            "2449-PIPE-1",
            "RFC 2449 section 6.6",
            "Commands sent at once are answered as if they were sent one at a time",
            PipeliningCases::batchesEqualSingles)
        .needing(DELETIONS)
        .also("E-X-13")
        .must(
            "E-C-02",
            "RFC 2449 section 6.6",
            "QUIT behind other commands is answered last and ends the connection",
            PipeliningCases::quitComesLast)
        .must(
            "2449-PIPE-3",
            "RFC 2449 section 6.6",
            "Many retrievals sent at once are all answered",
            PipeliningCases::manyRetrievals)
        .cases();
  }

  private static List<String> randomCommands(boolean uidl) {
    List<String> choice =
        new ArrayList<>(
            List.of(
                "STAT", "NOOP", "LIST 1", "LIST 2", "DELE 1", "DELE 2", "RSET", "XYZZ", "LIST 99"));
    if (uidl) {
      choice.add("UIDL 1");
    }
    Random random = new Random(2449);
    List<String> commands = new ArrayList<>();
    for (int i = 0; i < COMMANDS; i++) {
      commands.add(choice.get(random.nextInt(choice.size())));
    }
    return commands;
  }

  private static void batchesEqualSingles(Lab lab) {
    lab.requireTag("PIPELINING");
    List<String> commands = randomCommands(lab.facts().uidl());
    Dialogue single = lab.loginHaving(2);
    List<String> expected = new ArrayList<>();
    for (String command : commands) {
      expected.add(single.ask(command).line());
    }
    single.ok("RSET");
    single.quit();
    Dialogue batched = lab.login();
    Random random = new Random(6);
    int start = 0;
    while (start < commands.size()) {
      List<String> batch =
          commands.subList(start, Math.min(commands.size(), start + 1 + random.nextInt(25)));
      batched.write(String.join("\r\n", batch) + "\r\n");
      for (String command : batch) {
        Expect.equal(
            command + " in a batch", expected.get(start++), batched.readReply(command).line());
      }
    }
    batched.ok("RSET");
    batched.quit();
  }

  private static void quitComesLast(Lab lab) {
    lab.requireTag("PIPELINING");
    Dialogue session = lab.login();
    session.write("STAT\r\nSTAT\r\nQUIT\r\n");
    Reply first = Dialogue.requirePositive(session.readReply("STAT"));
    Expect.equal("STAT", first.line(), session.readReply("STAT").line());
    Dialogue.requirePositive(session.readReply("QUIT"));
    session.requireEnd("QUIT");
  }

  private static void manyRetrievals(Lab lab) {
    lab.requireTag("PIPELINING");
    Dialogue session = lab.loginHaving(1);
    int number = ListingCases.retrievable(session).keySet().iterator().next();
    String command = "RETR " + number;
    String expected = session.okList(command).data();
    int retrievals = Math.min(RETRIEVALS, 2 + MOST_OCTETS / Math.max(1, expected.length()));
    session.write((command + "\r\n").repeat(retrievals));
    for (int i = 0; i < retrievals; i++) {
      Expect.equalOctets(command, expected, session.readList(command).data());
    }
    session.quit();
  }
}
