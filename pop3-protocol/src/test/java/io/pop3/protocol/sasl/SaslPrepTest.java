package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A-46, 4013-*, 8264-STA-1, 8265-PWD-2, 4616-PREP-1, 4616-PREP-3, 5034-ID-2. */
class SaslPrepTest {

  // V-10; 4013-MAP-1, 4013-NRM-1, 4013-CAS-1, 6856-USER-4
  @ParameterizedTest
  @CsvSource({
    "I\u00adX, IX",
    "user, user",
    "USER, USER",
    "\u00aa, a",
    "\u2168, IX",
    "\u00bd, 1\u20442",
    "a\u3000b, a b",
    "a\u00a0b, a b",
    "a\u200bb, a b",
    "a\u200cb\ufeff, ab",
    "e\u0301, \u00e9",
    "\uff21, A",
    "\u1100\u1161, \uac00",
    "\u06271\u0628, \u06271\u0628"
  })
  void textIsMappedAndNormalised(String text, String prepared) {
    assertThat(SaslPrep.prepareQuery(text)).contains(prepared);
    assertThat(SaslPrep.prepareStored(text)).contains(prepared);
  }

  // V-10; 4013-PRH-1, 4013-BID-1, 5034-ID-2, 8265-PWD-2, 6856-USER-6
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0007",
        "a\u007f",
        "a\u0000",
        "a\u0085",
        "\u06271",
        "1\u0627",
        "\u0627a\u0628",
        "",
        "\u00ad",
        "\u200c\ufeff",
        "\ue000",
        "\ufdd0",
        "a\ud800",
        "\udc00",
        "\ufffd",
        "\uffff",
        "\u2ff0",
        "\u200e",
        "\u202a",
        "\udb40\udc01",
        "\udbff\udfff",
        "\ud83f\udffe"
      })
  void textIsRefused(String text) {
    assertThat(SaslPrep.prepareQuery(text)).isEmpty();
    assertThat(SaslPrep.prepareStored(text)).isEmpty();
  }

  /**
   * Where SASLprep and its successor part: A-46 chose SASLprep, which SCRAM demands. Like
   * 8265-USR-1 it folds the width of names, unlike it their case is kept; like 8265-PWD-1 it maps
   * spaces in passwords and keeps case, unlike it it folds width. What comes out is compared octet
   * by octet (8265-CMP-1) and never empty (8265-USR-2, 8265-PWD-2).
   */
  @Test
  void widthIsFoldedAndCaseIsKept() {
    assertThat(SaslPrep.prepareStored("\uff2a\uff35liet")).contains("JUliet");
    assertThat(SaslPrep.prepareStored("juliet")).isNotEqualTo(SaslPrep.prepareStored("Juliet"));
    assertThat(SaslPrep.prepareStored(Secret.of("correct\u3000Horse")))
        .contains(Secret.of("correct Horse"));
    assertThat(SaslPrep.prepareStored("\u00ad")).isEmpty();
  }

  // 4013-UNA-1: U+0221 came with Unicode 4.0, U+1E9E with 5.1, U+1F600 with 6.1
  @ParameterizedTest
  @ValueSource(strings = {"\u0221", "a\u1e9eb", "\ud83d\ude00"})
  void codePointThatUnicode32DoesNotKnowIsForQueriesOnly(String text) {
    assertThat(SaslPrep.prepareQuery(text)).contains(text);
    assertThat(SaslPrep.prepareStored(text)).isEmpty();
  }

  @Test
  void codePointThatUnicode32DoesNotKnowIsNeverNormalised() {
    // The JVM knows what these decompose to, and that U+1DF5 may move before U+0301.
    assertThat(SaslPrep.prepareQuery("\ua69c")).contains("\ua69c");
    assertThat(SaslPrep.prepareQuery("e\u1df5\u0301")).contains("e\u1df5\u0301");
    assertThat(SaslPrep.prepareQuery("\u2c7d\u2168")).contains("\u2c7dIX");
  }

  @Test
  void decompositionThatWasCorrectedLaterIsThatOfUnicode32() {
    assertThat(SaslPrep.prepareQuery("\ud87e\udd1f")).contains("\u43ab");
  }

  // The digests were computed from another implementation's tables of Unicode 3.2.
  @ParameterizedTest
  @CsvSource({
    "false, d6207b1c99c80093082a8e9e1072b0730e50a3d26863f5edadc5afb493eec5e0",
    "true, bb6fbbfd41a04dd4a6d4a56ed8fb4c6d8c896a1057be8d75bb89e6e86a211194"
  })
  void everyCodePointIsPreparedAsUnicode32HasIt(boolean stored, String expected) throws Exception {
    Function<String, Optional<String>> prepare =
        stored ? SaslPrep::prepareStored : SaslPrep::prepareQuery;
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        String line = prepare.apply(Character.toString(codePoint)).orElse("!") + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
    }

    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(expected);
  }

  @Property
  void printableAsciiPassesUnchanged(
      @ForAll @NotEmpty @CharRange(from = ' ', to = '~') String text) {
    // 4013-ASC-1
    assertThat(SaslPrep.prepareQuery(text)).contains(text);
    assertThat(SaslPrep.prepareStored(text)).contains(text);
    assertThat(SaslPrep.prepareStored(Secret.of(text))).contains(Secret.of(text));
  }

  @Property
  void preparingAgainChangesNothing(@ForAll("texts") String text) {
    // 8264-STA-1
    Optional<String> prepared = SaslPrep.prepareQuery(text);

    assertThat(prepared.flatMap(SaslPrep::prepareQuery)).isEqualTo(prepared);
  }

  @Property
  void whatMayBeStoredIsPreparedAlikeAtALogin(@ForAll("texts") String text) {
    SaslPrep.prepareStored(text)
        .ifPresent(stored -> assertThat(SaslPrep.prepareQuery(text)).contains(stored));
  }

  @Property
  void secretsArePreparedAsTextsAre(@ForAll("texts") String text) {
    Secret secret = Secret.of(text);

    boolean wellFormed = StandardCharsets.UTF_8.newEncoder().canEncode(text);
    if (wellFormed) {
      assertThat(SaslPrep.prepareQuery(secret))
          .isEqualTo(SaslPrep.prepareQuery(text).map(Secret::of));
      assertThat(SaslPrep.prepareStored(secret))
          .isEqualTo(SaslPrep.prepareStored(text).map(Secret::of));
    }
    assertThat(secret).isEqualTo(Secret.of(text));
  }

  @Property
  void arbitraryOctetsAreRefusedOrPrepared(@ForAll byte[] octets) {
    SaslPrep.prepareQuery(Secret.of(octets))
        .ifPresent(prepared -> assertThat(prepared.length()).isPositive());
  }

  @Test
  void secretThatIsNotUtf8IsRefused() {
    assertThat(SaslPrep.prepareQuery(Secret.of(new byte[] {'a', (byte) 0xC0, (byte) 0x80})))
        .isEmpty();
    assertThat(SaslPrep.prepareQuery(Secret.of(""))).isEmpty();
  }

  @Test
  void secretOfOneAsciiOctetIsAllowedIfItIsPrintable() {
    // 4013-PRH-1
    for (int octet = 0; octet < 0x80; octet++) {
      Secret secret = Secret.of(new byte[] {(byte) octet});

      assertThat(SaslPrep.prepareQuery(secret).isPresent())
          .as("octet %d", octet)
          .isEqualTo(octet >= 0x20 && octet < 0x7F);
    }
  }

  @Test
  void preparedSecretIsWipedOnItsOwn() {
    Secret secret = Secret.of("pencil");
    Secret prepared = SaslPrep.prepareQuery(secret).orElseThrow();
    secret.close();

    assertThat(prepared).isEqualTo(Secret.of("pencil"));
    assertThatThrownBy(() -> SaslPrep.prepareQuery(secret))
        .isInstanceOf(IllegalStateException.class);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Integer> codePoints =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0x20, 0x7E),
            Arbitraries.integers().between(0xA0, 0x250),
            Arbitraries.integers().between(0x300, 0x370),
            Arbitraries.integers().between(0x5D0, 0x6FF),
            Arbitraries.integers().between(0x1100, 0x11FF),
            Arbitraries.integers().between(0x1E00, 0x2190),
            Arbitraries.integers().between(0x3000, 0x33FF),
            Arbitraries.integers().between(0xF900, 0xFFFF),
            Arbitraries.integers().between(0x1D100, 0x1D7FF),
            Arbitraries.integers().between(0, 0x10FFFF));
    return codePoints
        .list()
        .ofMaxSize(8)
        .map(
            list ->
                list.stream()
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
  }
}
