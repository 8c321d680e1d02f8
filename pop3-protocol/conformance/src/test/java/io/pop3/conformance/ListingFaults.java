package io.pop3.conformance;

import io.pop3.conformance.toy.ToyBehavior;
import io.pop3.conformance.toy.ToyMaildrop.Message;
import io.pop3.conformance.toy.ToySession;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What servers get wrong about listings: numbers, sizes and unique-ids. */
final class ListingFaults {

  private ListingFaults() {}

  static Stream<Fault> all() {
    return Stream.of(listings(), numbers(), uids()).flatMap(s -> s);
  }

  private static Stream<Fault> listings() {
    return Stream.of(
        Fault.rewriting(
            "leaves the octets out of STAT",
            "STAT",
            reply -> reply.replaceFirst("(\\+OK \\d+) \\d+", "$1"),
            "1939-STAT-1"),
        Fault.rewriting(
            "says more in STAT",
            "STAT",
            reply -> reply.replace("\r\n", " octets\r\n"),
            "1939-STAT-3"),
        Fault.replying(
            "counts marked messages in STAT",
            "STAT",
            (session, right) -> "+OK " + session.snapshot().size() + right.substring(5),
            "1939-STAT-2",
            "E-X-12"),
        Fault.instead("STAT 1", "+OK 3 600", "1939-STAT-5"),
        Fault.rewriting(
            "adds up wrongly",
            "STAT",
            reply -> reply.replaceFirst("(\\+OK \\d+) \\d+", "$1 1"),
            "1939-STAT-6"),
        Fault.rewriting(
            "leaves the last message out of LIST",
            "LIST",
            reply -> reply.replaceFirst("[^\r\n]+\r\n\\.\r\n$", ".\r\n"),
            "1939-LIST-1"),
        Fault.rewriting(
            "writes LIST with colons",
            "LIST",
            reply -> reply.replaceAll("(?m)^(\\d+) ", "$1: "),
            "1939-LIST-2"),
        Fault.rewriting(
            "says more in LIST",
            "LIST",
            reply -> reply.replaceAll("(?m)^(\\d+ \\d+)", "$1 octets"),
            "1939-LIST-3"),
        Fault.rewriting(
            "writes LIST of one message in several lines",
            "LIST 1",
            reply -> reply + ".\r\n",
            "1939-LIST-5"),
        Fault.rewriting(
            "lists another size for one message", "LIST 2", reply -> "+OK 2 1\r\n", "1939-LIST-5"),
        Fault.instead("LIST 4", "+OK 4 0", "1939-LIST-6"),
        Fault.replying(
            "refuses LIST of an empty maildrop",
            "LIST",
            (session, right) -> session.snapshot().isEmpty() ? "-ERR no mail\r\n" : right,
            "1939-LIST-7"),
        Fault.of(
            "counts a line end as one octet",
            new ToyBehavior() {
              @Override
              protected long size(ToySession session, String wire) {
                return wire.lines().mapToLong(line -> line.length() + 1L).sum();
              }
            },
            "1939-LIST-8",
            "E-M-08",
            "E-M-09"),
        Fault.of(
            "counts stuffing dots",
            new ToyBehavior() {
              @Override
              protected long size(ToySession session, String wire) {
                return encode(wire).length() - 3L;
              }
            },
            "1939-LIST-8",
            "E-M-12"),
        Fault.of(
            "counts the terminator",
            new ToyBehavior() {
              @Override
              protected long size(ToySession session, String wire) {
                return wire.length() + 3L;
              }
            },
            "1939-LIST-8",
            "E-M-01"),
        Fault.rewriting("lists from the end", "LIST", ListingFaults::reversed, "1939-NUM-1"),
        Fault.of(
            "changes sizes when a message is read",
            new ToyBehavior() {
              private boolean read;

              @Override
              protected Optional<String> instead(ToySession session, String line) {
                read |= line.startsWith("RETR");
                return Optional.empty();
              }

              @Override
              protected long size(ToySession session, String wire) {
                return wire.length() + (read ? 1L : 0L);
              }
            },
            "1939-NUM-2"),
        Fault.replying(
            "renumbers after DELE",
            "LIST",
            (session, right) -> session.marked().isEmpty() ? right : renumbered(right),
            "1939-NUM-4"),
        Fault.of(
            "shows mail that arrives",
            new ToyBehavior() {
              @Override
              protected String rewrite(ToySession session, String line, String reply) {
                int now = session.server().maildrop().snapshot().size();
                return line.equals("STAT") && now > session.snapshot().size()
                    ? "+OK " + now + " 0\r\n"
                    : reply;
              }
            },
            "1939-NUM-5"));
  }

  private static String reversed(String reply) {
    List<String> lines = new ArrayList<>(reply.lines().toList());
    if (lines.size() < 4) {
      return reply;
    }
    Collections.reverse(lines.subList(1, lines.size() - 1));
    return String.join("\r\n", lines) + "\r\n";
  }

  private static String renumbered(String reply) {
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (String line : reply.lines().toList()) {
      boolean item = Character.isDigit(line.charAt(0));
      text.append(item ? line.replaceFirst("^\\d+", Integer.toString(++number)) : line);
      text.append("\r\n");
    }
    return text.toString();
  }

  private static Stream<Fault> numbers() {
    return Stream.of(
        number("takes 0 for 1", (text, n) -> n.signum() == 0 ? BigInteger.ONE : n, "E-N-01"),
        number("reads numbers in 32 bits", (text, n) -> BigInteger.valueOf(n.intValue()), "E-N-05"),
        number(
            "reads numbers in 64 bits", (text, n) -> BigInteger.valueOf(n.longValue()), "E-N-05"),
        number(
            "reads the first digit of a very long number",
            (text, n) -> text.length() > 200 ? new BigInteger(text.substring(0, 1)) : n,
            "E-N-06"),
        Fault.misreading(
            "takes any decimal digit of Unicode",
            line -> line.replace("\u00D9\u00A1", "1"),
            "E-N-07"),
        Fault.misreading(
            "reads numbers up to the first other character",
            line -> line.replaceFirst("^(LIST \\d+)[^\\d ].*", "$1"),
            "1939-NUM-3"),
        Fault.misreading(
            "takes a sign", line -> line.replaceFirst("^(RETR )\\+", "$1"), "1939-NUM-3"),
        Fault.misreading(
            "takes hexadecimal digits", line -> line.replace(" 0x1", " 1"), "1939-NUM-3"),
        Fault.instead("LIST 01", "-ERR no such message", "A-10"));
  }

  private static Fault number(
      String name, BiFunction<String, BigInteger, BigInteger> reading, String caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected OptionalInt number(String text, int count) {
            return text.matches("[0-9]+")
                ? super.number(reading.apply(text, new BigInteger(text)).abs().toString(), count)
                : OptionalInt.empty();
          }
        },
        caughtBy);
  }

  private static Stream<Fault> uids() {
    return Stream.of(
        Fault.rewriting(
            "leaves the last message out of UIDL",
            "UIDL",
            reply -> reply.replaceFirst("[^\r\n]+\r\n\\.\r\n$", ".\r\n"),
            "1939-UIDL-1",
            "1939-UIDL-10"),
        Fault.rewriting(
            "says more in UIDL",
            "UIDL",
            reply -> reply.replaceAll("(?m)^(\\d+ uid\\d+)", "$1 new"),
            "1939-UIDL-2"),
        uid("has long unique-ids", (session, m) -> "x".repeat(70) + m.uid(), "1939-UIDL-3"),
        uid("has unique-ids beyond ASCII", (session, m) -> "\u00E9" + m.uid(), "1939-UIDL-3"),
        uid(
            "gives new unique-ids in every session",
            (session, m) -> m.uid() + "." + System.identityHashCode(session),
            "1939-UIDL-4",
            "1939-UIDL-5"),
        uid("gives all messages one unique-id", (session, m) -> "same", "1939-UIDL-4"),
        uid(
            "makes unique-ids of the content",
            (session, m) -> Integer.toHexString(m.octets().hashCode()),
            "1939-UIDL-6",
            "A-23"),
        Fault.rewriting(
            "gives another unique-id when asked for one",
            "UIDL 1",
            r -> "+OK 1 other\r\n",
            "1939-UIDL-9"),
        Fault.instead("UIDL 4", "+OK 4 uid", "1939-UIDL-9"),
        Fault.replying(
            "shows marked messages in UIDL",
            "UIDL",
            (session, right) ->
                session.marked().isEmpty()
                    ? right
                    : right.replace("\r\n.\r\n", "\r\n2 uid\r\n.\r\n"),
            "1939-UIDL-10"),
        Fault.announcing(
            "has no TOP",
            true,
            lines -> lines.stream().filter(line -> !line.equals("TOP")).toList(),
            "1939-OPT-1",
            "2449-CAPA-5"));
  }

  private static Fault uid(
      String name, BiFunction<ToySession, Message, String> uid, String... caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected String uid(ToySession session, Message message) {
            return uid.apply(session, message);
          }
        },
        caughtBy);
  }
}
