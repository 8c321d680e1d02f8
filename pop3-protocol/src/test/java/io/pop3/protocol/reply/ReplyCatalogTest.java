package io.pop3.protocol.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.command.Rejection;
import java.text.Normalizer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Ledger 6856-LANG-2, 6856-LANG-5, 5198-NET-1, 5198-NET-2; decision A-52. */
class ReplyCatalogTest {

  static Stream<Arguments> textsOfAllLanguages() {
    return ReplyCatalog.all().stream()
        .flatMap(catalog -> Stream.of(ReplyText.values()).map(text -> Arguments.of(catalog, text)));
  }

  @ParameterizedTest
  @MethodSource("textsOfAllLanguages")
  void everyTextOfEveryLanguageCanStandOnAStatusLineWithAnyNumbers(
      ReplyCatalog catalog, ReplyText text) {
    for (int number : new int[] {0, 1, 2, 1_234_567, Integer.MAX_VALUE}) {
      String words = catalog.text(text, number, number);

      assertThat(StatusLine.ok(words).text()).isEqualTo(words);
      assertThat(Normalizer.isNormalized(words, Normalizer.Form.NFC)).isTrue();
      assertThat(words).doesNotContain("{", "}", "''").isEqualTo(words.strip());
    }
  }

  @ParameterizedTest
  @EnumSource(ReplyText.class)
  void englishIsAscii(ReplyText text) {
    assertThat(ReplyCatalog.english().text(text, 2, 3)).isASCII();
  }

  @ParameterizedTest
  @EnumSource(Rejection.class)
  void rejectionsSayTheSameByTheCatalogAndByThemselves(Rejection reason) {
    assertThat(ReplyCatalog.english().text(ReplyText.of(reason))).isEqualTo(reason.text());
  }

  @Test
  void languagesDifferAndCallThemselvesByTheirOwnName() {
    assertThat(ReplyCatalog.all()).extracting(ReplyCatalog::tag).containsExactly("en", "de", "fr");
    assertThat(ReplyCatalog.all())
        .extracting(ReplyCatalog::selfName)
        .containsExactly("English", "Deutsch", "fran\u00e7ais");
    assertThat(ReplyCatalog.all())
        .extracting(catalog -> catalog.text(ReplyText.LOGIN_FAILED))
        .doesNotHaveDuplicates();
    assertThat(ReplyCatalog.english()).hasToString("ReplyCatalog[en]");
  }

  @Test
  void numbersAreUngroupedAndCountedGrammatically() {
    ReplyCatalog english = ReplyCatalog.english();

    assertThat(english.text(ReplyText.BYE_REMOVED, 1, 0))
        .isEqualTo("bye, 1 message removed, none left");
    assertThat(english.text(ReplyText.BYE_REMOVED, 0, 12345))
        .isEqualTo("bye, 0 messages removed, 12345 left");
    assertThat(english.text(ReplyText.LISTING, 2, "320")).isEqualTo("2 messages (320 octets)");
  }

  @ParameterizedTest
  @CsvSource({
    "en, en",
    "EN-us, en",
    "de-Latn-DE-1996, de",
    "fr-x-private, fr",
    "i-default, en",
    "de-a-b, de"
  })
  void aRangeIsCutFromItsRightUntilALanguageFits(String range, String tag) {
    assertThat(ReplyCatalog.lookup(range).map(ReplyCatalog::tag)).contains(tag);
  }

  @ParameterizedTest
  @CsvSource({"xx", "den", "x-de", "i-klingon"})
  void aLanguageThatIsNotSpokenIsNotFound(String range) {
    assertThat(ReplyCatalog.lookup(range)).isEmpty();
  }
}
