package io.pop3.conformance.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OctetsTest {

  @Property
  void octetsSurviveTheWayThroughText(@ForAll byte[] octets) {
    assertThat(Octets.bytes(Octets.text(octets))).isEqualTo(octets);
  }

  @Property
  void whatIsShownIsPrintableAndShort(@ForAll byte[] octets) {
    assertThat(Octets.show(Octets.text(octets))).matches("[ -~]*").hasSizeLessThan(800);
  }

  @Test
  void controlsAreEscapedByNameOrNumber() {
    assertThat(Octets.show("a\r\n\t\\\0\u00FF")).isEqualTo("a\\r\\n\\t\\\\\\x00\\xFF");
  }

  @Test
  void longTextIsCutInItsMiddle() {
    assertThat(Octets.show("a".repeat(100) + "b".repeat(100)))
        .isEqualTo("a".repeat(80) + " ... 40 octets ... " + "b".repeat(80));
  }
}
