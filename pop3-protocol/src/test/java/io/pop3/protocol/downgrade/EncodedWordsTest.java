package io.pop3.protocol.downgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where encoded-words and parameters of RFC 2231 begin, end, and what stands for itself there. */
class EncodedWordsTest {

  private static String octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** What becomes of a line so far, and a text behind it. */
  private static List<String> lines(String before, String text) {
    StringBuilder out = new StringBuilder(before);
    EncodedWords.append(octets(text), out);
    return List.of(out.toString().split("\r\n", -1));
  }

  private static List<Integer> lengths(List<String> lines) {
    return lines.stream().map(String::length).toList();
  }

  @Test // RFC 2047 section 5 (3): legal in every place
  void lettersDigitsAndFiveSignsStandForThemselves() {
    for (char c = 0x21; c < 0x7F; c++) {
      boolean safe = Character.isLetterOrDigit(c) || "!*+-/".indexOf(c) >= 0;
      String expected = safe ? String.valueOf(c) : String.format("=%02X", (int) c);
      assertThat(lines("", "words" + c + "\u00E9"))
          .containsExactly("=?utf-8?Q?words" + expected + "=C3=A9?=");
    }
    assertThat(lines("", "\0 \u001F\u007F a \u00E9abc"))
        .containsExactly("=?utf-8?Q?=00_=1F=7F_a_=C3=A9abc?=");
  }

  @Test
  void base64IsTakenWhereMoreThanTwoThirdsWouldBeHexadecimal() {
    assertThat(lines("", "a\u00E9")).containsExactly("=?utf-8?Q?a=C3=A9?=");
    assertThat(lines("", "a\u65E5")).containsExactly("=?utf-8?B?YeaXpQ==?=");
    assertThat(lines("", "a\u00E9\u65E5 ")).containsExactly("=?utf-8?B?YcOp5pelIA==?=");
    assertThat(lines("", "ab\u00E9\u00E9")).containsExactly("=?utf-8?Q?ab=C3=A9=C3=A9?=");
  }

  @Test // RFC 2047 section 2: 75 octets a word, 76 a line
  void wordsInBase64AreAsLongAsMayBeAndCutNoCharacter() {
    List<String> three = lines("Subject: ", "\u65E5".repeat(40));
    assertThat(three.get(0)).isEqualTo("Subject: =?utf-8?B?" + "5pel".repeat(13) + "?=");
    assertThat(three.get(1)).isEqualTo(" =?utf-8?B?" + "5pel".repeat(15) + "?=");
    assertThat(three.get(2)).isEqualTo(" =?utf-8?B?" + "5pel".repeat(12) + "?=");
    assertThat(lengths(lines("Subject: ", "\u00E9".repeat(19 + 22 + 1))))
        .containsExactly(9 + 64, 1 + 72, 1 + 16);
    assertThat(lengths(lines("Subject: ", "\uD83D\uDE00".repeat(9 + 11 + 1))))
        .containsExactly(9 + 60, 1 + 72, 1 + 20);
  }

  @Test // RFC 2047 section 2
  void wordsInHexadecimalAreAsLongAsMayBeAndCutNoCharacter() {
    List<String> lines = lines("Subject: ", "a\u00E9".repeat(7 + 9 + 1));
    assertThat(lines.get(0)).isEqualTo("Subject: =?utf-8?Q?" + "a=C3=A9".repeat(7) + "a?=");
    assertThat(lines.get(1)).isEqualTo(" =?utf-8?Q?" + "=C3=A9a".repeat(9) + "?=");
    assertThat(lines.get(2)).isEqualTo(" =?utf-8?Q?=C3=A9?=");
    assertThat(lengths(lines)).containsExactly(9 + 62, 76, 19);
  }

  @Test
  void octetsOfNoCharsetMayBeCutAnywhere() {
    StringBuilder out = new StringBuilder("X: ");
    EncodedWords.append("\u00FF\u0080".repeat(50), out);

    String[] lines = out.toString().split("\r\n ", -1);
    assertThat(lines[0]).isEqualTo("X: =?unknown-8bit?B?" + "/4D/gP+A".repeat(6) + "/4D/?=");
    assertThat(lines[1]).isEqualTo("=?unknown-8bit?B?" + "gP+A/4D/".repeat(7) + "?=").hasSize(75);
    assertThat(lines[2]).isEqualTo("=?unknown-8bit?B?" + "gP+A/4D/".repeat(3) + "gA==?=");
    assertThat(lines).hasSize(3);
  }

  @Test
  void wordBeginsOnTheLineIfFortyOctetsOfRoomAreLeft() {
    String text = "\u65E5".repeat(20);
    assertThat(lengths(lines("x".repeat(35) + " ", text))).containsExactly(36 + 40, 1 + 64);
    assertThat(lengths(lines("x".repeat(36) + " ", text))).containsExactly(36, 1 + 72, 1 + 32);
    assertThat(lines("x".repeat(36) + "\t", text).get(1)).startsWith("\t=?utf-8?B?5pel");
  }

  @Test
  void wordThatFitsStaysOnItsLineHoweverLittleRoomIsLeft() {
    assertThat(lengths(lines("x".repeat(59) + " ", "\u65E5"))).containsExactly(76);
    assertThat(lengths(lines("x".repeat(60) + " ", "\u65E5"))).containsExactly(60, 1 + 16);
    assertThat(lengths(lines("x".repeat(300) + " ", "\u65E5"))).containsExactly(300, 1 + 16);
    assertThat(lengths(lines("x".repeat(90) + "\n" + "y".repeat(58) + " ", "\u65E5")))
        .containsExactly(91 + 75);
  }

  @Test
  void whereNoBlankIsNoLineBegins() {
    assertThat(lengths(lines("x".repeat(70), "\u65E5"))).containsExactly(86);
    assertThat(lengths(lines("x\n" + " ".repeat(70), "\u65E5"))).containsExactly(2 + 86);
  }

  @Test // RFC 2231 section 7: attribute-char
  void parametersEncodeAllButTheirSafeCharacters() {
    for (char c = 0x20; c < 0x7F; c++) {
      StringBuilder out = new StringBuilder();
      String quoted = c == '"' || c == '\\' ? "\\" + c : String.valueOf(c);
      assertThat(ParameterWriter.write(octets("a/b; n=\"\u00E9" + quoted + "x\""), out)).isTrue();

      boolean safe = Character.isLetterOrDigit(c) || "!#$&+-.^_`{|}~".indexOf(c) >= 0;
      String expected = safe ? String.valueOf(c) : String.format("%%%02X", (int) c);
      assertThat(out).hasToString("a/b; n*=utf-8''%C3%A9" + expected + "x");
    }
  }
}
