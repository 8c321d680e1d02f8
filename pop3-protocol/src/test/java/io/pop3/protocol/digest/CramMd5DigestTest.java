package io.pop3.protocol.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** 2195-RESP-1, 2195-RESP-2, 2195-KEY-1. */
class CramMd5DigestTest {

  private static final byte[] CHALLENGE =
      "<1896.697170952@postoffice.reston.mci.net>".getBytes(StandardCharsets.US_ASCII);
  private static final String DIGEST = "b913a602c7eda7a495b4e6e7334d3890";

  @Test
  void vectorV2IsReproduced() {
    assertThat(CramMd5Digest.of(CHALLENGE, Secret.of("tanstaaftanstaaf"))).isEqualTo(DIGEST);
  }

  @Test
  void onlyTheRightDigestMatches() {
    Secret secret = Secret.of("tanstaaftanstaaf");

    assertThat(CramMd5Digest.matches(DIGEST, CHALLENGE, secret)).isTrue();
    assertThat(CramMd5Digest.matches(DIGEST.toUpperCase(Locale.ROOT), CHALLENGE, secret)).isTrue();
    assertThat(CramMd5Digest.matches("a" + DIGEST.substring(1), CHALLENGE, secret)).isFalse();
    assertThat(CramMd5Digest.matches(DIGEST, new byte[] {'<', '>'}, secret)).isFalse();
    assertThat(CramMd5Digest.matches(DIGEST, CHALLENGE, Secret.of("tanstaaf"))).isFalse();
  }

  @Property(tries = 200)
  void digestIsThatOfTheJdk(
      @ForAll @Size(min = 1, max = 200) byte[] secret, @ForAll byte[] challenge) throws Exception {
    Mac mac = Mac.getInstance("HmacMD5");
    mac.init(new SecretKeySpec(secret, "HmacMD5"));
    String expected = HexFormat.of().formatHex(mac.doFinal(challenge));

    assertThat(CramMd5Digest.of(challenge, Secret.of(secret))).isEqualTo(expected);
  }
}
