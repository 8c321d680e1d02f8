package io.pop3.conformance;

import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.EndOfConnection;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** How commands are written, and what happens to those that aren't. */
final class SyntaxCases {

  private static final int RANDOM_LINES = 24;

  private SyntaxCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("Command syntax", LOGIN)
        .must(
            "1939-CMD-1",
            "RFC 1939 section 3",
            "A command ends in CRLF: a lone LF does not end it",
            SyntaxCases::loneLfIsNoLineEnd)
        .must(
            "1939-CMD-2",
            "RFC 1939 section 3",
            "Keywords are taken in any letter case",
            SyntaxCases::letterCaseIsIgnored)
        .also("E-C-16")
        .must(
            "1939-CMD-3",
            "RFC 1939 section 3",
            "A command with NUL, TAB, DEL or an octet above 0x7F is refused",
            lab ->
                Expect.refusedWithMail(
                    lab,
                    List.of(
                        "LIST\t1",
                        "ST\0AT",
                        "NOOP\0",
                        "LIST 1\u007F",
                        "LIST \u00C3\u00A9",
                        "\u00D3TAT")))
        .also("E-C-13", "E-C-14", "E-C-15")
        .must(
            "E-C-04",
            "RFC 1939 section 3",
            "A CR within a line neither ends it nor is skipped",
            lab -> Expect.refusedAfterLogin(lab, List.of("ST\rAT", "NOOP\r", "\rNOOP")))
        .also("E-C-05", "A-04")
        .must(
            "1939-CMD-4",
            "RFC 1939 section 3",
            "Exactly one space stands between keyword and argument",
            lab ->
                Expect.refusedWithMail(
                    lab, lab.facts().top() ? List.of("LIST  1", "TOP 1  0") : List.of("LIST  1")))
        .also("E-C-12")
        .must(
            "E-C-10",
            "RFC 2449 section 3",
            "A command with a space in front is refused",
            lab -> Expect.refusedAfterLogin(lab, List.of(" STAT", " NOOP")))
        .must(
            "E-C-11",
            "RFC 2449 section 3",
            "A command with a space at its end is refused",
            lab -> Expect.refusedWithMail(lab, List.of("STAT ", "LIST 1 ", "NOOP  ")))
        .also("2449-GRAM-1")
        .must(
            "1939-CMD-5",
            "RFC 1939 section 3",
            "A keyword has three or four letters",
            lab -> Expect.refusedAfterLogin(lab, List.of("ST", "STATS", "NOOPS", "+OK", ".")))
        .also("E-C-18")
        .must(
            "1939-CMD-7",
            "RFC 1939 section 3",
            "An unknown keyword is refused in every state, and the session goes on",
            SyntaxCases::unknownKeywordIsRefused)
        .must(
            "1939-CMD-8",
            "RFC 1939 section 3",
            "A command that isn't announced is refused",
            SyntaxCases::unannouncedIsRefused)
        .must(
            "1939-CMD-9",
            "RFC 1939 section 3",
            "A missing argument or one too many is refused and changes nothing",
            SyntaxCases::wrongArgumentCountIsRefused)
        .also("E-A-02", "E-A-03")
        .must(
            "1939-CMD-10",
            "RFC 1939 section 3",
            "A command in the wrong state is refused",
            SyntaxCases::wrongStateIsRefused)
        .must(
            "1939-CMD-12",
            "RFC 1939 section 5",
            "Each command draws exactly one reply",
            SyntaxCases::oneReplyEach)
        .must(
            "E-C-01",
            "RFC 1939 section 3",
            "A command may arrive octet by octet",
            SyntaxCases::octetByOctet)
        .must(
            "E-C-17",
            "RFC 1939 section 3",
            "A keyword is compared as ASCII: a dotless i is no i",
            lab ->
                Expect.refusedAfterLogin(
                    lab, List.of(Octets.utf8("l\u0131st"), Octets.utf8("L\u0130ST"))))
        .must(
            "E-C-21",
            "RFC 1939 section 3",
            "Any line at all draws one well-formed reply",
            SyntaxCases::anyLineIsAnswered)
        .house(
            "A-03",
            "A lone LF either ends a command or makes one invalid line of what follows",
            SyntaxCases::loneLfIsConsistent)
        .also("E-C-03")
        .house(
            "A-06", "An empty line is refused", lab -> Expect.refusedAfterLogin(lab, List.of("")))
        .also("E-C-09")
        .house(
            "A-54",
            "Commands that were removed or never standard are refused",
            lab ->
                Expect.refusedAfterLogin(lab, List.of("LAST", "RPOP x", "XTND XMIT", "XSENDER 1")))
        .cases();
  }

  private static void loneLfIsNoLineEnd(Lab lab) {
    List<Reply> replies = repliesToLoneLf(lab);
    Expect.that(
        replies.size() == 2 && !replies.get(0).positive(),
        "-ERR to the one line NOOP\\nNOOP, then +OK to QUIT",
        shown(replies));
  }

  private static void loneLfIsConsistent(Lab lab) {
    List<Reply> replies = repliesToLoneLf(lab);
    boolean joined = replies.size() == 2 && !replies.get(0).positive();
    boolean apart = replies.size() == 3 && replies.stream().allMatch(Reply::positive);
    Expect.that(
        joined || apart,
        "+OK to NOOP, NOOP and QUIT, or -ERR to NOOP\\nNOOP and +OK to QUIT",
        shown(replies));
  }

  /** The replies to two NOOPs that an LF keeps apart, and to a QUIT. */
  private static List<Reply> repliesToLoneLf(Lab lab) {
    Dialogue session = lab.login();
    List<Reply> replies = new ArrayList<>();
    replies.add(session.ask("NOOP\nNOOP"));
    replies.add(session.ask("QUIT"));
    try {
      replies.add(session.readReply("QUIT"));
    } catch (EndOfConnection e) {
      // The connection has ended after two replies.
    }
    return replies;
  }

  private static String shown(List<Reply> replies) {
    return String.join(", ", replies.stream().map(reply -> Octets.show(reply.line())).toList());
  }

  private static void letterCaseIsIgnored(Lab lab) {
    Dialogue session = lab.login();
    Reply stat = session.ok("STAT");
    for (String command : List.of("stat", "sTaT", "Stat")) {
      Expect.equal(command, stat.line(), session.ok(command).line());
    }
    session.ok("nOOp");
    session.okList("LiSt");
    session.ok("rsEt");
    session.ok("qUit");
  }

  private static void unknownKeywordIsRefused(Lab lab) {
    Expect.refusedBeforeLogin(lab, List.of("XYZZ", "FOO bar"));
    Expect.refusedAfterLogin(lab, List.of("XYZZ", "FOO bar", "RETS 1"));
  }

  private static void unannouncedIsRefused(Lab lab) {
    lab.requireCapa();
    lab.requireCapaInTransaction();
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    addUnless(lab.announces("SASL"), "AUTH PLAIN", before);
    addUnless(
        lab.announces("STLS") || lab.target().security() != TransportSecurity.NONE, "STLS", before);
    addUnless(lab.announces("UTF8"), "UTF8", before);
    addUnless(lab.announces("LANG"), "LANG *", before);
    addUnless(lab.announces("TOP"), "TOP 1 0", after);
    addUnless(lab.announces("UIDL"), "UIDL", after);
    if (before.isEmpty() && after.isEmpty()) {
      throw Undecided.notApplicable("every optional command is announced");
    }
    Expect.refusedBeforeLogin(lab, before);
    Expect.refusedAfterLogin(lab, after);
  }

  private static void addUnless(boolean announced, String command, List<String> commands) {
    if (!announced) {
      commands.add(command);
    }
  }

  private static void wrongArgumentCountIsRefused(Lab lab) {
    List<String> lines =
        new ArrayList<>(List.of("RETR", "DELE", "LIST 1 2", "RETR 1 2", "DELE 1 2"));
    if (lab.facts().top()) {
      lines.addAll(List.of("TOP", "TOP 1", "TOP 1 2 3"));
    }
    if (lab.facts().uidl()) {
      lines.add("UIDL 1 2");
    }
    Expect.refusedWithMail(lab, lines);
  }

  private static void wrongStateIsRefused(Lab lab) {
    Expect.refusedBeforeLogin(
        lab, List.of("STAT", "LIST", "RETR 1", "DELE 1", "NOOP", "RSET", "TOP 1 0", "UIDL"));
    Expect.refusedAfterLogin(
        lab, List.of("USER " + lab.user(), "PASS x", "STLS", "APOP x " + "0".repeat(32)));
  }

  private static void oneReplyEach(Lab lab) {
    Dialogue session = lab.login();
    for (int i = 0; i < 5; i++) {
      session.ok("NOOP");
      session.ok("STAT");
      session.okList("LIST");
      session.ok("RSET");
      session.err("XYZZ");
      session.ok("NOOP");
      session.err("LIST 999999");
    }
    session.quit();
  }

  private static void octetByOctet(Lab lab) {
    Dialogue session = lab.login();
    String stat = session.ok("STAT").line();
    for (String octet : List.of("S", "T", "A", "T", "\r")) {
      session.write(octet);
    }
    boolean silent = session.link().staysSilent(lab.silence());
    Expect.that(silent, "no reply before the end of the line", "octets, or the end");
    session.write("\n");
    Expect.equal("STAT", stat, session.readReply("STAT").line());
    session.quit();
  }

  /** Lines of octets that are no command, since they begin with something else than a letter. */
  private static void anyLineIsAnswered(Lab lab) {
    Random random = new Random(1939);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < RANDOM_LINES; i++) {
      StringBuilder line = new StringBuilder().append((char) ('!' + random.nextInt(15)));
      int length = random.nextInt(200);
      while (line.length() < length) {
        char octet = (char) random.nextInt(256);
        line.append(octet == '\r' || octet == '\n' ? ' ' : octet);
      }
      lines.add(line.toString());
    }
    Expect.refusedAfterLogin(lab, lines);
  }
}
