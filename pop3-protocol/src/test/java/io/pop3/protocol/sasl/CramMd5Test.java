package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.SaslServerStep.Challenge;
import io.pop3.protocol.sasl.SaslServerStep.Failure;
import io.pop3.protocol.sasl.SaslServerStep.Success;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CRAM-MD5: 2195-*, V-2, E-S-05. */
class CramMd5Test {

  private static final String DIGEST = "b913a602c7eda7a495b4e6e7334d3890";

  private final Accounts accounts =
      new Accounts().with("tim", "tanstaaftanstaaf").with("tim o", "tanstaaftanstaaf");
  private final SaslServerExchange<String> server =
      SaslServerExchange.open(
          SaslMechanism.CRAM_MD5,
          Accounts.OPTIONS,
          new SaslConnection(Set.of(), ChannelBindings.NONE));

  private SaslServerStep<String> respond(String response) {
    server.start(Optional.empty());
    return accounts.settle(server.respond(Secret.of(response)));
  }

  @Test
  void challengeIsTheTimestamp() {
    // V-2, 2195-CHAL-1
    Challenge<String> challenge = (Challenge<String>) server.start(Optional.empty());

    assertThat(Base64.getEncoder().encodeToString(challenge.octets()))
        .isEqualTo("PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+");
  }

  @Test
  void clientAnswersAsTheVector() {
    // V-2, 2195-RESP-1
    SaslClientExchange client = client();
    assertThat(client.initialResponse()).isEmpty();
    assertThat(client.conclude()).contains(SaslClientFault.PREMATURE_SUCCESS);

    SaslClientStep.Response step =
        (SaslClientStep.Response) client.respond(Secret.of(Accounts.CHALLENGE.value()));

    assertThat(Base64.getEncoder().encodeToString(step.response().reveal()))
        .isEqualTo("dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw");
    assertThat(client.conclude()).isEmpty();
    assertThat(client.respond(Secret.of("again")))
        .isEqualTo(new SaslClientStep.Cancel(SaslClientFault.UNEXPECTED_CHALLENGE));
  }

  @Test
  void emptyChallengeIsRefused() {
    // The digest of nothing is the same for ever: it could be looked up.
    SaslClientExchange client = client();
    client.initialResponse();

    assertThat(client.respond(Secret.of("")))
        .isEqualTo(new SaslClientStep.Cancel(SaslClientFault.MALFORMED_CHALLENGE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "test", "tim b913a602c7eda7a495b4e6e7334d3890"})
  void initialResponseIsRefused(String initial) {
    // E-S-05, 2195-CHAL-2, 5034-IR-3
    assertThat(server.start(Optional.of(Secret.of(initial))))
        .isEqualTo(new Failure<>(SaslFailure.INITIAL_RESPONSE));
    assertThat(SaslFailure.INITIAL_RESPONSE.isCredentialProblem()).isFalse();
  }

  @Test
  void rightDigestInAnyCaseIsALogin() {
    assertThat(respond("tim " + DIGEST.toUpperCase(Locale.ROOT))).isEqualTo(new Success<>("tim"));
  }

  @Test
  void nameIsWhatStandsBeforeTheLastSpace() {
    // 2195-RESP-2
    assertThat(respond("tim o " + DIGEST)).isEqualTo(new Success<>("tim o"));
    assertThat(accounts.asked()).containsExactly("secret of tim o");
  }

  @Test
  void wrongDigestAndUnknownUserFailAlike() {
    assertThat(respond("tim c" + DIGEST.substring(1)))
        .isEqualTo(new Failure<>(SaslFailure.WRONG_CREDENTIAL));
  }

  @Test
  void unknownUserFailsLikeAWrongDigest() {
    assertThat(respond("nobody " + DIGEST)).isEqualTo(new Failure<>(SaslFailure.WRONG_CREDENTIAL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tim",
        "tim ",
        " b913a602c7eda7a495b4e6e7334d3890",
        "b913a602c7eda7a495b4e6e7334d3890",
        "tim b913a602c7eda7a495b4e6e7334d389",
        "tim b913a602c7eda7a495b4e6e7334d38900",
        "tim b913a602c7eda7a495b4e6e7334d389g",
        "tim\tb913a602c7eda7a495b4e6e7334d3890"
      })
  void malformedResponseFails(String response) {
    assertThat(respond(response)).isEqualTo(new Failure<>(SaslFailure.MALFORMED));
    assertThat(accounts.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"t\u0007m ", "\u00ad "})
  void nameThatCannotBePreparedFails(String name) {
    assertThat(respond(name + DIGEST)).isEqualTo(new Failure<>(SaslFailure.UNPREPARABLE));
  }

  @Test
  void nameThatIsNotUtf8Fails() {
    byte[] response = ("x " + DIGEST).getBytes(StandardCharsets.US_ASCII);
    response[0] = (byte) 0xE4;
    server.start(Optional.empty());

    assertThat(server.respond(Secret.of(response)))
        .isEqualTo(new Failure<>(SaslFailure.UNPREPARABLE));
  }

  private static SaslClientExchange client() {
    return SaslClientExchange.open(
        SaslMechanism.CRAM_MD5,
        SaslCredentials.password(new UserName("tim"), Secret.of("tanstaaftanstaaf")),
        SaslClientOptions.on(new SecureRandom(), Set.of(SaslMechanism.CRAM_MD5), false).build());
  }
}
