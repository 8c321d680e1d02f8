package io.pop3.conformance;

import io.pop3.conformance.toy.ToyBehavior;
import io.pop3.conformance.toy.ToySession;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What servers get wrong about the messages they send. */
final class MessageFaults {

  private MessageFaults() {}

  static Stream<Fault> all() {
    return Stream.of(retrievals(), tops(), contents()).flatMap(s -> s);
  }

  private static Stream<Fault> retrievals() {
    return Stream.of(
        wire("loses the last line", w -> w.replaceFirst("[^\n]+\r\n$", ""), "1939-RETR-1"),
        wire(
            "loses a header field",
            w -> w.replaceFirst("Date: [^\n]*\n", ""),
            "1939-RETR-1",
            "A-24"),
        Fault.instead("RETR 4", "+OK nothing\r\n.", "1939-RETR-2", "1939-NUM-5", "1939-ML-5"),
        Fault.of(
            "counts how often a message is read",
            new ToyBehavior() {
              private int reads;

              @Override
              protected String rewrite(ToySession session, String line, String reply) {
                return line.startsWith("RETR") && reply.startsWith("+OK")
                    ? reply.replaceFirst("\r\n", "\r\nX-Reads: " + ++reads + "\r\n")
                    : reply;
              }
            },
            "1939-RETR-3"),
        Fault.rewriting(
            "forgets the terminator",
            "RETR",
            reply -> reply.replaceFirst("\\.\r\n$", ""),
            "1939-ML-1"),
        Fault.of(
            "does not stuff dots",
            new ToyBehavior() {
              @Override
              protected boolean stuffs(int offset) {
                return false;
              }
            },
            "1939-ML-2",
            "E-M-02",
            "E-M-03",
            "E-M-13",
            "E-M-14",
            "E-M-17",
            "E-M-19"),
        Fault.rewriting(
            "ends a refusal of RETR like a message",
            "RETR 4",
            reply -> reply + ".\r\n",
            "1939-ML-5",
            "1939-RETR-2"),
        Fault.rewriting(
            "sends lines that end in LF",
            "RETR",
            reply -> reply.replaceAll("(?<=[a-z.])\r\n(?=[A-Za-z])", "\n"),
            "1939-FMT-1"),
        wire("breaks long lines", w -> w.replaceAll("(x{998})", "$1\r\n"), "5322-LEN-1", "E-M-23"),
        Fault.of(
            "does not stuff dots where its buffers begin",
            new ToyBehavior() {
              @Override
              protected boolean stuffs(int offset) {
                return offset == 0 || offset % 8192 != 0;
              }
            },
            "E-M-22"),
        Fault.of(
            "lets a TOP come to lie on a message read ahead",
            new ToyBehavior() {
              private Optional<String> before = Optional.empty();

              @Override
              protected String rewrite(ToySession session, String line, String reply) {
                Optional<String> there = before;
                before = line.startsWith("TOP") ? Optional.of(reply) : Optional.empty();
                return line.startsWith("RETR") ? there.orElse(reply) : reply;
              }
            },
            "E-M-22"));
  }

  private static Fault wire(String name, UnaryOperator<String> change, String... caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected String wire(ToySession session, String stored) {
            return change.apply(super.wire(session, stored));
          }
        },
        caughtBy);
  }

  private static Stream<Fault> tops() {
    return Stream.of(
        Fault.instead("TOP 1 -1", "+OK\r\n.", "1939-TOP-1"),
        top("sends a line too many", (top, w, n) -> top.of(w, n.add(BigInteger.ONE)), "1939-TOP-2"),
        top(
            "reads numbers of lines in 32 bits",
            (top, w, n) -> top.of(w, BigInteger.valueOf(n.intValue())),
            "1939-TOP-3"),
        top(
            "forgets the empty line",
            (top, w, n) ->
                n.signum() == 0 ? w.substring(0, w.indexOf("\r\n\r\n") + 2) : top.of(w, n),
            "1939-TOP-4",
            "1939-TOP-2"),
        top(
            "takes lines for octets",
            (top, w, n) -> {
              int header = w.indexOf("\r\n\r\n") + 4;
              return w.substring(0, Math.min(w.length(), header + n.intValue())) + "\r\n";
            },
            "1939-TOP-5"),
        Fault.of(
            "wants a header in front of the empty line",
            new ToyBehavior() {
              @Override
              protected int headerLength(String wire) {
                int end = wire.indexOf("\r\n\r\n");
                return end < 0 ? -1 : end + 4;
              }
            },
            "5322-HDR-1"),
        Fault.of(
            "takes a line of blanks for the end of the header",
            new ToyBehavior() {
              @Override
              protected int headerLength(String wire) {
                return super.headerLength(wire.replace("\r\n \r\n", "\r\n\r\n "));
              }
            },
            "5322-HDR-2"),
        Fault.instead("TOP 1 000", "-ERR", "E-N-09"),
        top(
            "adds an empty line",
            (top, w, n) -> w.contains("\r\n\r\n") ? top.of(w, n) : w + "\r\n",
            "A-19"));
  }

  private interface Top {
    String of(String wire, BigInteger lines);
  }

  private interface TopChange {
    String of(Top right, String wire, BigInteger lines);
  }

  private static Fault top(String name, TopChange change, String... caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected String top(String wire, BigInteger lines) {
            return change.of(super::top, wire, lines);
          }
        },
        caughtBy);
  }

  private static Stream<Fault> contents() {
    return Stream.of(
        stored("has a line end for an empty message", s -> s.isEmpty() ? "\n" : s, "E-M-01"),
        stored(
            "strips line ends from the end",
            s -> s.replaceFirst("[\r\n]+$", ""),
            "E-M-04",
            "E-M-05"),
        stored(
            "takes CR for a line end",
            s -> s.replaceAll("\r(?!\n)", "\n"),
            "E-M-06",
            "E-M-10",
            "E-M-15"),
        stored(
            "doubles the CR of CRLF",
            s -> s.replace("\r\n", "\r\r\n"),
            "E-M-04",
            "E-M-09",
            "E-M-12",
            "E-M-13"),
        stored("takes two CR for one", s -> s.replace("\r\r\n", "\r\n"), "E-M-11"),
        stored(
            "adds a dot to unended lines", s -> s.endsWith("\n") ? s : s + "x", "E-M-07", "E-M-21"),
        stored("skips NUL", s -> s.replace("\0", ""), "E-M-16"),
        Fault.of(
            "counts no NUL",
            new ToyBehavior() {
              @Override
              protected long size(ToySession session, String wire) {
                return wire.replace("\0", "").length();
              }
            },
            "5322-OBS-1"),
        stored("cuts off the eighth bit", s -> s.replace('\u00FF', '\u007F'), "E-M-20"),
        stored("adds a header field", s -> "X-UIDL: 1\n" + s, "A-24", "E-M-08", "E-M-17"));
  }

  private static Fault stored(String name, UnaryOperator<String> change, String... caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected String wire(ToySession session, String stored) {
            return super.wire(session, change.apply(stored));
          }
        },
        caughtBy);
  }
}
