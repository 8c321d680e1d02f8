package io.pop3.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Well-formed UTF-8, as the strict decoder of the JDK sees it (4616-UTF-1, 6856-USER-7). */
class Utf8Test {

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final CharBuffer text = CharBuffer.allocate(1024);

  @Test
  void everySequenceOfUpToThreeOctetsIsJudgedAsByTheJdk() {
    byte[] octets = new byte[3];
    for (int value = 0; value < 1 << 24; value += value < 1 << 16 ? 1 : 7) {
      octets[0] = (byte) (value >> 16);
      octets[1] = (byte) (value >> 8);
      octets[2] = (byte) value;
      int start = value < 1 << 8 ? 2 : value < 1 << 16 ? 1 : 0;
      if (Utf8.isWellFormed(octets, start, 3) != isWellFormed(octets, start, 3)) {
        throw new AssertionError("judged wrongly: " + Integer.toHexString(value));
      }
    }
  }

  @Test
  void fourOctetSequencesEndAtTheLastCodePoint() {
    for (int lead = 0xF0; lead <= 0xFF; lead++) {
      for (int second = 0; second <= 0xFF; second++) {
        byte[] octets = {(byte) lead, (byte) second, (byte) 0x80, (byte) 0xBF};
        assertThat(Utf8.isWellFormed(octets, 0, 4)).isEqualTo(isWellFormed(octets, 0, 4));
        assertThat(Utf8.isWellFormed(octets, 0, 3)).isFalse();
      }
    }
  }

  @Property
  void everyStringIsWellFormedUnlessCutShort(@ForAll @StringLength(max = 100) String string) {
    byte[] octets = string.getBytes(StandardCharsets.UTF_8);

    assertThat(Utf8.isWellFormed(octets, 0, octets.length)).isTrue();
    for (int end = 0; end < octets.length; end++) {
      assertThat(Utf8.isWellFormed(octets, 0, end)).isEqualTo(isWellFormed(octets, 0, end));
    }
  }

  private boolean isWellFormed(byte[] octets, int start, int end) {
    text.clear();
    return decoder
        .reset()
        .decode(ByteBuffer.wrap(octets, start, end - start), text, true)
        .isUnderflow();
  }
}
