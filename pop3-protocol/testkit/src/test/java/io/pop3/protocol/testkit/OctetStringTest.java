package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.command.Command;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

/** Octets that can be read, cut and shown. */
@Domain(Pop3Domain.class)
class OctetStringTest {

  @Property
  void escapesReadBack(@ForAll OctetString octets) {
    assertThat(OctetString.parse(octets.escaped())).isEqualTo(octets);
    assertThat(octets.escaped()).matches("[ -~]*");
    assertThat(OctetString.ofLatin1(octets.toLatin1())).isEqualTo(octets).hasSameHashCodeAs(octets);
  }

  @Property
  void piecesJoinAgain(@ForAll OctetString octets, @ForAll Chunking chunking) {
    List<OctetString> pieces = chunking.cut(octets);

    assertThat(OctetString.join(pieces)).isEqualTo(octets);
    for (int i = 0; i < pieces.size(); i++) {
      assertThat(pieces.get(i).size()).isBetween(1, chunking.size(i));
    }
  }

  @Test
  void controlsAndOctetsBeyondAsciiAreShownEscaped() {
    assertThat(OctetString.ofLatin1("a\r\n\t\0\u00FF\"\\\u007F"))
        .hasToString("\"a\\r\\n\\t\\0\\xFF\\\"\\\\\\x7F\"");
    assertThat(OctetString.ofUtf8("\u00E9")).hasToString("\"\\xC3\\xA9\"");
    assertThat(OctetString.ofLatin1("x".repeat(3000)).toString())
        .endsWith("\"... (3000 octets)")
        .hasSizeLessThan(2100);
  }

  @Test
  void samplesOfCommandsAndArraysAreShownAsOctets() {
    OctetFormat format = new OctetFormat();

    assertThat(format.appliesTo(Command.pass("x"))).isTrue();
    assertThat(format.report(Command.pass("a b"))).hasToString("\"PASS a b\\r\\n\"");
    assertThat(format.appliesTo(new byte[0])).isTrue();
    assertThat(format.report(new byte[] {0, 65})).hasToString("\"\\0A\"");
    assertThat(format.appliesTo("text")).isFalse();
  }

  @Test
  void impossibleValuesAreRefused() {
    assertThatThrownBy(() -> OctetString.ofLatin1("\u0100"))
        .hasMessage("character: U+0100 (expected: <= U+00FF)");
    assertThatThrownBy(() -> OctetString.parse("\n")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OctetString.parse("\\"))
        .hasMessage("escape: \\ (expected: \\r, \\n, \\t, \\0, \\\\, \\\" or \\xNN)");
    assertThatThrownBy(() -> OctetString.parse("\\xG0"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OctetString.EMPTY.slice(0, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Chunking.of()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Chunking.of(1, 0))
        .hasMessage("sizes: [1, 0] (expected: one or more, each >= 1)");
  }

  @Test
  void slicesKnowTheirEnds() {
    OctetString octets = OctetString.ofLatin1("abc");

    assertThat(octets.startsWith(OctetString.ofLatin1("ab"))).isTrue();
    assertThat(octets.startsWith(OctetString.ofLatin1("abcd"))).isFalse();
    assertThat(octets.endsWith(OctetString.ofLatin1("bc"))).isTrue();
    assertThat(octets.endsWith(OctetString.ofLatin1("ab"))).isFalse();
    assertThat(octets.plus(OctetString.CRLF).slice(3, 5)).isEqualTo(OctetString.CRLF);
    assertThat(octets.toBuffer().isReadOnly()).isTrue();
  }
}
