package io.pop3.conformance;

import io.pop3.conformance.toy.ToyBehavior;
import io.pop3.conformance.toy.ToyMaildrop.Message;
import io.pop3.conformance.toy.ToySession;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What servers get wrong about deletion and the end of a session. */
final class DeletionFaults {

  private DeletionFaults() {}

  static Stream<Fault> all() {
    return Stream.of(marks(), ends()).flatMap(s -> s);
  }

  private static Stream<Fault> marks() {
    return Stream.of(
        Fault.of(
            "deletes at DELE",
            new ToyBehavior() {
              @Override
              protected Optional<String> instead(ToySession session, String line) {
                if (line.equals("DELE 1")) {
                  session.server().maildrop().remove(session.snapshot().get(0));
                }
                return Optional.empty();
              }
            },
            "1939-DELE-1",
            "1939-UPD-6",
            "E-X-01"),
        Fault.insteadIf(true, "RETR 2", "+OK\r\n.", "1939-DELE-2"),
        Fault.insteadIf(true, "DELE 2", "+OK", "1939-DELE-2", "E-X-12"),
        Fault.instead("DELE 4", "+OK", "1939-DELE-3"),
        Fault.insteadIf(true, "RSET", "+OK", "1939-RSET-1", "E-X-12"),
        Fault.instead("RSET x", "+OK", "1939-RSET-2"),
        Fault.of(
            "clears marks at NOOP",
            new ToyBehavior() {
              @Override
              protected Optional<String> instead(ToySession session, String line) {
                if (line.equals("NOOP")) {
                  session.marked().clear();
                }
                return Optional.empty();
              }
            },
            "1939-NOOP-1"),
        Fault.instead("NOOP x", "+OK", "1939-NOOP-2"),
        Fault.instead("QUIT now", "+OK", "1939-QUIT-2"));
  }

  private static Stream<Fault> ends() {
    return Stream.of(
        atQuit("removes nothing", (session, marked) -> List.of(), "1939-UPD-1"),
        atQuit("removes everything", (session, marked) -> session.snapshot(), "1939-UPD-1"),
        atEnd("deletes at the end of the input", false, "1939-UPD-6", "1939-QUIT-2"),
        atEnd("deletes when the connection breaks", true, "E-X-01", "E-T-12"),
        partial("runs a line without its end", partial -> partial, "E-C-07"),
        partial("runs a line that ends in CR", partial -> partial.replace("\r", ""), "E-C-06"),
        Fault.of(
            "ends at a half-close",
            new ToyBehavior() {
              @Override
              protected boolean endsAtHalfClose() {
                return true;
              }
            },
            "A-27"),
        Fault.of(
            "removes only while the client waits",
            new ToyBehavior() {
              @Override
              protected boolean quitNeedsReader() {
                return true;
              }
            },
            "E-X-02"),
        Fault.of(
            "goes on when a reply is lost",
            new ToyBehavior() {
              @Override
              protected boolean goesOnAfterLostReply() {
                return true;
              }
            },
            "A-26"),
        Fault.of(
            "sends mail that is gone",
            new ToyBehavior() {
              @Override
              protected String rewrite(ToySession session, String line, String reply) {
                return reply.startsWith("-ERR [SYS/TEMP]") ? "+OK\r\nbody\r\n.\r\n" : reply;
              }
            },
            "A-29"),
        Fault.rewriting(
            "does not say that trouble will pass",
            "RETR",
            reply -> reply.replace("-ERR [SYS/TEMP]", "-ERR"),
            "A-29"),
        Fault.of(
            "forgets commands that it has not run yet",
            new ToyBehavior() {
              @Override
              protected boolean forgetsPipelined() {
                return true;
              }
            },
            "2449-PIPE-1",
            "2449-PIPE-3",
            "A-58",
            "E-C-02"));
  }

  private static Fault atQuit(
      String name, BiFunction<ToySession, List<Message>, List<Message>> removed, String caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected List<Message> removedAtQuit(ToySession session, List<Message> marked) {
            return removed.apply(session, marked);
          }
        },
        caughtBy);
  }

  private static Fault atEnd(String name, boolean ifBroken, String... caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected void ended(ToySession session, boolean byError) {
            if (byError == ifBroken) {
              List<Integer> marked = List.copyOf(session.marked());
              marked.forEach(
                  n -> session.server().maildrop().remove(session.snapshot().get(n - 1)));
            }
          }
        },
        caughtBy);
  }

  private static Fault partial(String name, UnaryOperator<String> reading, String caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected Optional<String> lineAtEnd(String partial) {
            return partial.isEmpty() ? Optional.empty() : Optional.of(reading.apply(partial));
          }
        },
        caughtBy);
  }
}
