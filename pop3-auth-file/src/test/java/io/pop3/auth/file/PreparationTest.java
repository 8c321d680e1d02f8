package io.pop3.auth.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreparationTest {

  /** 4013-ASC-1. */
  @Property
  void printableAsciiStaysAsItIs(
      @ForAll Preparation form, @ForAll @CharRange(from = ' ', to = '~') String text) {
    assertThat(form.of(text)).contains(text);
    assertThat(form.of(text.getBytes(UTF_8)).orElseThrow()).isEqualTo(text.getBytes(UTF_8));
  }

  /** 4013-PRH-1. */
  @ParameterizedTest
  @EnumSource
  void asciiControlsAreRefused(Preparation form) {
    for (int control = 0; control <= 0x1F; control++) {
      assertThat(form.of("a" + (char) control)).isEmpty();
      assertThat(form.of(new byte[] {'a', (byte) control})).isEmpty();
    }
    assertThat(form.of("\u007F")).isEmpty();
  }

  /** */
  @Test
  void octetsThatAreNotUtf8AreRefused() {
    assertThat(Preparation.QUERY.of("ä".getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
    assertThat(Preparation.QUERY.of("ä".getBytes(UTF_8)).orElseThrow())
        .isEqualTo("ä".getBytes(UTF_8));
  }

  @Test
  void theGivenOctetsAreLeftAlone() {
    byte[] octets = "vegetables".getBytes(UTF_8);

    byte[] prepared = Preparation.QUERY.of(octets).orElseThrow();
    prepared[0] = 0;

    assertThat(octets).isEqualTo("vegetables".getBytes(UTF_8));
  }
}
