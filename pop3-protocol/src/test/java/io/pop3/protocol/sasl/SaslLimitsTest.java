package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The last value that is accepted; that the next one is not stands with each mechanism. */
class SaslLimitsTest {

  private static final UserName TIM = new UserName("tim");

  private static SaslClientOptions.Builder options() {
    return SaslClientOptions.on(new SecureRandom(), Set.of(), true);
  }

  private static SaslServerStep<String> start(SaslMechanism mechanism, String message) {
    SaslServerExchange<String> server =
        SaslServerExchange.open(
            mechanism, Accounts.OPTIONS, new SaslConnection(Set.of(), ChannelBindings.NONE));
    return server.start(Optional.of(Secret.of(message)));
  }

  @Test
  void messageOfTheGreatestLengthIsLookedAt() {
    // A-39, 5034-B64-4
    String head = "n,,\1auth=Bearer ";
    String token = "x".repeat(SaslServerExchange.MAX_MESSAGE_OCTETS - head.length() - 2);

    assertThat(start(SaslMechanism.OAUTHBEARER, head + token + "\1\1").kind())
        .isEqualTo(SaslServerStep.Kind.VERIFY_TOKEN);
    assertThat(start(SaslMechanism.OAUTHBEARER, head + token + "x\1\1").kind())
        .isEqualTo(SaslServerStep.Kind.FAILURE);
  }

  @Test
  void challengeOfTheGreatestLengthIsAnswered() {
    SaslClientExchange client =
        SaslClientExchange.open(
            SaslMechanism.CRAM_MD5,
            SaslCredentials.password(TIM, Secret.of("pencil")),
            options().build());
    client.initialResponse();

    assertThat(client.respond(Secret.of("x".repeat(SaslServerExchange.MAX_MESSAGE_OCTETS))).kind())
        .isEqualTo(SaslClientStep.Kind.RESPONSE);
  }

  @Test
  void scramMessageOfTheGreatestLengthIsLookedAt() {
    String nonce = "x".repeat(ScramMessages.MAX_OCTETS - "n,,n=tim,r=".length());

    assertThat(start(SaslMechanism.SCRAM_SHA_1, "n,,n=tim,r=" + nonce).kind())
        .isEqualTo(SaslServerStep.Kind.FIND_SCRAM_KEYS);
    assertThat(start(SaslMechanism.SCRAM_SHA_1, "n,,n=tim,r=x" + nonce).kind())
        .isEqualTo(SaslServerStep.Kind.FAILURE);
  }

  @ParameterizedTest
  @CsvSource({"a, true", "z, true", "A, true", "Z, true", "`, false", "{, false", "@, false"})
  void extensionsHaveLettersForNames(String name, boolean legal) {
    // 5802-EXT-1
    assertThat(start(SaslMechanism.SCRAM_SHA_1, "n,,n=tim,r=!~," + name + "=1").kind())
        .isEqualTo(legal ? SaslServerStep.Kind.FIND_SCRAM_KEYS : SaslServerStep.Kind.FAILURE);
  }

  @ParameterizedTest
  @CsvSource({"az, true", "AZ, true", "`, false", "@, false", "{, false", "[, false"})
  void tokenMessagesHaveLettersForKeys(String key, boolean legal) {
    // 7628-MSG-1, 7628-MSG-2
    String message = "n,,\1" + key + "= ~\1auth=Bearer !~\1\1";

    assertThat(start(SaslMechanism.OAUTHBEARER, message).kind())
        .isEqualTo(legal ? SaslServerStep.Kind.VERIFY_TOKEN : SaslServerStep.Kind.FAILURE);
  }

  @ParameterizedTest
  @CsvSource({
    "azAZ09.-, true",
    "a`, false",
    "a{, false",
    "a@, false",
    "a[, false",
    "a/, false",
    "a:, false"
  })
  void bindingNamesHaveLettersDigitsDotsAndHyphens(String name, boolean legal) {
    // 5802-C1-1
    assertThat(Gs2Header.parse("p=" + name + ",,").isPresent()).isEqualTo(legal);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ",,", "n", "n,"})
  void headerWithoutItsCommasIsNone(String text) {
    assertThat(Gs2Header.parse(text)).isEmpty();
  }

  @Test
  void boundsThemselvesAreAccepted() {
    byte[] key = new byte[20];
    Secret decoyKey = Secret.of(new byte[16]);

    assertThatNoException()
        .isThrownBy(
            () -> {
              options().iterations(1, 1);
              options().service("!~", 1);
              options().service("h", 65_535);
              new ScramKeys(ScramHash.SHA_1, new byte[1024], 4096, key, key);
              ScramDecoy.of(decoyKey, 1, 4096).keys(TIM, ScramHash.SHA_1);
              ScramDecoy.of(decoyKey, 64, 4096).keys(TIM, ScramHash.SHA_512);
              SaslCredentials.token(Optional.empty(), Secret.of("!~"));
              SaslCredentials.password(TIM, Secret.of("x".repeat(4096)));
            });
  }

  @Test
  void errorOfTheGreatestLengthIsReadAndWritten() {
    // 7628-ERR-1
    String longest = "x".repeat(BearerTokenError.MAX_LENGTH);
    BearerTokenError error =
        new BearerTokenError(longest, Optional.of(longest), Optional.of(longest));

    assertThat(BearerTokenError.parse(error.toOauthBearer())).contains(error);
    String tooLong = "{\"status\":\"x\",\"scope\":\"" + longest + "x\"}";
    assertThat(BearerTokenError.parse(tooLong.getBytes(StandardCharsets.UTF_8)))
        .contains(BearerTokenError.of("x"));
  }

  @Test
  void longFirstMessageOfAnyMechanismWaitsForTheEmptyChallenge() {
    // 5034-IR-1
    SaslCredentials credentials =
        SaslCredentials.password(new UserName("u".repeat(200)), Secret.of("pencil"));
    for (SaslMechanism mechanism : Set.of(SaslMechanism.PLAIN, SaslMechanism.SCRAM_SHA_256)) {
      SaslClientExchange client =
          SaslClientExchange.open(mechanism, credentials, options().build());

      assertThat(client.initialResponse()).isEmpty();
      assertThat(client.conclude()).isPresent();
      assertThat(client.respond(Secret.of("")).kind()).isEqualTo(SaslClientStep.Kind.RESPONSE);
    }
  }

  @Test
  void whatIsShownNamesKindsAndLengths() {
    assertThat(SaslCredentials.token(Optional.of(TIM), Secret.of("token")))
        .hasToString("SaslCredentials[name=Optional[tim], token redacted]");
    assertThat(SaslCredentials.certificate()).hasToString("SaslCredentials[certificate]");
    assertThat(SaslCredentials.anonymous("x")).hasToString("SaslCredentials[anonymous]");
    assertThat(start(SaslMechanism.PLAIN, "\0tim\0pencil"))
        .hasToString("SaslServerRequest[VERIFY_PASSWORD]");
    assertThat(start(SaslMechanism.LOGIN, "tim")).hasToString("Challenge[9 octets]");
  }

  @Test
  void serverDemandsNothingUnlessItIsTold() {
    SaslServerOptions options =
        SaslServerOptions.of(
            new SecureRandom(), () -> Accounts.CHALLENGE, Accounts.OPTIONS.decoy());

    assertThat(options.channelBindingRequired()).isFalse();
    assertThat(options.host()).isEmpty();
    assertThat(options.port()).isEmpty();
    assertThat(options.requiringChannelBinding().channelBindingRequired()).isTrue();
  }
}
