package io.pop3.protocol.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** First lines of replies: what may be said, what is read, and what is shown. */
class StatusLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"\u001f", "\u007f", "\u0080", "\u009f", "a\tb", "[A] b", " a", "", "\ud800"})
  void textWithControlsOrThatReadsAsACodeIsRefused(String text) {
    assertThatThrownBy(() -> StatusLine.ok(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("reply text: \"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"~", "a ", "\u00a0", "\u00e4", "a[b]", "]"})
  void otherTextIsSaidAsItIs(String text) {
    assertThat(StatusLine.ok(text).text()).isEqualTo(text);
    assertThat(StatusLine.ok(text).toOctets())
        .isEqualTo(("+OK " + text + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  @Test // 2449-RC-1
  void codeIsReadAndShown() {
    StatusLine line = read("-ERR [SYS/TEMP] later");

    assertThat(line.code()).contains(ResponseCode.SYS_TEMP);
    assertThat(line.hasCode(ResponseCode.SYS_TEMP)).isTrue();
    assertThat(line.hasCode(ResponseCode.SYS_PERM)).isFalse();
    assertThat(line.text()).isEqualTo("later");
    assertThat(line).hasToString("-ERR \"[SYS/TEMP]\" \"later\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+OK []",
        "+OK [",
        "+OK ]",
        "+OK [a b] c",
        "+OK [A",
        "+OK [/A] x",
        "+OK [A//B]",
        "+OK [A/]"
      })
  void bracketsThatHoldNoCodeAreText(String line) {
    assertThat(read(line).code()).isEmpty();
    assertThat(read(line).text()).isEqualTo(line.substring("+OK ".length()));
  }

  @Test
  void lineIsReadWhereverItStands() {
    byte[] octets = "1234+OK5678-ERR x".getBytes(StandardCharsets.US_ASCII);

    assertThat(StatusLine.parse(octets, 4, 7)).contains(read("+OK"));
    assertThat(StatusLine.parse(octets, 4, 8)).isEmpty();
    assertThat(StatusLine.parse(octets, 11, 17)).contains(read("-ERR x"));
    assertThat(StatusLine.parse(octets, 11, 14)).isEmpty();
  }

  @Test // 6856-LANG-1
  void asciiEndsBeforeU0080() {
    assertThat(read("+OK \u007f").isAscii()).isTrue();
    assertThat(StatusLine.ok("\u00a0").isAscii()).isFalse();
    byte[] continuation = {'+', 'O', 'K', ' ', (byte) 0x80};
    StatusLine latin1 = StatusLine.parse(continuation, 0, continuation.length).orElseThrow();
    assertThat(latin1.isAscii()).isFalse();
    assertThat(latin1.text()).isEqualTo("\u0080");
  }

  @Test
  void linesAreEqualIfIndicatorCodeAndTextAre() {
    StatusLine line = read("+OK [A] x");

    assertThat(line).isEqualTo(read("+OK [A] x")).hasSameHashCodeAs(read("+OK [A] x"));
    assertThat(line).isNotEqualTo(read("-ERR [A] x")).isNotEqualTo(read("+OK [B] x"));
    assertThat(line).isNotEqualTo(read("+OK [A] y")).isNotEqualTo("+OK [A] x");
    assertThat(read("+OK x").hashCode()).isNotEqualTo(read("-ERR x").hashCode());
    assertThat(read("+OK x").hashCode()).isNotEqualTo(read("+OK y").hashCode());
  }

  private static StatusLine read(String line) {
    byte[] octets = line.getBytes(StandardCharsets.US_ASCII);
    Optional<StatusLine> read = StatusLine.parse(octets, 0, octets.length);
    return read.orElseThrow();
  }
}
