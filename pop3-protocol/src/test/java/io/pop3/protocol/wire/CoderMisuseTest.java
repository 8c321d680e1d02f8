package io.pop3.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What coders refuse, and what they leave to the caller; that they code rightly are laws. */
class CoderMisuseTest {

  @Test
  void encoderIsUsedForOneMessage() {
    WireEncoder encoder = new WireEncoder();
    assertThat(encoder.encode(ByteBuffer.allocate(0), ByteBuffer.allocate(3), true))
        .isEqualTo(CoderResult.DONE);

    assertThatThrownBy(() -> encoder.encode(ByteBuffer.allocate(0), ByteBuffer.allocate(3), true))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void decoderIsUsedForOneMessageAndLeavesTheRest() {
    WireDecoder decoder = new WireDecoder();
    ByteBuffer in = octets("a\r\n.\r\n+OK\r\n");
    assertThat(decoder.decode(in, ByteBuffer.allocate(9))).isEqualTo(CoderResult.DONE);
    assertThat(in.remaining()).isEqualTo(5);

    assertThatThrownBy(() -> decoder.decode(in, ByteBuffer.allocate(9)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void encoderSaysWhenItsBufferIsTooSmall() {
    for (int room = 0; room < WireEncoder.MIN_OUTPUT_OCTETS; room++) {
      WireEncoder encoder = new WireEncoder();
      assertThat(encoder.encode(ByteBuffer.allocate(0), ByteBuffer.allocate(room), true))
          .isEqualTo(CoderResult.OVERFLOW);
    }
  }

  @Test
  void encoderUsesAllTheRoomThatSuffices() {
    WireEncoder encoder = new WireEncoder();
    assertThat(encoded(encoder, ".", 2)).isEqualTo("..");
    assertThat(encoded(encoder, "\n", 2)).isEqualTo("\r\n");

    WireEncoder unended = new WireEncoder();
    ByteBuffer out = ByteBuffer.allocate(3);
    assertThat(unended.encode(octets("a"), out, true)).isEqualTo(CoderResult.OVERFLOW);
    assertThat(written(out)).isEqualTo("a\r\n");
    assertThat(unended.encode(octets(""), out.clear(), true)).isEqualTo(CoderResult.DONE);
    assertThat(written(out)).isEqualTo(".\r\n");
  }

  @Test // decision A-21
  void decoderKeepsWhatOnlyLooksLikeATerminator() {
    for (int room = 1; room <= 9; room++) {
      assertThat(decoded(".\rX\r\n.\r\r\n..\r\n.a\n.\r\n.\r\n", room))
          .isEqualTo("\rX\r\n\r\r\n.\r\na\n.\r\n");
    }
  }

  @Test // decision A-21
  void crOnItsOwnBehindADotDoesNotEndTheLineBeforeIt() {
    assertThat(decoded(".\r\r\n.\r\n", 1)).isEqualTo("\r\r\n");
    assertThat(decoded(".\rX\n.\r\n.\r\n", 1)).isEqualTo("\rX\n.\r\n");
  }

  @Test
  void emptyInputThatIsNotTheEndChangesNothing() {
    WireEncoder encoder = new WireEncoder();
    ByteBuffer out = ByteBuffer.allocate(16);
    assertThat(encoder.encode(ByteBuffer.allocate(0), out, false)).isEqualTo(CoderResult.UNDERFLOW);
    encoder.encode(octets("a\r"), out, false);
    encoder.encode(ByteBuffer.allocate(0), out, false);
    encoder.encode(octets("\n"), out, true);

    assertThat(new String(out.array(), 0, out.position(), StandardCharsets.US_ASCII))
        .isEqualTo("a\r\n.\r\n");
  }

  @Test
  void byteOrderOfBuffersDoesNotMatter() {
    String text = "12345678\n\n1234567\n\u0001\u0080\n";
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      ByteBuffer in = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)).order(order);
      WireMeasure measure = new WireMeasure();
      measure.update(in);

      assertThat(measure.wireOctets()).isEqualTo(text.length() + 4);
    }
  }

  @Test
  void topOfFewerThanNoLinesIsRefused() {
    assertThatThrownBy(() -> new TopFilter(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("body lines: -1 (expected: >= 0)");
  }

  @Test
  void nothingFollowsTheEndOfTop() {
    TopFilter filter = new TopFilter(0);
    ByteBuffer first = octets("H: x\n\nbody\n");
    assertThat(filter.cut(first)).isTrue();
    assertThat(first.remaining()).isEqualTo(6);
    ByteBuffer second = octets("more\n");

    assertThat(filter.cut(second)).isTrue();
    assertThat(second.hasRemaining()).isFalse();
  }

  private static String encoded(WireEncoder encoder, String stored, int room) {
    ByteBuffer out = ByteBuffer.allocate(room);
    assertThat(encoder.encode(octets(stored), out, false)).isEqualTo(CoderResult.UNDERFLOW);
    return written(out);
  }

  /** Decodes to the terminator, which must be the end, through buffers of this size. */
  private static String decoded(String wire, int room) {
    WireDecoder decoder = new WireDecoder();
    ByteBuffer in = octets(wire);
    ByteBuffer out = ByteBuffer.allocate(room);
    StringBuilder message = new StringBuilder();
    CoderResult result = CoderResult.OVERFLOW;
    while (result == CoderResult.OVERFLOW) {
      result = decoder.decode(in, out.clear());
      assertThat(result != CoderResult.OVERFLOW || out.position() > 0).as("progress").isTrue();
      message.append(written(out));
    }
    assertThat(result).isEqualTo(CoderResult.DONE);
    assertThat(in.hasRemaining()).isFalse();
    assertThat(decoder.octets()).isEqualTo(message.length());
    return message.toString();
  }

  private static String written(ByteBuffer out) {
    return StandardCharsets.ISO_8859_1.decode(out.duplicate().flip()).toString();
  }

  private static ByteBuffer octets(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
