package io.pop3.protocol.testkit;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitraries of message content and of raw streams. */
final class MessageArbitraries {

  private MessageArbitraries() {}

  static Arbitrary<StoredMessage> messages() {
    return Arbitraries.frequencyOf(
            Tuple.of(4, soup()),
            Tuple.of(4, mail()),
            Tuple.of(1, noise(600)),
            Tuple.of(1, longLines()))
        .map(text -> new StoredMessage(OctetString.ofLatin1(text)))
        .edgeCases(edges -> edges.add(new StoredMessage(OctetString.EMPTY)));
  }

  /** Everything that ever went wrong in line and dot handling, in any order. */
  private static Arbitrary<String> soup() {
    return joined(
        Arbitraries.of(
            ".",
            "..",
            "\r",
            "\n",
            "\r\n",
            "\r\n.",
            "\n.",
            ".\r\n",
            "\r.",
            "\r\r\n",
            "\n\n",
            "\r\n\r\n",
            "a",
            " ",
            "\0",
            "\u00FF",
            "H: x",
            "\u00C3\u00A9",
            "From ",
            "\u001B[0m"),
        40);
  }

  private static Arbitrary<String> mail() {
    Arbitrary<String> lineEnd = Arbitraries.of("\n", "\r\n");
    Arbitrary<String> header =
        joinedLines(Arbitraries.of("Subject: x", "To: a@b", " folded", "X:", ". "), 5);
    Arbitrary<String> body =
        joinedLines(
            Arbitraries.oneOf(
                Arbitraries.of("", ".", "..", ".x", "plain text", "\t", "8-bit \u00E9"),
                noise(30).map(text -> text.replace("\n", ""))),
            12);
    Arbitrary<String> tail = Arbitraries.of("", "\n", "no line end", ".", "\r");
    return Combinators.combine(header, Arbitraries.of("\n", "", " \n"), body, tail, lineEnd)
        .as(
            (head, separator, lines, last, end) ->
                (head + separator + lines + last).replace("\n", end));
  }

  private static Arbitrary<String> joinedLines(Arbitrary<String> lines, int maxLines) {
    return joined(lines.map(line -> line + "\n"), maxLines);
  }

  private static Arbitrary<String> joined(Arbitrary<String> parts, int maxParts) {
    return parts.list().ofMaxSize(maxParts).map(ValueArbitraries::joined);
  }

  private static Arbitrary<String> noise(int maxOctets) {
    return Arbitraries.strings().withCharRange('\0', '\u00FF').ofMaxLength(maxOctets);
  }

  private static Arbitrary<String> longLines() {
    Arbitrary<Integer> lengths = Arbitraries.of(List.of(997, 998, 999, 4096, 8191, 8192, 20_000));
    Arbitrary<String> line =
        Combinators.combine(Arbitraries.of("x", ".", "\r", "\u00E9"), lengths).as(String::repeat);
    return Combinators.combine(line, Arbitraries.of("", "\n", "\r\n", "\n.\n"), line)
        .as((first, between, second) -> first + between + second);
  }

  static Arbitrary<OctetString> streams() {
    Arbitrary<String> line =
        Arbitraries.oneOf(
            Pop3Arbitraries.lines().map(OctetString::toLatin1),
            Pop3Arbitraries.commandLines().map(command -> command.octets().toLatin1()),
            Arbitraries.integers().between(240, 400).map("x"::repeat));
    Arbitrary<String> lineEnd =
        Arbitraries.frequency(
            Tuple.of(6, "\r\n"), Tuple.of(2, "\n"), Tuple.of(1, "\r\r\n"), Tuple.of(1, ""));
    Arbitrary<String> lines = joined(Combinators.combine(line, lineEnd).as(String::concat), 12);
    return Arbitraries.oneOf(lines, soup(), noise(2000)).map(OctetString::ofLatin1);
  }
}
