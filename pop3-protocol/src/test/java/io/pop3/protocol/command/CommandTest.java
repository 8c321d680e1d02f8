package io.pop3.protocol.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.compliance.Deviation;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands one by one; that they survive coding is a law of the testkit. */
class CommandTest {

  private static final Optional<MessageNumber> ONE = Optional.of(new MessageNumber(1));

  @Test // 1939-ML-6
  void replyShapesDependOnTheArgumentWhereTheyDo() {
    assertThat(new Command.List(Optional.empty()).replyShape()).isEqualTo(ReplyShape.LISTING);
    assertThat(new Command.List(ONE).replyShape()).isEqualTo(ReplyShape.SINGLE_LINE);
    assertThat(new Command.Uidl(Optional.empty()).replyShape()).isEqualTo(ReplyShape.LISTING);
    assertThat(new Command.Uidl(ONE).replyShape()).isEqualTo(ReplyShape.SINGLE_LINE);
    assertThat(new Command.Lang(Optional.empty()).replyShape()).isEqualTo(ReplyShape.LISTING);
    assertThat(new Command.Lang(Optional.of("de")).replyShape()).isEqualTo(ReplyShape.SINGLE_LINE);
    assertThat(new Command.Capa().replyShape()).isEqualTo(ReplyShape.LISTING);
    assertThat(new Command.AuthList().replyShape()).isEqualTo(ReplyShape.LISTING);
    assertThat(new Command.Retr(new MessageNumber(1)).replyShape()).isEqualTo(ReplyShape.MESSAGE);
    assertThat(new Command.Top(new MessageNumber(1), 0).replyShape()).isEqualTo(ReplyShape.MESSAGE);
    assertThat(new Command.Stat().replyShape()).isEqualTo(ReplyShape.SINGLE_LINE);
    assertThat(new Command.Auth("PLAIN", Optional.empty()).replyShape())
        .isEqualTo(ReplyShape.SINGLE_LINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "de", "x", "abcdefgh-12345678", "de-CH-1996"})
  void languageRangesAreBasicOnes(String range) {
    assertThat(new Command.Lang(Optional.of(range)).range()).contains(range);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "de-", "-de", "d1", "abcdefghi", "de_DE", "de *", "\u00E9", "**"})
  void nothingElseIsALanguageRange(String range) {
    assertThatThrownBy(() -> new Command.Lang(Optional.of(range)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void languageRangeFitsTheLine() {
    String fits = "a" + "-bcdefgh".repeat(30) + "-cdefgh";

    assertThat(CommandCodec.encode(new Command.Lang(Optional.of(fits)))).hasSize(255);
    assertThatThrownBy(() -> new Command.Lang(Optional.of(fits + "i")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test // 1939-APOP-4
  void digestIsKeptInLowerCaseAndNotShown() {
    Command.Apop apop = new Command.Apop(new UserName("tim"), "ABCDEF00112233445566778899aabbcc");

    assertThat(apop.digest()).isEqualTo("abcdef00112233445566778899aabbcc");
    assertThat(apop.toString()).contains("tim").doesNotContain("abcdef");
    for (String digest :
        List.of("", "0".repeat(31), "0".repeat(33), "g" + "0".repeat(31), "\u0660".repeat(32))) {
      assertThatThrownBy(() -> new Command.Apop(new UserName("tim"), digest))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void secretsAreNotShown() {
    assertThat(Command.pass("pencil").toString()).doesNotContain("pencil");
    assertThat(new Command.Auth("PLAIN", Optional.of(Secret.of("AHRpbQ=="))).toString())
        .contains("PLAIN")
        .doesNotContain("AHRp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "AA AA", "AA\r\nQUIT", "\u00E9"})
  void initialResponseIsOneArgument(String response) {
    assertThatThrownBy(() -> new Command.Auth("PLAIN", Optional.of(Secret.of(response))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("QUIT");
  }

  @ParameterizedTest // 4422-NAME-1
  @ValueSource(strings = {"", "PL@IN", "A B", "ABCDEFGHIJKLMNOPQRSTU", "\u0131", "A\r"})
  void mechanismIsAName(String mechanism) {
    assertThatThrownBy(() -> new Command.Auth(mechanism, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void linesToShowAreNotFewerThanNone() {
    assertThatThrownBy(() -> new Command.Top(new MessageNumber(1), -1))
        .hasMessage("lines: -1 (expected: >= 0)");
  }

  @Test
  void malformedPasswordIsNotShown() {
    assertThatThrownBy(() -> new Command.Pass(Secret.of(new byte[] {'s', 'e', 'c', (byte) 0xFF})))
        .hasMessage("password: not shown (expected: UTF-8 without control characters)");
  }

  // ---- rejections ----

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY_LINE,",
    "XXXX, UNKNOWN_COMMAND,",
    "STA, UNKNOWN_COMMAND,",
    "' STAT', MISPLACED_SPACE,",
    "NOOP x, ARGUMENT_COUNT, NOOP",
    "LIST x, NOT_A_NUMBER, LIST",
    "TOP 1 x, NOT_A_NUMBER, TOP",
    "DELE 0, NO_SUCH_MESSAGE, DELE",
    "APOP a b, BAD_ARGUMENT, APOP",
    "PASS, ARGUMENT_COUNT, PASS",
    "LANG 1, BAD_ARGUMENT, LANG",
    "AUTH ?, BAD_ARGUMENT, AUTH",
    "'LIST ', MISPLACED_SPACE, LIST",
    "LIST  1, MISPLACED_SPACE, LIST"
  })
  void rejectionSaysWhyAndWhichVerbItWouldHaveBeen(String line, Rejection reason, Verb verb) {
    CommandCodec strict = new CommandCodec(Compliance.STRICT, deviation -> {}, false);

    assertThat(decode(strict, line))
        .isEqualTo(new DecodedLine.Illegal(reason, Optional.ofNullable(verb)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0TOP 1 0", "\0\0TOP", "TO\0P", "\u0080TOP"})
  void keywordWithAnIllegalOctetIsNoVerb(String line) {
    CommandCodec codec = new CommandCodec(Compliance.DEFAULT, deviation -> {}, false);

    assertThat(decode(codec, line))
        .isEqualTo(new DecodedLine.Illegal(Rejection.ILLEGAL_OCTET, Optional.empty()));
  }

  @Test // decision A-05
  void tolerancesAreUsedOneByOne() {
    List<Deviation> used = new ArrayList<>();
    CommandCodec codec =
        new CommandCodec(Compliance.STRICT.with(Deviation.TRAILING_SPACE), used::add, false);

    assertThat(decode(codec, "LIST  ")).isInstanceOf(DecodedLine.Legal.class);
    assertThat(decode(codec, "LIST  1")).isInstanceOf(DecodedLine.Illegal.class);
    assertThat(used).containsExactly(Deviation.TRAILING_SPACE);
  }

  @ParameterizedTest
  @EnumSource(Rejection.class)
  void everyRejectionHasAFewWordsOfAscii(Rejection reason) {
    assertThat(reason.text()).matches("[a-zA-Z0-9 ]{5,60}");
    assertThat(reason.isCounted()).isEqualTo(reason != Rejection.NO_SUCH_MESSAGE);
    assertThat(reason.endsSession())
        .isEqualTo(reason == Rejection.NO_LINE_END || reason == Rejection.DATA_AFTER_STLS);
  }

  @Test
  void verbsKnowHowManyArgumentsTheyTake() {
    assertThat(Verb.TOP.minArguments()).isEqualTo(2);
    assertThat(Verb.LIST.minArguments()).isZero();
    assertThat(Verb.AUTH.maxArguments()).isEqualTo(2);
    for (Verb verb : Verb.values()) {
      assertThat(verb.name()).matches("[A-Z0-9]{3,4}");
      assertThat(verb.minArguments()).isBetween(0, verb.maxArguments());
    }
  }

  private static DecodedLine decode(CommandCodec codec, String line) {
    byte[] octets = line.getBytes(StandardCharsets.ISO_8859_1);
    return codec.decode(octets, 0, octets.length);
  }
}
