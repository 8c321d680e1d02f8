package io.pop3.protocol.testkit;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitraries of whole sessions. */
final class DialogueArbitraries {

  private static final int MAX_LINES = 16;

  private DialogueArbitraries() {}

  /** Sessions with a mailbox: most log in, all of them do a bit of everything. */
  static Arbitrary<Dialogue> dialogues(SampleMailbox mailbox) {
    Arbitrary<OctetString> line =
        Arbitraries.frequencyOf(
            Tuple.of(10, transactionLines(mailbox.messages().size() + 1)),
            Tuple.of(3, authorizationLines(mailbox)),
            Tuple.of(2, Pop3Arbitraries.malformedLines().map(MalformedLine::octets)),
            Tuple.of(
                1, Arbitraries.integers().between(256, 600).map(DialogueArbitraries::overlong)));
    Arbitrary<List<OctetString>> start =
        Arbitraries.frequency(Tuple.of(8, login(mailbox)), Tuple.of(2, List.of()));
    Arbitrary<List<OctetString>> end =
        Arbitraries.of(List.of(OctetString.ofLatin1("QUIT")), List.of());
    return Combinators.combine(start, line.list().ofMaxSize(MAX_LINES), end)
        .as(DialogueArbitraries::join);
  }

  private static List<OctetString> login(SampleMailbox mailbox) {
    return List.of(
        OctetString.ofLatin1("USER " + mailbox.user()),
        OctetString.ofLatin1("PASS " + mailbox.password()));
  }

  private static Dialogue join(
      List<OctetString> start, List<OctetString> middle, List<OctetString> end) {
    List<OctetString> lines = new ArrayList<>(start);
    lines.addAll(middle);
    lines.addAll(end);
    return new Dialogue(lines);
  }

  private static OctetString overlong(int octets) {
    return OctetString.ofLatin1("DELE 1" + " ".repeat(octets - 6));
  }

  private static Arbitrary<OctetString> transactionLines(int maxNumber) {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, maxNumber);
    Arbitrary<String> bare =
        Arbitraries.of("STAT", "LIST", "UIDL", "NOOP", "RSET", "CAPA", "stat", "Uidl");
    Arbitrary<String> numbered =
        Combinators.combine(
                Arbitraries.of("LIST ", "UIDL ", "RETR ", "DELE ", "dele ", "RETR 00"), numbers)
            .as((keyword, number) -> keyword + number);
    Arbitrary<String> top =
        Combinators.combine(numbers, Arbitraries.of("0", "1", "2", "99999999999999999999"))
            .as((number, lines) -> "TOP " + number + " " + lines);
    return Arbitraries.frequencyOf(Tuple.of(3, bare), Tuple.of(5, numbered), Tuple.of(1, top))
        .map(OctetString::ofLatin1);
  }

  private static Arbitrary<OctetString> authorizationLines(SampleMailbox mailbox) {
    return Arbitraries.of(
            "USER " + mailbox.user(),
            "USER nobody",
            "PASS " + mailbox.password(),
            "PASS " + mailbox.password() + " ",
            "PASS wrong",
            "APOP " + mailbox.user() + " " + "0".repeat(32),
            "AUTH UNKNOWN",
            "LAST")
        .map(OctetString::ofLatin1);
  }
}
