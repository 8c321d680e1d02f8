package io.pop3.protocol.testkit;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.CommandCodec;
import io.pop3.protocol.command.Verb;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitraries of command lines, legal and otherwise. */
final class CommandLineArbitraries {

  private static final int LINE_OCTETS = 253;

  private static final List<String> TAKES_NOTHING =
      List.of("QUIT", "CAPA", "STLS", "UTF8", "STAT", "NOOP", "RSET");
  private static final List<String> TAKES_A_NUMBER = List.of("LIST", "UIDL", "RETR", "DELE");
  private static final List<String> DEAD_COMMANDS =
      List.of("LAST", "RPOP", "XTND", "XSENDER", "HELO", "EHLO", "AUT", "QUITS", "+OK", ".");

  private CommandLineArbitraries() {}

  // ---- legal lines ----

  static Arbitrary<CommandLine> legal() {
    return Combinators.combine(Pop3Arbitraries.commands(), Arbitraries.longs(), zeros())
        .as(CommandLineArbitraries::spelled);
  }

  private static Arbitrary<Integer> zeros() {
    return Arbitraries.integers().between(0, 30);
  }

  /** One spelling of a command: bit n of {@code cases} says whether letter n is small. */
  private static CommandLine spelled(Command command, long cases, int zeros) {
    String line = plain(command);
    int keywordEnd = line.indexOf(' ') < 0 ? line.length() : line.indexOf(' ');
    String rest = line.substring(keywordEnd);
    String spelledRest =
        switch (command.verb()) {
          case LIST, UIDL, RETR, DELE, TOP -> rest.replace(" ", " " + "0".repeat(zeros));
          case AUTH -> mixMechanism(rest, cases);
          case APOP -> mixDigest(rest, cases);
          default -> rest;
        };
    String keyword = mixCase(line.substring(0, keywordEnd), cases);
    return new CommandLine(OctetString.ofLatin1(keyword + spelledRest), command);
  }

  private static String mixMechanism(String rest, long cases) {
    int end = rest.indexOf(' ', 1) < 0 ? rest.length() : rest.indexOf(' ', 1);
    return mixCase(rest.substring(0, end), cases >>> 8) + rest.substring(end);
  }

  private static String mixDigest(String rest, long cases) {
    int digest = rest.length() - 32;
    return rest.substring(0, digest) + mixCase(rest.substring(digest), cases >>> 8);
  }

  private static String mixCase(String text, long cases) {
    StringBuilder mixed = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      String letter = text.substring(i, i + 1);
      boolean small = (cases >>> (i % Long.SIZE) & 1) == 1;
      mixed.append(small ? letter.toLowerCase(Locale.ROOT) : letter.toUpperCase(Locale.ROOT));
    }
    return mixed.toString();
  }

  private static String plain(Command command) {
    byte[] line = CommandCodec.encode(command);
    return new String(line, 0, line.length - 2, StandardCharsets.ISO_8859_1);
  }

  // ---- malformed lines ----

  static Arbitrary<MalformedLine> malformed() {
    return Arbitraries.oneOf(
            Arrays.asList(
                fault("empty line", Arbitraries.just("")),
                fault("unknown keyword", unknownKeywords()),
                fault("space in front", legalText().map(line -> " " + line)),
                fault("control character", withOctet(controls())),
                fault(
                    "octet beyond ASCII", withOctet(Arbitraries.chars().range('\u0080', '\u00FF'))),
                fault("too many arguments", tooManyArguments()),
                fault("too few arguments", tooFewArguments()),
                fault("not a number", notNumbers()),
                fault("number 0", zeroNumbers()),
                fault("malformed argument", malformedArguments())))
        .filter(line -> line.octets().size() <= LINE_OCTETS);
  }

  private static Arbitrary<MalformedLine> fault(String fault, Arbitrary<String> lines) {
    return lines.map(line -> new MalformedLine(OctetString.ofLatin1(line), fault));
  }

  private static Arbitrary<String> legalText() {
    return legal().map(line -> line.octets().toLatin1());
  }

  private static Arbitrary<String> unknownKeywords() {
    Arbitrary<String> printable =
        Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(6);
    Arbitrary<String> keywords =
        Arbitraries.oneOf(printable, Arbitraries.of(DEAD_COMMANDS))
            .filter(
                word ->
                    Arrays.stream(Verb.values())
                        .noneMatch(verb -> verb.name().equalsIgnoreCase(word)));
    Arbitrary<String> arguments = Arbitraries.of("", " 1", " a b", " 1 2 3");
    return Combinators.combine(keywords, arguments).as(String::concat);
  }

  private static Arbitrary<Character> controls() {
    return Arbitraries.oneOf(Arbitraries.chars().range('\0', '\u001F'), Arbitraries.just('\u007F'))
        .filter(c -> c != '\n');
  }

  private static Arbitrary<String> withOctet(Arbitrary<Character> octets) {
    // The last place is left out: a CR there belongs to the line end.
    return Combinators.combine(
            legalText(), octets, Arbitraries.doubles().between(0, false, 1, true))
        .as(
            (line, octet, where) -> {
              int index = (int) (where * line.length());
              return line.substring(0, index) + octet + line.substring(index);
            });
  }

  private static Arbitrary<String> tooManyArguments() {
    return Arbitraries.oneOf(
        Arbitraries.of(TAKES_NOTHING).map(keyword -> keyword + " x"),
        Arbitraries.of(TAKES_A_NUMBER).map(keyword -> keyword + " 1 2"),
        Arbitraries.of("TOP 1 2 3", "USER a b", "LANG de en", "AUTH PLAIN AAAA AAAA"),
        CommandArbitraries.digests().map(digest -> "APOP a " + digest + " b"));
  }

  private static Arbitrary<String> tooFewArguments() {
    return Arbitraries.of(
        "RETR", "DELE", "TOP", "TOP 1", "USER", "PASS", "PASS ", "APOP", "APOP x");
  }

  private static Arbitrary<String> notNumbers() {
    Arbitrary<String> words =
        Arbitraries.strings()
            .withCharRange('!', '~')
            .ofMinLength(1)
            .ofMaxLength(12)
            .filter(word -> !word.matches("[0-9]+"));
    Arbitrary<String> signed = Arbitraries.integers().between(0, 9).map(n -> "+" + n);
    return Combinators.combine(
            Arbitraries.of("LIST ", "UIDL ", "RETR ", "DELE ", "TOP 1 "),
            Arbitraries.oneOf(words, signed))
        .as(String::concat);
  }

  private static Arbitrary<String> zeroNumbers() {
    return Combinators.combine(
            Arbitraries.of(Tuple.of("LIST ", ""), Tuple.of("RETR ", ""), Tuple.of("TOP ", " 0")),
            Arbitraries.integers().between(1, 100))
        .as((around, zeros) -> around.get1() + "0".repeat(zeros) + around.get2());
  }

  private static Arbitrary<String> malformedArguments() {
    Arbitrary<String> shortDigests =
        Arbitraries.strings()
            .numeric()
            .ofMinLength(1)
            .ofMaxLength(64)
            .filter(d -> d.length() != 32);
    Arbitrary<String> strangeDigests =
        CommandArbitraries.digests().map(digest -> digest.substring(0, 31) + "g");
    return Arbitraries.oneOf(
        Arbitraries.oneOf(shortDigests, strangeDigests).map(digest -> "APOP user " + digest),
        Arbitraries.strings()
            .withCharRange('A', 'Z')
            .ofMinLength(21)
            .ofMaxLength(40)
            .map(n -> "AUTH " + n),
        Arbitraries.of(
            "AUTH PL@IN", "AUTH PLAIN.", "LANG 1a", "LANG -de", "LANG de-", "LANG de--at"),
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .ofMinLength(9)
            .ofMaxLength(20)
            .map(t -> "LANG " + t));
  }

  // ---- anything ----

  static Arbitrary<OctetString> anything() {
    Arbitrary<String> soup =
        Arbitraries.of(
                "QUIT",
                "list",
                "Pass",
                "USER",
                "APOP",
                "AUTH",
                "TOP",
                "LANG",
                "RETR",
                "UTF8",
                " ",
                " ",
                " ",
                "1",
                "0",
                "01",
                "99999999999999999999",
                "PLAIN",
                "x",
                "=",
                "*",
                "de",
                "-",
                "\t",
                "\0",
                "\r",
                "\u007F",
                "\u00C3\u00A9",
                "\u00C2\u0080",
                "\u00FF",
                "0123456789abcdefABCDEF0123456789")
            .list()
            .ofMaxSize(9)
            .map(ValueArbitraries::joined);
    Arbitrary<String> noise =
        Arbitraries.chars()
            .range('\0', '\u00FF')
            .list()
            .ofMaxSize(300)
            .map(CommandLineArbitraries::text);
    Arbitrary<String> spaced =
        Combinators.combine(
                legalText(),
                Arbitraries.integers().between(1, 3),
                Arbitraries.integers().between(0, 3))
            .as(
                (line, between, behind) ->
                    line.replace(" ", " ".repeat(between)) + " ".repeat(behind));
    Arbitrary<String> utf8 = Pop3Arbitraries.utf8Commands().map(CommandLineArbitraries::plain);
    return Arbitraries.oneOf(
            Arrays.asList(
                soup,
                noise,
                spaced,
                utf8,
                legalText(),
                malformed().map(line -> line.octets().toLatin1())))
        .map(text -> OctetString.ofLatin1(text.replace("\n", "")));
  }

  private static String text(List<Character> characters) {
    StringBuilder text = new StringBuilder();
    characters.forEach(text::append);
    return text.toString();
  }
}
