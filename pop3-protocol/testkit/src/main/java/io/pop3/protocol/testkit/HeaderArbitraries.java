package io.pop3.protocol.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitraries of messages whose header sections go beyond ASCII. */
final class HeaderArbitraries {

  private static final List<String> NAMES =
      List.of(
          "Subject",
          "From",
          "to",
          "CC",
          "Content-Type",
          "Content-Disposition",
          "Message-ID",
          "References",
          "Received",
          "Date",
          "Keywords",
          "X-Other",
          "Return-Path",
          "List-Id");

  private HeaderArbitraries() {}

  static Arbitrary<StoredMessage> internationalMessages() {
    Arbitrary<String> lineEnd = Arbitraries.of("\n", "\r\n");
    Arbitrary<String> header = fields().list().ofMaxSize(6).map(ValueArbitraries::joined);
    Arbitrary<String> rest =
        Arbitraries.of("", "\n", "\nbody\n", "\n.\n..\n", "\n8-bit \u00C3\u00A9\u00FF", "\r\n\n");
    return Combinators.combine(header, rest, lineEnd)
        .as((fields, body, end) -> (fields + body).replace("\n", end))
        .map(text -> new StoredMessage(OctetString.ofLatin1(text)));
  }

  private static Arbitrary<String> fields() {
    Arbitrary<String> field =
        Combinators.combine(
                Arbitraries.of(NAMES), Arbitraries.of(":", ": ", " : ", ":\n "), bodies())
            .as((name, colon, body) -> name + colon + body + "\n");
    return Arbitraries.frequencyOf(
        Tuple.of(8, field),
        Tuple.of(1, bodies().map(body -> body + "\n")),
        Tuple.of(1, longFields()));
  }

  /** Everything that has a meaning in some field, in any order. */
  private static Arbitrary<String> bodies() {
    Arbitrary<String> part =
        Arbitraries.of(
            "Fred",
            "fred@example.com",
            "<fred@example.com>",
            "\u00E9",
            "\u00FF",
            "\r",
            "\0",
            latin1("\u00E9"),
            latin1("Gr\u00FC\u00DFe"),
            latin1("\u65E5\u672C\u8A9E"),
            latin1("\uD83D\uDE00"),
            latin1("<j\u00F6@example.com>"),
            latin1("j\u00F6@example.com"),
            "\"",
            "\"a b\"",
            latin1("\"\u00E9 \\\" x\""),
            "(",
            ")",
            latin1("(\u00E9 (nested))"),
            "<",
            ">",
            ",",
            ";",
            ":",
            "=",
            "\\",
            "@",
            "text/plain",
            "name=",
            "filename*=",
            latin1("filename=\"\u00E9.txt\""),
            latin1("; name=r\u00E9sum\u00E9"),
            "=?utf-8?Q?x?=",
            "x",
            "\u00C3",
            "\u0080",
            ".");
    Arbitrary<String> space = Arbitraries.of("", " ", " ", "  ", "\t", "\n ", "\n\t", " \n ");
    return Combinators.combine(part, space)
        .as(String::concat)
        .list()
        .ofMaxSize(12)
        .map(ValueArbitraries::joined);
  }

  /** Fields that nobody wants to hold in memory. */
  private static Arbitrary<String> longFields() {
    Arbitrary<String> unit =
        Arbitraries.of(
            "x",
            "word ",
            latin1("\u00E9"),
            latin1("w\u00F6rd "),
            "\n ",
            "\u00FF",
            "(",
            "\"",
            latin1("\u00E9 <a@b>,\n "),
            "<",
            ";\n a=b",
            latin1(";a=\u00E9"));
    Arbitrary<Integer> lengths = Arbitraries.of(100, 1000, 16_383, 16_384, 16_385, 40_000);
    return Combinators.combine(Arbitraries.of(NAMES), unit, lengths, unit)
        .as(
            (name, first, length, last) ->
                name + ":" + first.repeat(Math.max(1, length / first.length())) + last + "\n");
  }

  /** UTF-8, an octet a char. */
  private static String latin1(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
