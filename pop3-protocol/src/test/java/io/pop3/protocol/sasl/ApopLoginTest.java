package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.digest.ApopDigest;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.NumericChars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Name and secret of APOP are prepared by both sides (6856-USER-5). */
class ApopLoginTest {

  private static final ApopTimestamp TIMESTAMP =
      new ApopTimestamp("<1896.697170952@dbc.mtview.ca.us>");

  /** The vector of RFC 1939 section 7: ASCII is not changed. */
  @Test
  void digestOfTheRfcStays() {
    assertThat(ApopLogin.digest(TIMESTAMP, Secret.of("tanstaaf")))
        .contains("c4c9334bac560ecc979e58001b3e22fb");
  }

  /** 6856-USER-5: one half, a soft hyphen, a wide digit, a combining accent, another space. */
  @ParameterizedTest
  @CsvSource({
    "'p\u00BD','p1\u20442'",
    "'I\u00ADX','IX'",
    "'\uFF15','5'",
    "'e\u0301','\u00E9'",
    "'a\u3000b','a b'"
  })
  void howTheSecretIsSpelledMakesNoDifference(String spelled, String prepared) {
    String expected = ApopDigest.of(TIMESTAMP, Secret.of(prepared));

    assertThat(ApopLogin.digest(TIMESTAMP, Secret.of(spelled))).contains(expected);
    assertThat(ApopLogin.matches(expected, TIMESTAMP, Secret.of(spelled))).isTrue();
    assertThat(ApopLogin.matches(expected, TIMESTAMP, Secret.of(prepared))).isTrue();
    assertThat(ApopLogin.matches(expected, TIMESTAMP, Secret.of(prepared + "."))).isFalse();
  }

  /** 6856-USER-6; the last is a code point that may not be stored (4013-UNA-1). */
  @ParameterizedTest
  @ValueSource(strings = {"a\u0007", "\uE000", "\uFFFF", "\u00AD", "\u0221"})
  void refusedSecretHasNoDigestAndMatchesNone(String refused) {
    Secret secret = Secret.of(refused);

    assertThat(ApopLogin.digest(TIMESTAMP, secret)).isEmpty();
    assertThat(ApopLogin.matches(ApopDigest.of(TIMESTAMP, secret), TIMESTAMP, secret)).isFalse();
  }

  @Test
  void secretThatIsNotUtf8MatchesNothing() {
    Secret secret = Secret.of(new byte[] {'a', (byte) 0xE9});

    assertThat(ApopLogin.digest(TIMESTAMP, secret)).isEmpty();
    assertThat(ApopLogin.matches(ApopDigest.of(TIMESTAMP, secret), TIMESTAMP, secret)).isFalse();
  }

  /** 6856-USER-5: the name is a query, in which new code points pass. */
  @Test
  void nameIsPreparedAsAQuery() {
    assertThat(ApopLogin.name(new UserName("\u212Belin\u00AD")))
        .contains(new UserName("\u00C5elin"));
    assertThat(ApopLogin.name(new UserName("\u0221"))).contains(new UserName("\u0221"));
    assertThat(ApopLogin.name(new UserName("x\uE000"))).isEmpty();
  }

  @Property
  void printableAsciiStays(@ForAll @AlphaChars @NumericChars @NotEmpty String text) {
    assertThat(ApopLogin.name(new UserName(text.substring(0, Math.min(text.length(), 200)))))
        .contains(new UserName(text.substring(0, Math.min(text.length(), 200))));
    assertThat(ApopLogin.digest(TIMESTAMP, Secret.of(text)))
        .contains(ApopDigest.of(TIMESTAMP, Secret.of(text)));
  }

  @Property
  void bothSidesAgree(@ForAll @NotEmpty String text) {
    Secret secret = Secret.of(text);
    ApopLogin.digest(TIMESTAMP, secret)
        .ifPresent(digest -> assertThat(ApopLogin.matches(digest, TIMESTAMP, secret)).isTrue());
  }
}
