package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.wire.WireLimits;
import java.util.Arrays;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 4422-NAME-1, 5034-AUTH-6, 5034-IR-1, A-42, E-S-17. */
class SaslMechanismTest {

  @ParameterizedTest
  @EnumSource(SaslMechanism.class)
  void mechanismIsFoundByItsNameInAnyCase(SaslMechanism mechanism) {
    String name = mechanism.mechanismName();

    assertThat(name).matches("[A-Z0-9_-]{1,20}");
    assertThat(SaslMechanism.find(name)).contains(mechanism);
    assertThat(SaslMechanism.find(name.toLowerCase(Locale.ROOT))).contains(mechanism);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "FOO", "PLAIN ", "PL\u0131IN", "PLA\u0131N", "SCRAM-SHA-224"})
  void anythingElseIsNoMechanism(String name) {
    // E-S-18, 5034-AUTH-5; a letter beyond ASCII is not taken for the one it looks like
    assertThat(SaslMechanism.find(name)).isEmpty();
  }

  @Test
  void mechanismsWithASecurityLayerAreUnknown() {
    // 5034-SEC-1, 7628-NUL-1: nothing to negotiate, in either role
    for (String name : new String[] {"GSSAPI", "GS2-KRB5", "DIGEST-MD5", "KERBEROS_V4", "NTLM"}) {
      assertThat(SaslMechanism.find(name)).isEmpty();
    }
  }

  // grammar 2: the greatest base64 lengths on an AUTH line
  @ParameterizedTest
  @CsvSource({
    "PLAIN, 240",
    "XOAUTH2, 240",
    "EXTERNAL, 236",
    "SCRAM_SHA_1, 236",
    "OAUTHBEARER, 236",
    "SCRAM_SHA_256, 232",
    "SCRAM_SHA_256_PLUS, 228"
  })
  void initialResponseFitsUpToTheLimitOfTheLine(SaslMechanism mechanism, int base64) {
    assertThat(mechanism.fitsCommandLine(base64 / 4 * 3)).isTrue();
    assertThat(mechanism.fitsCommandLine(base64 / 4 * 3 + 1)).isFalse();
  }

  @Property
  void fittingIsWhatTheLineSays(
      @ForAll SaslMechanism mechanism, @ForAll @IntRange(max = 300) int octets) {
    int line =
        ("AUTH " + mechanism.mechanismName() + " ").length()
            + InitialResponse.encode(Secret.of(new byte[octets])).length()
            + 2;

    assertThat(mechanism.fitsCommandLine(octets)).isEqualTo(line <= WireLimits.COMMAND_LINE_OCTETS);
  }

  @Test
  void mechanismsAreDeclaredStrongestFirst() {
    // 5802-MTI-1, 5034-MTI-5: SCRAM first, and the larger hash before the smaller
    assertThat(
            Arrays.stream(SaslMechanism.values())
                .map(SaslMechanism::strength)
                .map(Enum::ordinal)
                .map(ordinal -> -ordinal)
                .toList())
        .isSorted();
    assertThat(SaslMechanism.SCRAM_SHA_256).isLessThan(SaslMechanism.SCRAM_SHA_1);
    assertThat(SaslMechanism.PLAIN).isLessThan(SaslMechanism.LOGIN);
  }

  @Test
  void noMechanismBringsASecurityLayer() {
    // 5034-SEC-1, 7628-NUL-1: the mechanisms that could (GSSAPI, DIGEST-MD5) are not among them
    assertThat(SaslMechanism.values())
        .extracting(SaslMechanism::mechanismName)
        .containsExactlyInAnyOrder(
            "ANONYMOUS",
            "CRAM-MD5",
            "EXTERNAL",
            "LOGIN",
            "OAUTHBEARER",
            "PLAIN",
            "SCRAM-SHA-1",
            "SCRAM-SHA-1-PLUS",
            "SCRAM-SHA-256",
            "SCRAM-SHA-256-PLUS",
            "SCRAM-SHA-512",
            "SCRAM-SHA-512-PLUS",
            "XOAUTH2");
  }

  @Test
  void propertiesAreThoseOfTheSpecifications() {
    // 7628-TLS-1, XOA2-TLS-1, 4616-SEC-1, LOGIN-2, 4422-FIRST-1, 5034-SVC-1
    assertThat(SaslMechanism.values())
        .filteredOn(SaslMechanism::isPlaintext)
        .containsExactlyInAnyOrder(
            SaslMechanism.PLAIN,
            SaslMechanism.LOGIN,
            SaslMechanism.OAUTHBEARER,
            SaslMechanism.XOAUTH2);
    assertThat(SaslMechanism.values())
        .filteredOn(mechanism -> !mechanism.isClientFirst())
        .containsExactlyInAnyOrder(SaslMechanism.CRAM_MD5, SaslMechanism.LOGIN);
    assertThat(SaslMechanism.values())
        .filteredOn(SaslMechanism::needsTls)
        .containsExactlyInAnyOrder(
            SaslMechanism.SCRAM_SHA_1_PLUS,
            SaslMechanism.SCRAM_SHA_256_PLUS,
            SaslMechanism.SCRAM_SHA_512_PLUS,
            SaslMechanism.EXTERNAL,
            SaslMechanism.OAUTHBEARER,
            SaslMechanism.XOAUTH2);
    assertThat(SaslMechanism.SERVICE_NAME).isEqualTo("pop");
  }

  @ParameterizedTest
  @EnumSource(SaslMechanism.class)
  void boundFormIsTheSameHashWithPlus(SaslMechanism mechanism) {
    assertThat(mechanism.boundForm().isPresent()).isEqualTo(mechanism.scramHash().isPresent());
    mechanism
        .boundForm()
        .ifPresent(
            bound -> {
              assertThat(bound.bindsChannel()).isTrue();
              assertThat(bound.scramHash()).isEqualTo(mechanism.scramHash());
              assertThat(bound.mechanismName())
                  .isEqualTo(mechanism.mechanismName().replace("-PLUS", "") + "-PLUS");
            });
  }
}
