package io.pop3.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Eight octets at a time, and four times as many, find what one at a time finds. */
class ScanProperties {

  /** LF, a dot, octets that are either but for a bit or two, and the ends of what octets can be. */
  private static final List<Integer> LOOKALIKES =
      List.of(0x0A, 0x0B, 0x2E, 0x2F, 0x8A, 0x8B, 0xAE, 0xAF, 0x00, 0x01, 0x7F, 0x80, 0xFF);

  @Provide
  Arbitrary<byte[]> octets() {
    return tricky().array(byte[].class).ofMaxSize(40);
  }

  private static Arbitrary<Byte> tricky() {
    Arbitrary<Byte> lookalikes = Arbitraries.of(LOOKALIKES).map(Integer::byteValue);
    return Arbitraries.oneOf(lookalikes, Arbitraries.bytes());
  }

  @Property
  void theFirstLfIsFound(@ForAll("octets") byte[] octets) {
    int expected = 0;
    while (expected < octets.length && octets[expected] != '\n') {
      expected++;
    }

    assertThat(Scan.indexOfLf(ByteBuffer.wrap(octets), 0, octets.length)).isEqualTo(expected);
  }

  @Property
  void theFirstLfWithADotOrNothingBehindItIsFound(@ForAll("octets") byte[] octets) {
    int expected = 0;
    while (expected < octets.length
        && (octets[expected] != '\n'
            || (expected + 1 < octets.length && octets[expected + 1] != '.'))) {
      expected++;
    }

    assertThat(Scan.indexOfLfDot(ByteBuffer.wrap(octets), 0, octets.length)).isEqualTo(expected);
  }

  @Property
  void theFirstLfOfAWordIsMarkedExactly(@ForAll("octets") byte[] octets) {
    for (int start = 0; start <= octets.length - Scan.WORD; start++) {
      int expected = 0;
      while (expected < Scan.WORD && octets[start + expected] != '\n') {
        expected++;
      }
      long word = Scan.word(ByteBuffer.wrap(octets), start);

      assertThat(Scan.before(Scan.lineFeeds(word))).isEqualTo(expected);
    }
  }

  @Property
  void theFirstLfOfFourWordsIsFound(
      @ForAll("fourWords") byte[] octets, @ForAll @IntRange(max = 4 * Scan.WORD) int at) {
    for (int i = 0; i < at; i++) {
      octets[i] = octets[i] == '\n' ? (byte) '\r' : octets[i];
    }
    if (at < octets.length) {
      octets[at] = '\n';
    }
    ByteBuffer buffer = ByteBuffer.wrap(octets);

    int found =
        Scan.beforeLf(
            Scan.word(buffer, 0),
            Scan.word(buffer, Scan.WORD),
            Scan.word(buffer, 2 * Scan.WORD),
            Scan.word(buffer, 3 * Scan.WORD));
    assertThat(found).isEqualTo(at);
  }

  @Provide
  Arbitrary<byte[]> fourWords() {
    return tricky().array(byte[].class).ofSize(4 * Scan.WORD);
  }
}
