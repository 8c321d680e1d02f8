package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.SaslServerStep.Challenge;
import io.pop3.protocol.sasl.SaslServerStep.Failure;
import io.pop3.protocol.sasl.SaslServerStep.Success;
import io.pop3.protocol.wire.StrictBase64;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PLAIN and LOGIN: 4616-*, LOGIN-*, E-S-01, E-S-02, E-S-13 to E-S-16. */
class PlainTest {

  private static final String U255 = "u".repeat(255);
  private static final String Z255 = "z".repeat(255);
  private static final SaslClientOptions OPTIONS =
      SaslClientOptions.on(new SecureRandom(), Set.of(SaslMechanism.PLAIN), true).build();

  private final Accounts accounts =
      new Accounts()
          .with("tim", "tanstaaftanstaaf")
          .with("IX", "pass word")
          .with(U255, "p".repeat(255))
          .with("big", "p".repeat(PreparedText.MAX_PASSWORD_OCTETS));

  private static SaslServerExchange<String> open(SaslMechanism mechanism) {
    return SaslServerExchange.open(
        mechanism, Accounts.OPTIONS, new SaslConnection(Set.of(), ChannelBindings.NONE));
  }

  private SaslServerStep<String> plain(Secret message) {
    return accounts.settle(open(SaslMechanism.PLAIN).start(Optional.of(message)));
  }

  private SaslServerStep<String> plain(String message) {
    return plain(Secret.of(message));
  }

  @Test
  void withoutInitialResponseAnEmptyChallengeIsSent() {
    // E-S-01, 5034-CHAL-2, 4422-FIRST-1, 5034-MTI-1
    SaslServerExchange<String> server = open(SaslMechanism.PLAIN);
    Challenge<String> challenge = (Challenge<String>) server.start(Optional.empty());
    assertThat(challenge.octets()).isEmpty();

    SaslServerStep<String> step =
        accounts.settle(server.respond(Secret.of("\0tim\0tanstaaftanstaaf")));
    assertThat(step).isEqualTo(new Success<>("tim"));
  }

  @Test
  void vectorV3IsReproduced() {
    // 4616-MSG-1
    try (SaslCredentials credentials =
        SaslCredentials.password(new UserName("user"), Secret.of("pencil"))) {
      assertThat(message(credentials)).isEqualTo("AHVzZXIAcGVuY2ls");
    }
    SaslCredentials test =
        SaslCredentials.password(new UserName("test"), Secret.of("test"))
            .actingAs(new UserName("test"));
    assertThat(message(test)).isEqualTo("dGVzdAB0ZXN0AHRlc3Q=");
    assertThat(plain(Secret.of(Base64.getDecoder().decode("AHRpbQB0YW5zdGFhZnRhbnN0YWFm"))))
        .isEqualTo(new Success<>("tim"));
  }

  private static String message(SaslCredentials credentials) {
    Secret message =
        SaslClientExchange.open(SaslMechanism.PLAIN, credentials, OPTIONS)
            .initialResponse()
            .orElseThrow();
    return new String(StrictBase64.encode(message.reveal()), StandardCharsets.US_ASCII);
  }

  // E-S-02, E-S-13; 4616-MSG-2, 4616-MSG-3
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tim",
        "\0",
        "\0tim",
        "\0\0",
        "\0\0pw",
        "\0tim\0",
        "a\0\0pw",
        "\0tim\0pw\0",
        "\0tim\0pw\0x",
        "\0\0\0",
        "tim\0pw",
        "\0\0tim\0tanstaaftanstaaf"
      })
  void malformedMessageFails(String message) {
    assertThat(plain(message)).isEqualTo(new Failure<>(SaslFailure.MALFORMED));
    assertThat(accounts.asked()).isEmpty();
  }

  @Test
  void threePartsOf255OctetsAreHandled() {
    // E-S-14, 4616-LEN-1, 5034-B64-4
    accounts.withDelegation(U255, Z255);

    assertThat(plain(Z255 + "\0" + U255 + "\0" + "p".repeat(255))).isEqualTo(new Success<>(Z255));
    assertThat(plain("\0" + U255 + "u\0" + "p".repeat(255)))
        .isEqualTo(new Failure<>(SaslFailure.UNPREPARABLE));
    assertThat(plain(Z255 + "z\0" + U255 + "\0" + "p".repeat(255)))
        .isEqualTo(new Failure<>(SaslFailure.UNPREPARABLE));
  }

  @Test
  void passwordMayBeLongerThanTheRfcDemandsButNotEndless() {
    String longest = "p".repeat(PreparedText.MAX_PASSWORD_OCTETS);

    assertThat(plain("\0big\0" + longest)).isEqualTo(new Success<>("big"));
    assertThat(plain("\0big\0" + longest + "p")).isEqualTo(new Failure<>(SaslFailure.UNPREPARABLE));
  }

  // E-S-15; 4616-UTF-1: overlong, lone continuation, surrogate, beyond U+10FFFF, cut off
  @ParameterizedTest
  @ValueSource(strings = {"c080", "c1bf", "80", "eda080", "f4908080", "e282", "ff", "f8888080"})
  void malformedUtf8InAnyPartFails(String hexadecimal) {
    byte[] bad = HexFormat.of().parseHex(hexadecimal);
    for (int part = 0; part < 3; part++) {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      String[] parts = {"tim", "\0tim", "\0tanstaaftanstaaf"};
      for (int i = 0; i < 3; i++) {
        message.writeBytes(parts[i].getBytes(StandardCharsets.US_ASCII));
        if (i == part) {
          message.writeBytes(bad);
        }
      }
      assertThat(plain(Secret.of(message.toByteArray())))
          .isEqualTo(new Failure<>(SaslFailure.UNPREPARABLE));
    }
    assertThat(accounts.asked()).isEmpty();
  }

  // 4616-PREP-1, 4616-PREP-3, 4616-PREP-4, 5034-ID-1, 5034-ID-2
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00ad\0tim\0pw",
        "\0\u00ad\0pw",
        "\0tim\0\u00ad",
        "\0tim\0a\u0007",
        "\0t\nim\0pw",
        "\0tim\0\u06271"
      })
  void partThatCannotBePreparedFails(String message) {
    assertThat(plain(message)).isEqualTo(new Failure<>(SaslFailure.UNPREPARABLE));
    assertThat(accounts.asked()).isEmpty();
  }

  // 4616-PREP-1, 4616-PREP-4, E-S-16, 4422-AZ-1
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0\u2168\0pass\u00a0word",
        "\0IX\0pass word",
        "IX\0IX\0pass word",
        "I\u00adX\0\u2168\0pass\u3000word"
      })
  void spellingsOfOneNameReachOneMaildrop(String message) {
    assertThat(plain(message)).isEqualTo(new Success<>("IX"));
    assertThat(accounts.asked()).containsExactly("password of IX");
  }

  // E-S-16; A-57, 4422-AZ-2, 4616-VER-1
  @Test
  void actingAsAnotherNeedsADelegationAndTheRightPassword() {
    accounts.withDelegation("tim", "ann");

    assertThat(plain("ann\0tim\0tanstaaftanstaaf")).isEqualTo(new Success<>("ann"));
    assertThat(plain("bob\0tim\0tanstaaftanstaaf"))
        .isEqualTo(new Failure<>(SaslFailure.NOT_AUTHORIZED));
    assertThat(plain("ann\0tim\0wrong")).isEqualTo(new Failure<>(SaslFailure.WRONG_CREDENTIAL));
    assertThat(accounts.asked())
        .containsExactly(
            "password of tim", "tim as ann", "password of tim", "tim as bob", "password of tim");
  }

  @Test
  void unknownUserAndWrongPasswordFailAlike() {
    // 4422-OUT-1, grammar 8 number 12
    assertThat(plain("\0nobody\0pw")).isEqualTo(plain("\0tim\0pw"));
  }

  @Test
  void loginPromptsAreThoseThatPickyClientsWant() {
    // V-9, LOGIN-4
    SaslServerExchange<String> server = open(SaslMechanism.LOGIN);

    assertThat(prompt(server.start(Optional.empty()))).isEqualTo("VXNlcm5hbWU6");
    assertThat(prompt(server.respond(Secret.of("tim")))).isEqualTo("UGFzc3dvcmQ6");
    assertThat(accounts.settle(server.respond(Secret.of("tanstaaftanstaaf"))))
        .isEqualTo(new Success<>("tim"));
  }

  @Test
  void initialResponseOfLoginIsTheName() {
    //
    SaslServerExchange<String> server = open(SaslMechanism.LOGIN);

    assertThat(prompt(server.start(Optional.of(Secret.of("tim"))))).isEqualTo("UGFzc3dvcmQ6");
    assertThat(accounts.settle(server.respond(Secret.of("wrong"))))
        .isEqualTo(new Failure<>(SaslFailure.WRONG_CREDENTIAL));
  }

  @ParameterizedTest
  @CsvSource({"'', x", "t\u0007m, x", "tim, ''", "tim, a\u0007b"})
  void emptyOrOddNameAndPasswordOfLoginFail(String name, String password) {
    SaslServerExchange<String> server = open(SaslMechanism.LOGIN);
    SaslServerStep<String> step = server.start(Optional.of(Secret.of(name)));
    if (step instanceof Challenge) {
      step = server.respond(Secret.of(password));
    }

    assertThat(step).isEqualTo(new Failure<>(SaslFailure.UNPREPARABLE));
  }

  @Test
  void loginClientIgnoresWhatThePromptsSay() {
    // LOGIN-3
    SaslClientExchange client =
        SaslClientExchange.open(
            SaslMechanism.LOGIN,
            SaslCredentials.password(new UserName("tim"), Secret.of("pencil")),
            OPTIONS);
    assertThat(client.initialResponse()).isEmpty();
    assertThat(client.conclude()).contains(SaslClientFault.PREMATURE_SUCCESS);

    assertThat(client.respond(Secret.of("Password:")))
        .isEqualTo(new SaslClientStep.Response(Secret.of("tim")));
    assertThat(client.conclude()).contains(SaslClientFault.PREMATURE_SUCCESS);
    assertThat(client.respond(Secret.of("")))
        .isEqualTo(new SaslClientStep.Response(Secret.of("pencil")));
    assertThat(client.conclude()).isEmpty();
    assertThat(client.respond(Secret.of("Password:")))
        .isEqualTo(new SaslClientStep.Cancel(SaslClientFault.UNEXPECTED_CHALLENGE));
  }

  @Test
  void plainClientSendsItsMessageOnceAndAnswersNothingElse() {
    SaslClientExchange client =
        SaslClientExchange.open(
            SaslMechanism.PLAIN,
            SaslCredentials.password(new UserName("tim"), Secret.of("pencil")),
            OPTIONS);
    assertThat(client.initialResponse()).contains(Secret.of("\0tim\0pencil"));

    assertThat(client.conclude()).isEmpty();
    assertThat(client.respond(Secret.of("")))
        .isEqualTo(new SaslClientStep.Cancel(SaslClientFault.UNEXPECTED_CHALLENGE));
    assertThat(client.conclude()).contains(SaslClientFault.UNEXPECTED_CHALLENGE);
  }

  private static String prompt(SaslServerStep<String> step) {
    return Base64.getEncoder().encodeToString(((Challenge<String>) step).octets());
  }
}
