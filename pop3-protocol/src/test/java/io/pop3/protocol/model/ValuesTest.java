package io.pop3.protocol.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that exist are legal; what is not legal can't be made, and is not shown raw. */
class ValuesTest {

  @Test
  void messageNumbersBeginWithOne() {
    assertThat(MessageNumber.ofIndex(0)).isEqualTo(new MessageNumber(1)).hasToString("1");
    assertThat(new MessageNumber(7).index()).isEqualTo(6);
    assertThat(new MessageNumber(2)).isLessThan(new MessageNumber(10));
    assertThatThrownBy(() -> new MessageNumber(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("message number: 0 (expected: >= 1)");
    assertThatThrownBy(() -> MessageNumber.ofIndex(Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void octetsAreCountedExactlyOrNotAtAll() {
    assertThat(Octets.ZERO.plus(new Octets(1L << 33))).isEqualTo(new Octets(1L << 33));
    assertThat(new Octets(2)).isLessThan(new Octets(10)).hasToString("2");
    assertThatThrownBy(() -> new Octets(Long.MAX_VALUE).plus(new Octets(1)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new Octets(-1)).hasMessage("octets: -1 (expected: >= 0)");
  }

  @Test // 1939-UIDL-3
  void uniqueIdsHaveOneToSeventyPrintableOctets() {
    for (char c = 0; c < 0x200; c++) {
      assertThat(UniqueId.isValid("a" + c)).isEqualTo(c >= 0x21 && c <= 0x7E);
    }
    assertThat(UniqueId.isValid("")).isFalse();
    assertThat(UniqueId.isValid("x".repeat(70))).isTrue();
    assertThat(UniqueId.isValid("x".repeat(71))).isFalse();
    assertThat(new UniqueId("a")).isNotEqualTo(new UniqueId("A"));
    assertThatThrownBy(() -> new UniqueId("a\rb"))
        .hasMessage("unique-id: \"a\\u000db\" (expected: 1 to 70 characters of 0x21 to 0x7E)");
  }

  @Property
  void namesAreUtf8WithoutControlsInTwoHundredFiftyFiveOctets(@ForAll String text) {
    boolean legal =
        !text.isEmpty()
            && text.codePoints().noneMatch(c -> Character.isISOControl(c))
            && new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .equals(text)
            && text.getBytes(StandardCharsets.UTF_8).length <= 255;

    assertThat(UserName.isValid(text)).isEqualTo(legal);
  }

  @Test
  void namesAreLimitedInOctets() {
    assertThat(UserName.isValid("")).isFalse();
    assertThat(UserName.isValid("\u20AC".repeat(85))).isTrue();
    assertThat(UserName.isValid("\u20AC".repeat(85) + "x")).isFalse();
    assertThat(UserName.isValid("\uD83D\uDD11")).isTrue();
    assertThat(UserName.isValid("\uDD11\uD83D")).isFalse();
    assertThat(UserName.isValid("a\uD83D")).isFalse();
    assertThat(UserName.isValid("a\uD83Db")).isFalse();
    assertThat(UserName.isValid("x".repeat(255))).isTrue();
    assertThat(UserName.isValid("x".repeat(256))).isFalse();
    assertThatThrownBy(() -> new UserName("\u001B[2J")).hasMessageContaining("\\u001b[2J");
  }

  @Test
  void secretShowsNothingAndCanBeWiped() {
    byte[] source = "pencil".getBytes(StandardCharsets.US_ASCII);
    Secret secret = Secret.of(source);
    source[0] = 'x';
    byte[] revealed = secret.reveal();
    revealed[1] = 'x';

    assertThat(secret.reveal()).asString(StandardCharsets.US_ASCII).isEqualTo("pencil");
    assertThat(secret).hasToString("Secret[redacted]").isEqualTo(Secret.of("pencil"));
    assertThat(secret).isNotEqualTo(Secret.of("pencil2")).isNotEqualTo("pencil");
    assertThat(secret.hashCode()).isEqualTo(Secret.of("other").hashCode());
    Secret copy = secret.copy();
    secret.close();
    secret.close();
    assertThatThrownBy(secret::reveal).hasMessage("secret: already wiped");
    assertThat(copy.reveal()).hasSize(6);
    assertThat(secret.length()).isEqualTo(6);
    Secret zeros = Secret.of(new byte[6]);
    assertThat(secret).isNotEqualTo(zeros);
    assertThat(Secret.of(new byte[] {1, 2, 3, 4}, 1, 2)).isEqualTo(Secret.of(new byte[] {2, 3}));
  }

  @Test
  void nothingIsLeftOfAWipedSecret() {
    Secret one = Secret.of("pencil");
    Secret other = Secret.of("crayon");
    one.close();
    other.close();

    assertThat(one).as("both are zeros").isEqualTo(other);
  }

  @ParameterizedTest // 5322-MID-1
  @ValueSource(
      strings = {
        "<1896.697170952@dbc.mtview.ca.us>",
        "<a@b>",
        "<a@[]>",
        "<a@[1.2]>",
        "<!#$%&'*+-/=?^_`{|}~@x.y>"
      })
  void timestampsAreMessageIds(String value) {
    assertThat(new ApopTimestamp(value)).hasToString(value);
    assertThat(ApopTimestamp.find("+OK " + value + " hello")).contains(new ApopTimestamp(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<>",
        "a@b",
        "<a@b",
        "a@b>",
        "<@b>",
        "<a@>",
        "<.a@b>",
        "<a.@b>",
        "<a..b@c>",
        "<a@b@c>",
        "<a b@c>",
        "<a@[b>",
        "<a@b]>",
        "<a@[b\\c]>",
        "<a@[b[c]>",
        "<a@[<]>",
        "<a@[b@c]>",
        "<a@\u00E9>",
        "<a@b\r>",
        "<a(c)@b>",
        "<\"a\"@b>"
      })
  void nothingElseIsATimestamp(String value) {
    assertThat(ApopTimestamp.isValid(value)).isFalse();
    assertThatThrownBy(() -> new ApopTimestamp(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void timestampFitsItsGreeting() {
    String fits = "<a@" + "b".repeat(ApopTimestamp.MAX_OCTETS - 4) + ">";

    assertThat(ApopTimestamp.isValid(fits)).isTrue();
    assertThat(ApopTimestamp.isValid(fits.replace("<", "<a"))).isFalse();
    assertThat(ApopTimestamp.find("no timestamp")).isEmpty();
    assertThat(ApopTimestamp.find("<a@b><c@d>")).isEmpty();
    assertThat(ApopTimestamp.find(">a@b< <")).isEmpty();
  }

  @Property
  void anythingIsShownInPrintableAscii(@ForAll String text) {
    String shown = Printable.of(text);

    assertThat(shown).matches("\"[ -~]*\"(\\.\\.\\. \\(\\d+ characters\\))?").hasSizeLessThan(800);
  }

  @Test
  void overlongTextIsCut() {
    assertThat(Printable.of("x".repeat(500))).hasSize(122 + "... (500 characters)".length());
    assertThat(Printable.of("a\"b\\\n")).isEqualTo("\"a\\\"b\\\\\\u000a\"");
  }

  @Test
  void scramHashesKnowTheirNames() {
    assertThat(ScramHash.SHA_256.mechanismName()).isEqualTo("SCRAM-SHA-256");
    assertThat(ScramHash.SHA_1.digestOctets()).isEqualTo(20);
    assertThat(ScramHash.SHA_512.macName()).isEqualTo("HmacSHA512");
    assertThat(ScramHash.SHA_512.digestName()).isEqualTo("SHA-512");
  }
}
