package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.wire.StrictBase64;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The base64 of SASL lines and of AUTH arguments: 5034-AUTH-2, 5034-IR-2, 5034-B64-1, -B64-3. */
class InitialResponseTest {

  @Test
  void equalsSignAloneStandsForNoOctets() {
    // 5034-AUTH-2, 5034-IR-2, E-S-02, E-S-08
    assertThat(InitialResponse.decode(Secret.of("="))).contains(Secret.of(""));
    assertThat(InitialResponse.encode(Secret.of(""))).isEqualTo(Secret.of("="));
    assertThat(InitialResponse.decode(Secret.of(""))).isEmpty();
    assertThat(decode("=")).isEmpty();
    assertThat(decode("")).contains(Secret.of(""));
  }

  // E-S-07, E-S-09, E-S-10, E-S-11; A-38
  @ParameterizedTest
  @ValueSource(
      strings = {
        "**",
        "* ",
        " *",
        "*",
        "=AAA",
        "AAA=BBB=",
        "A",
        "AA",
        "AAA",
        "AA=",
        "AAAA=",
        "AA==AAAA",
        "AAA A",
        "AAAA ",
        "AA\tAA",
        "AA-_",
        "AA=A",
        "A===",
        "====",
        "==",
        "QR==",
        "QUJ=",
        "QUJD\r",
        "QUJ\u00e9",
        "QUJ\u0000"
      })
  void anythingButStrictBase64IsRefused(String text) {
    assertThat(decode(text)).isEmpty();
    assertThat(InitialResponse.decode(Secret.of(text))).isEmpty();
  }

  @Test
  void commandWordIsBase64LikeAnyOther() {
    // E-S-12
    assertThat(decode("QUIT")).contains(Secret.of(new byte[] {0x41, 0x42, 0x13}));
  }

  @Test
  void vectorsV9AreReproduced() {
    assertThat(decode("VXNlcm5hbWU6")).contains(Secret.of("Username:"));
    assertThat(decode("UGFzc3dvcmQ6")).contains(Secret.of("Password:"));
    assertThat(decode("biws")).contains(Secret.of("n,,"));
    assertThat(decode("eSws")).contains(Secret.of("y,,"));
    assertThat(InitialResponse.encode(Secret.of(new byte[767])).length()).isEqualTo(1024);
  }

  @Property
  void decodingUndoesEncoding(@ForAll byte[] octets) {
    Secret argument = InitialResponse.encode(Secret.of(octets));

    assertThat(InitialResponse.decode(argument)).contains(Secret.of(octets));
  }

  @Property
  void whatIsAcceptedIsWhatWouldBeWritten(
      @ForAll
          @StringLength(max = 12)
          @CharRange(from = 'A', to = 'H')
          @Chars({'Q', 'w', '+', '/', '-', '_', '=', ' ', '*'})
          String text) {
    Optional<Secret> decoded = decode(text);

    String canonical =
        decoded.map(Secret::reveal).map(Base64.getEncoder()::encodeToString).orElse(text);
    assertThat(canonical).isEqualTo(text);
  }

  private static Optional<Secret> decode(String text) {
    byte[] line = text.getBytes(StandardCharsets.UTF_8);
    return StrictBase64.decode(line, 0, line.length);
  }
}
