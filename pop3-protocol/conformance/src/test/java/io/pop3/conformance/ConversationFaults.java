package io.pop3.conformance;

import static io.pop3.conformance.toy.ToyServer.USER;

import io.pop3.conformance.toy.ToyBehavior;
import io.pop3.conformance.toy.ToySession;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What servers get wrong about greetings, lines and replies. */
final class ConversationFaults {

  private static final String MULTI_LINE = "+OK\r\n.";

  private ConversationFaults() {}

  static Stream<Fault> all() {
    return Stream.of(greetings(), syntax(), lengths(), replies()).flatMap(s -> s);
  }

  private static Stream<Fault> greetings() {
    return Stream.of(
        Fault.of(
            "waits for the client",
            new ToyBehavior() {
              @Override
              protected boolean greetsFirst() {
                return false;
              }
            },
            "1939-CONN-1"),
        greeting("greets in two lines", "+OK Toy\r\n+OK ready", "1939-GRT-1"),
        greeting("greets with a refusal", "-ERR not ready", "1939-GRT-2"),
        greeting("has an angle bracket in its greeting", "+OK a < b", "2449-GRAM-5"),
        timestamp("has a timestamp without a domain", "<1896.697170952>", "1939-APOP-1"),
        timestamp("has one timestamp for all", "<1896.697@toy.example>", "1939-APOP-2"),
        Fault.insteadIf(false, "STAT", "+OK 0 0", "1939-ST-1", "1939-AUTH-2", "8314-POP-3"),
        Fault.insteadIf(false, "QUIT", "-ERR why", "1939-QUIT-1"));
  }

  private static Fault greeting(String name, String greeting, String caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected String greeting(String timestamp) {
            return greeting;
          }
        },
        caughtBy);
  }

  private static Fault timestamp(String name, String fixed, String caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected String greeting(String timestamp) {
            return "+OK Toy ready " + fixed;
          }
        },
        caughtBy);
  }

  private static Stream<Fault> syntax() {
    return Stream.of(
        Fault.of(
            "ends lines at LF",
            new ToyBehavior() {
              @Override
              protected boolean bareLfEndsLine() {
                return true;
              }
            },
            "1939-CMD-1"),
        Fault.instead("NOOP\nNOOP", "-ERR one\r\n-ERR two", "A-03"),
        Fault.of(
            "compares keywords by case",
            new ToyBehavior() {
              @Override
              protected Optional<String> instead(ToySession session, String line) {
                String verb = line.split(" ", 2)[0];
                return verb.equals(verb.toUpperCase(Locale.ROOT))
                    ? Optional.empty()
                    : Optional.of("-ERR unknown");
              }
            },
            "1939-CMD-2"),
        Fault.misreading("takes TAB for a space", s -> s.replace('\t', ' '), "1939-CMD-3"),
        Fault.misreading("skips NUL", s -> s.replace("\0", ""), "1939-CMD-3"),
        Fault.misreading("skips DEL", s -> s.replace("\u007F", ""), "1939-CMD-3"),
        Fault.misreading("cuts off the eighth bit", ConversationFaults::sevenBit, "1939-CMD-3"),
        Fault.misreading("skips CR", s -> s.replace("\r", ""), "E-C-04"),
        Fault.misreading("takes spaces together", s -> s.replaceAll(" +", " "), "1939-CMD-4"),
        Fault.misreading("skips spaces in front", String::stripLeading, "E-C-10"),
        Fault.misreading("skips spaces at the end", String::stripTrailing, "E-C-11"),
        Fault.misreading(
            "takes four letters of a keyword",
            s -> s.replaceAll("^(\\w{4})\\w+", "$1"),
            "1939-CMD-5"),
        Fault.instead("FOO bar", "+OK foo", "1939-CMD-7"),
        Fault.instead("UIDL", MULTI_LINE, "1939-CMD-8").in(ToySetting.MINIMAL),
        Fault.instead("LIST 1 2", "+OK 1 100", "1939-CMD-9"),
        Fault.instead("RETR", "+OK which one?", "1939-CMD-9", "1939-RETR-2"),
        Fault.insteadIf(true, "USER " + USER, "+OK again", "1939-CMD-10"),
        Fault.insteadIf(false, "NOOP", "+OK", "1939-CMD-10", "1939-NOOP-2"),
        Fault.instead("XYZZ", "-ERR unknown\r\n-ERR really", "1939-CMD-12"),
        Fault.of(
            "takes each packet for a line",
            new ToyBehavior() {
              @Override
              protected boolean takesSegmentsForLines() {
                return true;
              }
            },
            "E-C-01"),
        Fault.misreading(
            "folds letters beyond ASCII",
            s -> s.replace("\u00C4\u00B1", "i").replace("\u00C4\u00B0", "I"),
            "E-C-17"),
        Fault.of(
            "breaks down at odd octets",
            new ToyBehavior() {
              @Override
              protected Optional<String> instead(ToySession session, String line) {
                return line.indexOf('\u00FF') >= 0 ? Optional.of(HANG_UP) : Optional.empty();
              }
            },
            "E-C-21"),
        Fault.instead("", "+OK", "A-06"),
        Fault.instead("LAST", "+OK 0", "A-54"));
  }

  private static String sevenBit(String octets) {
    StringBuilder cut = new StringBuilder();
    octets.chars().forEach(c -> cut.append((char) (c & 0x7F)));
    return cut.toString();
  }

  private static Stream<Fault> lengths() {
    return Stream.of(
        Fault.of(
            "refuses lines of more than 100 octets",
            new ToyBehavior() {
              @Override
              protected int longestLine() {
                return 100;
              }
            },
            "2449-LEN-1"),
        Fault.of(
            "takes any line",
            new ToyBehavior() {
              @Override
              protected int longestLine() {
                return Integer.MAX_VALUE;
              }

              @Override
              protected boolean endsAtEndlessLine() {
                return false;
              }
            },
            "A-02",
            "E-C-20"),
        Fault.of(
            "runs the rest of an over-long line",
            new ToyBehavior() {
              @Override
              protected boolean cutsLongLines() {
                return true;
              }

              @Override
              protected void ended(ToySession session, boolean byError) {
                List<Integer> marked = List.copyOf(session.marked());
                marked.forEach(
                    n -> session.server().maildrop().remove(session.snapshot().get(n - 1)));
              }
            },
            "E-L-08"));
  }

  private static Stream<Fault> replies() {
    return Stream.of(
        Fault.rewriting(
            "ends a line with LF", "XYZZ", reply -> reply.replace("\r\n", "\n"), "1939-RSP-1"),
        Fault.instead("XYZZ", "-ERR " + "x".repeat(600), "1939-RSP-2"),
        Fault.instead("NOOP", "+ok", "1939-RSP-3"),
        Fault.instead("250 XYZZ", "250 ok", "1939-RSP-4"),
        Fault.instead("XYZZ", "-ERR\tunknown", "5198-NET-2", "1939-RSP-4"),
        Fault.instead("XYZZ", "-ERR not \u0007 known", "5198-NET-2"),
        Fault.instead("LIST 0", "-ERR [no code", "2449-RC-1"),
        Fault.instead("LIST 0", "-ERR [AUTH] no such message", "3206-AUTH-2"),
        Fault.instead("RETR 0", "-ERR [IN-USE] no such message", "2449-RC-6"),
        Fault.instead("USER " + LoginCases.UNKNOWN, "-ERR [AUTH] who?", "3206-AUTH-3"),
        Fault.instead("USER " + LoginCases.UNKNOWN, "-ERR [LOGIN-DELAY] wait", "2449-RC-8"),
        Fault.instead("XYZZ", "-ERR", "1957-SP-1"),
        Fault.of(
            "echoes what it does not know",
            new ToyBehavior() {
              @Override
              protected String rewrite(ToySession session, String line, String reply) {
                return reply.replace("-ERR unknown", "-ERR unknown: " + line);
              }
            },
            "A-14"));
  }
}
