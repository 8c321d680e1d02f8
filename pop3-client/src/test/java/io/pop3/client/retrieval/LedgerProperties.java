package io.pop3.client.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.client.retrieval.LedgerEntry.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;

/**
 * What is written is read again; what is damaged is left out; nothing is read that was not written.
 */
class LedgerProperties {

  private static final Account ACCOUNT = new Account("harish@localhost");

  private final Path directory = temporaryDirectory();

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("ledger");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterTry
  void clean() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  @Provide
  Arbitrary<LedgerLine> lines() {
    Arbitrary<Optional<String>> uniqueIds =
        Arbitraries.chars()
            .range('\0', '\u00ff')
            .list()
            .ofMinSize(1)
            .ofMaxSize(5)
            .map(list -> list.stream().map(String::valueOf).reduce("", String::concat))
            .optional(0.9);
    Arbitrary<MessageKey> keys =
        Combinators.combine(
                uniqueIds,
                Arbitraries.of("00", "ff").map(digits -> digits.repeat(32)),
                Arbitraries.integers().between(0, 2))
            .as(MessageKey::new);
    Arbitrary<Instant> instants =
        Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
    return Combinators.combine(
            keys,
            Arbitraries.longs().greaterOrEqual(0),
            instants,
            Arbitraries.of(State.class),
            instants,
            Arbitraries.integers().between(0, 3))
        .as(
            (key, size, stored, state, since, dice) ->
                dice == 0
                    ? new LedgerLine(new LedgerEntry(key, size, stored, State.KEPT, since), true)
                    : new LedgerLine(new LedgerEntry(key, size, stored, state, since), false));
  }

  @Property
  void lineIsReadAsItWasWritten(@ForAll("lines") LedgerLine line) {
    String text = line.format(ACCOUNT);
    assertThat(text).matches("[\\x21-\\x7E ]+\\n");
    assertThat(LedgerLine.parse(ACCOUNT, text.substring(0, text.length() - 1))).contains(line);
    assertThat(LedgerLine.parse(new Account("other"), text.substring(0, text.length() - 1)))
        .isEmpty();
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void ledgerIsReadAsItWasWritten(@ForAll("nonEmpty") List<LedgerLine> lines) throws IOException {
    write(lines);
    assertThat(read()).isEqualTo(replay(lines));
  }

  /** Any prefix: the lines that are whole count, and writing goes on behind it. */
  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void prefixHoldsWhatItsWholeLinesSay(
      @ForAll("nonEmpty") List<LedgerLine> lines, @ForAll @IntRange(max = 10_000) int cut)
      throws IOException {
    write(lines);
    byte[] octets = Files.readAllBytes(file());
    int length = cut % (octets.length + 1);
    Files.write(file(), Arrays.copyOf(octets, length));
    int whole = wholeLines(octets, length);
    assertThat(read()).isEqualTo(replay(lines.subList(0, whole)));
    List<LedgerLine> more = List.of(lines.get(0));
    write(more);
    List<LedgerLine> expected = new ArrayList<>(lines.subList(0, whole));
    expected.addAll(more);
    assertThat(read()).isEqualTo(replay(expected));
  }

  /** A line that lacks nothing but its line end counts. */
  private static int wholeLines(byte[] octets, int length) {
    int whole = length < octets.length && octets[length] == '\n' ? 1 : 0;
    for (int i = 0; i < length; i++) {
      whole += octets[i] == '\n' ? 1 : 0;
    }
    return whole;
  }

  /** Damage of one octet costs one line, two if it joins them, and never makes up another. */
  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void damagedOctetCostsItsLineAlone(
      @ForAll("nonEmpty") List<LedgerLine> lines,
      @ForAll @IntRange(max = 10_000) int where,
      @ForAll @IntRange(min = 1, max = 255) int flipped)
      throws IOException {
    write(lines);
    byte[] octets = Files.readAllBytes(file());
    int position = where % octets.length;
    octets[position] ^= (byte) flipped;
    Files.write(file(), octets);
    int hit = lineAt(octets, position);
    List<LedgerLine> expected = new ArrayList<>(lines);
    boolean joined = (octets[position] ^ (byte) flipped) == '\n';
    if (joined && hit + 1 < lines.size()) {
      expected.remove(hit + 1);
    }
    expected.remove(hit);
    assertThat(read()).isEqualTo(replay(expected));
    try (Ledger ledger = Ledger.open(directory, ACCOUNT)) {
      assertThat(ledger.damagedLines()).isBetween(1, 2);
    }
  }

  /** Which line an octet belongs to in the undamaged file. */
  private static int lineAt(byte[] octets, int position) {
    int line = 0;
    for (int i = 0; i < position; i++) {
      line += octets[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  @Provide
  Arbitrary<List<LedgerLine>> nonEmpty() {
    return lines().list().ofMinSize(1).ofMaxSize(12);
  }

  /** Garbage of any kind is survived, and nothing is made of it. */
  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void garbageIsLeftOut(@ForAll byte[] garbage, @ForAll("nonEmpty") List<LedgerLine> lines)
      throws IOException {
    try (Ledger ledger = Ledger.open(directory, ACCOUNT)) {
      assertThat(ledger.size()).isZero();
    }
    Files.write(file(), garbage);
    assertThat(read()).isEmpty();
    write(lines);
    assertThat(read()).isEqualTo(replay(lines));
  }

  @Example
  void compactionKeepsWhatIsKnown() throws IOException {
    MessageKey key = new MessageKey(Optional.of("a"), "00".repeat(32), 0);
    MessageKey other = new MessageKey(Optional.of("b"), "00".repeat(32), 0);
    LedgerEntry entry = new LedgerEntry(key, 1, Instant.EPOCH, State.KEPT, Instant.EPOCH);
    LedgerEntry last = new LedgerEntry(other, 2, Instant.EPOCH, State.KEPT, Instant.EPOCH);
    try (Ledger ledger = Ledger.open(directory, ACCOUNT)) {
      for (int i = 0; i < 2000; i++) {
        ledger.put(entry.in(State.MISSING, Instant.ofEpochSecond(i)));
      }
      long before = Files.size(ledger.file());
      ledger.compact();
      assertThat(Files.size(ledger.file())).isLessThan(before / 1000);
      ledger.put(last);
      ledger.compact();
    }
    assertThat(read())
        .containsOnly(
            Map.entry(key, entry.in(State.MISSING, Instant.ofEpochSecond(1999))),
            Map.entry(other, last));
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".ledger")).findFirst().orElseThrow();
    }
  }

  private void write(List<LedgerLine> lines) throws IOException {
    try (Ledger ledger = Ledger.open(directory, ACCOUNT)) {
      for (LedgerLine line : lines) {
        if (line.forgotten()) {
          ledger.forget(line.entry());
        } else {
          ledger.put(line.entry());
        }
      }
      ledger.sync();
    }
  }

  private Map<MessageKey, LedgerEntry> read() throws IOException {
    try (Ledger ledger = Ledger.open(directory, ACCOUNT)) {
      Map<MessageKey, LedgerEntry> entries = new HashMap<>();
      ledger.entries().forEach(entry -> entries.put(entry.key(), entry));
      return entries;
    }
  }

  private static Map<MessageKey, LedgerEntry> replay(List<LedgerLine> lines) {
    Map<MessageKey, LedgerEntry> entries = new HashMap<>();
    for (LedgerLine line : lines) {
      if (line.forgotten()) {
        entries.remove(line.entry().key());
      } else {
        entries.put(line.entry().key(), line.entry());
      }
    }
    return entries;
  }
}
