package io.pop3.protocol.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import java.security.MessageDigest;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** 1939-APOP-3, 1939-APOP-4, A-49. */
class ApopDigestTest {

  private static final ApopTimestamp TIMESTAMP =
      new ApopTimestamp("<1896.697170952@dbc.mtview.ca.us>");
  private static final String DIGEST = "c4c9334bac560ecc979e58001b3e22fb";

  @Test
  void vectorV1IsReproduced() {
    assertThat(ApopDigest.of(TIMESTAMP, Secret.of("tanstaaf"))).isEqualTo(DIGEST);
  }

  @Test
  void digitsOfEitherCaseMatch() {
    Secret secret = Secret.of("tanstaaf");

    assertThat(ApopDigest.matches(DIGEST, TIMESTAMP, secret)).isTrue();
    assertThat(ApopDigest.matches(DIGEST.toUpperCase(java.util.Locale.ROOT), TIMESTAMP, secret))
        .isTrue();
    assertThat(secret.length()).isEqualTo(8);
    assertThat(secret).isEqualTo(Secret.of("tanstaaf"));
  }

  @Test
  void anotherDigestSecretOrTimestampDoesNotMatch() {
    Secret secret = Secret.of("tanstaaf");

    assertThat(ApopDigest.matches("d" + DIGEST.substring(1), TIMESTAMP, secret)).isFalse();
    assertThat(ApopDigest.matches(DIGEST.substring(1), TIMESTAMP, secret)).isFalse();
    assertThat(ApopDigest.matches("", TIMESTAMP, secret)).isFalse();
    assertThat(ApopDigest.matches(DIGEST, TIMESTAMP, Secret.of("tanstaag"))).isFalse();
    assertThat(ApopDigest.matches(DIGEST, new ApopTimestamp("<1@b>"), secret)).isFalse();
  }

  @Test
  void wipedSecretIsRefused() {
    Secret secret = Secret.of("tanstaaf");
    secret.close();

    assertThatThrownBy(() -> ApopDigest.of(TIMESTAMP, secret))
        .isInstanceOf(IllegalStateException.class);
  }

  @Property(tries = 200)
  void digestIsThatOfTheJdk(@ForAll byte[] secret) throws Exception {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    md5.update(TIMESTAMP.value().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    String expected = HexFormat.of().formatHex(md5.digest(secret));

    assertThat(ApopDigest.of(TIMESTAMP, Secret.of(secret))).isEqualTo(expected);
  }
}
