package io.pop3.protocol.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long arguments may be and what they may hold: the same for who sends and who reads. */
class CommandLimitsTest {

  private static final String DIGEST = "0123456789abcdef".repeat(2);

  private static DecodedLine decode(String line, boolean utf8) {
    byte[] octets = line.getBytes(StandardCharsets.UTF_8);
    return new CommandCodec(Compliance.STRICT, deviation -> {}, utf8)
        .decode(octets, 0, octets.length);
  }

  private static DecodedLine decode(String line) {
    return decode(line, false);
  }

  private static DecodedLine illegal(Rejection reason, Verb verb) {
    return new DecodedLine.Illegal(reason, Optional.of(verb));
  }

  @Test // 1939-CMD-6, 2449-LEN-5
  void nameOfUserIsUpTo248Octets() {
    Command longest = Command.user("n".repeat(248));

    assertThat(CommandCodec.encode(longest)).hasSize(255);
    assertThat(decode("USER " + "n".repeat(248))).isEqualTo(new DecodedLine.Legal(longest));
    assertThat(decode("USER " + "n".repeat(249)))
        .isEqualTo(illegal(Rejection.BAD_ARGUMENT, Verb.USER));
    assertThat(decode("USER " + "\u00E9".repeat(124) + "n", true))
        .isEqualTo(illegal(Rejection.BAD_ARGUMENT, Verb.USER));
    assertThatThrownBy(() -> Command.user("n".repeat(249)))
        .hasMessage("user name: 249 octets (expected: <= 248)");
    assertThatThrownBy(() -> Command.user("\u00E9".repeat(125)))
        .hasMessage("user name: 250 octets (expected: <= 248)");
  }

  @Test // 1939-CMD-6, 2449-LEN-5
  void nameOfApopIsUpTo215Octets() {
    Command longest = new Command.Apop(new UserName("n".repeat(215)), DIGEST);

    assertThat(CommandCodec.encode(longest)).hasSize(255);
    assertThat(decode("APOP " + "n".repeat(215) + " " + DIGEST))
        .isEqualTo(new DecodedLine.Legal(longest));
    assertThat(decode("APOP " + "n".repeat(216) + " " + DIGEST))
        .isEqualTo(illegal(Rejection.BAD_ARGUMENT, Verb.APOP));
    assertThatThrownBy(() -> new Command.Apop(new UserName("n".repeat(216)), DIGEST))
        .hasMessage("user name: 216 octets (expected: <= 215)");
  }

  @Test // decision A-07, 2449-LEN-5
  void passwordIsOneTo248Octets() {
    Command longest = Command.pass("p".repeat(248));

    assertThat(CommandCodec.encode(longest)).hasSize(255);
    assertThat(decode("PASS " + "p".repeat(248))).isEqualTo(new DecodedLine.Legal(longest));
    assertThat(decode("PASS " + "p".repeat(249)))
        .isEqualTo(illegal(Rejection.LINE_TOO_LONG, Verb.PASS));
    assertThatThrownBy(() -> Command.pass("p".repeat(249)))
        .hasMessage("password: 249 octets (expected: 1 to 248)");
    assertThatThrownBy(() -> Command.pass(""))
        .hasMessage("password: 0 octets (expected: 1 to 248)");
  }

  @ParameterizedTest // 1939-CMD-13
  @ValueSource(strings = {" a", "a ", "a b"})
  void nameWithASpaceIsNoArgument(String name) {
    assertThatThrownBy(() -> new Command.User(new UserName(name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: no space");
  }

  @ParameterizedTest // 1939-CMD-13
  @ValueSource(strings = {"\0", "\u001F", "\u007F", "\r", "\n", "x\r\nDELE 1"})
  void passwordHasNoControls(String part) {
    assertThatThrownBy(() -> Command.pass("pencil" + part))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("password: not shown (expected: UTF-8 without control characters)");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "!", "~", "\u0080", "\u00E9", "\u65E5"})
  void passwordHasAnythingElse(String password) {
    assertThat(((Command.Pass) Command.pass(password)).secret()).isEqualTo(Secret.of(password));
  }

  @Test // decision A-34
  void initialResponseHasEveryPrintableCharacterButTheSpace() {
    for (int c = 0; c <= 0xFF; c++) {
      Optional<Secret> response = Optional.of(Secret.of(new byte[] {'A', (byte) c}));
      if (c > ' ' && c < 0x7F) {
        assertThat(new Command.Auth("PLAIN", response).initialResponse()).isEqualTo(response);
      } else {
        assertThatThrownBy(() -> new Command.Auth("PLAIN", response))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test // 4422-NAME-1
  void mechanismHasUpToTwentyCharacters() {
    assertThat(new Command.Auth("az-AZ_09-abcdefghijk", Optional.empty()).mechanism())
        .isEqualTo("AZ-AZ_09-ABCDEFGHIJK");
    assertThatThrownBy(() -> new Command.Auth("A".repeat(21), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Command.Auth("A".repeat(19) + "\r\n", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest // 6856-USER-7
  @CsvSource({
    "USER \u00E9, true",
    "PASS \u00E9, true",
    "APOP \u00E9 0123456789abcdef0123456789abcdef, true",
    "LANG \u00E9, false",
    "AUTH PLAIN \u00E9, false",
    "LIST \u0661, false"
  })
  void onlyCredentialsGoBeyondAsciiAndOnlyWhereThatIsAllowed(String line, boolean credentials) {
    assertThat(decode(line, true) instanceof DecodedLine.Legal).isEqualTo(credentials);
    assertThat(decode(line, false))
        .isEqualTo(illegal(Rejection.ILLEGAL_OCTET, Verb.valueOf(line.substring(0, 4))));
  }

  @ParameterizedTest // decision A-10
  @CsvSource({
    "0, 0",
    "007, 7",
    "9223372036854775804, 9223372036854775804",
    "9223372036854775806, 9223372036854775806",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, 9223372036854775807",
    "92233720368547758070, 9223372036854775807",
    "99999999999999999999999, 9223372036854775807"
  })
  void countOfLinesIsExactUntilItSaturates(String digits, long lines) {
    assertThat(decode("TOP 1 " + digits))
        .isEqualTo(new DecodedLine.Legal(new Command.Top(new MessageNumber(1), lines)));
  }

  @ParameterizedTest // decision A-10
  @CsvSource({"2147483646, 2147483646", "2147483647, 2147483647", "2147483648, 2147483647"})
  void messageNumberIsExactUntilItSaturates(String digits, int number) {
    assertThat(decode("RETR " + digits))
        .isEqualTo(new DecodedLine.Legal(new Command.Retr(new MessageNumber(number))));
  }

  @Test
  void commandsWithoutTheirOptionalArgumentAreCommands() {
    assertThat(decode("LANG")).isEqualTo(new DecodedLine.Legal(new Command.Lang(Optional.empty())));
    assertThat(decode("LIST")).isEqualTo(new DecodedLine.Legal(new Command.List(Optional.empty())));
    assertThat(decode("UIDL")).isEqualTo(new DecodedLine.Legal(new Command.Uidl(Optional.empty())));
    assertThat(decode("AUTH")).isEqualTo(new DecodedLine.Legal(new Command.AuthList()));
  }

  @ParameterizedTest // 1939-CMD-1
  @ValueSource(
      strings = {
        "QUIT",
        "CAPA",
        "LANG",
        "LANG *",
        "USER tim",
        "PASS a b ",
        "AUTH",
        "AUTH PLAIN",
        "AUTH PLAIN AHRpbQ==",
        "AUTH PLAIN =",
        "STLS",
        "UTF8",
        "STAT",
        "LIST",
        "LIST 1",
        "RETR 2",
        "DELE 3",
        "NOOP",
        "RSET",
        "TOP 4 0",
        "TOP 5 6",
        "UIDL",
        "UIDL 7",
        "APOP tim 0123456789abcdef0123456789abcdef"
      })
  void plainLineIsWrittenAsItWasRead(String line) {
    DecodedLine decoded = decode(line);

    assertThat(decoded).isInstanceOf(DecodedLine.Legal.class);
    assertThat(CommandCodec.encode(((DecodedLine.Legal) decoded).command()))
        .isEqualTo((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest // decision A-04
  @ValueSource(strings = {"USER a\0", "PASS a\0", "PASS \u0000\u00E9", "USER \u007F\u00E9"})
  void controlsAreIllegalAmongUtf8AsWell(String line) {
    assertThat(decode(line, true))
        .isEqualTo(illegal(Rejection.ILLEGAL_OCTET, Verb.valueOf(line.substring(0, 4))));
  }

  @ParameterizedTest // decision A-10
  @ValueSource(strings = {"LIST 0", "UIDL 0", "RETR 00", "DELE 0", "TOP 0 1", "TOP 0 0"})
  void messageZeroDoesNotExist(String line) {
    assertThat(decode(line))
        .isEqualTo(illegal(Rejection.NO_SUCH_MESSAGE, Verb.valueOf(line.split(" ", 2)[0])));
  }
}
