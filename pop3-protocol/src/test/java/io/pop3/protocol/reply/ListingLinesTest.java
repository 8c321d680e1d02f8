package io.pop3.protocol.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of listings and other small values of replies, at their edges. */
class ListingLinesTest {

  @Test // 1939-UIDL-2
  void spacesBehindAUniqueIdAreNoPartOfIt() {
    assertThat(UidLine.parse("1 a  ")).contains(new UidLine(new MessageNumber(1), "a"));
    assertThat(UidLine.parse("1 a b")).contains(new UidLine(new MessageNumber(1), "a b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "1", "1 ", "1  ", "1   ", " 1 a", "0 a", "x a", "2147483648 a"})
  void lineWithoutNumberOrUniqueIdIsNone(String line) {
    assertThat(UidLine.parse(line)).isEmpty();
  }

  @Test
  void uniqueIdIsShownWithoutControls() {
    assertThat(new UidLine(new MessageNumber(7), "a\u001bb"))
        .hasToString("UidLine[7 \"a\\u001bb\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "1", "1 ", " 1 2", "1  2", "0 2", "1 x", "-1 2"})
  void lineWithoutNumberOrSizeIsNone(String line) {
    assertThat(ScanLine.parse(line)).isEmpty();
  }

  @Test // 1939-LIST-4
  void whatFollowsTheSizeIsIgnored() {
    ScanLine expected = new ScanLine(new MessageNumber(1), new Octets(2));

    assertThat(ScanLine.parse("1 2")).contains(expected);
    assertThat(ScanLine.parse("1 2 ")).contains(expected);
    assertThat(ScanLine.parse("1 2 x y")).contains(expected);
  }

  @Test // 1939-NUM-3
  void numbersAreReadUpToTheGreatest() {
    MessageNumber last = new MessageNumber(Integer.MAX_VALUE);
    Octets most = new Octets(Long.MAX_VALUE);

    assertThat(UidLine.parse("2147483647 a")).contains(new UidLine(last, "a"));
    assertThat(ScanLine.parse("2147483647 9223372036854775807")).contains(new ScanLine(last, most));
    assertThat(DropListing.parse("2147483647 9223372036854775807"))
        .contains(new DropListing(Integer.MAX_VALUE, most));
    assertThat(DropListing.parse("0 0")).contains(new DropListing(0, Octets.ZERO));
    assertThat(UidLine.parse("2147483648 a")).isEmpty();
    assertThat(ScanLine.parse("2147483648 1")).isEmpty();
    assertThat(ScanLine.parse("1 9223372036854775808")).isEmpty();
    assertThat(DropListing.parse("2147483648 1")).isEmpty();
    assertThat(DropListing.parse("1 9223372036854775808")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", "a<b", ">", "a>b"})
  void greetingTextHasNoAngleBrackets(String text) {
    assertThatThrownBy(() -> Greeting.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no angle brackets");
  }
}
