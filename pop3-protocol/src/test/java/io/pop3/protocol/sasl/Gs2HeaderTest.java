package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;

/** 5802-C1-1, 5802-C1-3, 5802-C1-4. */
class Gs2HeaderTest {

  @Property
  void decodingUndoesEncoding(@ForAll @NotEmpty String name) {
    String encoded = Gs2Header.encodeName(name);

    assertThat(encoded).doesNotContain(",");
    assertThat(Gs2Header.decodeName(encoded))
        .isEqualTo(name.indexOf(0) < 0 ? Optional.of(name) : Optional.empty());
  }

  @Property
  void whatIsDecodedIsWhatWouldBeWritten(@ForAll String encoded) {
    Gs2Header.decodeName(encoded)
        .ifPresent(name -> assertThat(Gs2Header.encodeName(name)).isEqualTo(encoded));
  }

  @Property
  void headerIsFoundInFrontOfAnyMessage(
      @ForAll Optional<ChannelBindingType> binding,
      @ForAll boolean able,
      @ForAll boolean acting,
      @ForAll String rest) {
    Gs2Header header =
        Gs2Header.of(binding, able, acting ? Optional.of("a,b=c") : Optional.empty());

    assertThat(Gs2Header.parse(header.text() + rest)).contains(header);
  }
}
