package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.SaslServerStep.Challenge;
import io.pop3.protocol.sasl.SaslServerStep.Failure;
import io.pop3.protocol.sasl.SaslServerStep.Success;
import io.pop3.protocol.wire.StrictBase64;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OAUTHBEARER and XOAUTH2: 7628-*, XOA2-*, V-6, V-7, E-S-28. A caret stands for octet 1. */
class BearerTokenTest {

  private static final String V6 =
      "bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9OTk1AWF1dGg9QmVhcmVyI"
          + "HZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB";
  private static final String V7 =
      "dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkS"
          + "FJoZG1semRHRXVZMjl0Q2cBAQ==";
  private static final String INVALID_TOKEN = "{\"status\":\"invalid_token\"}";
  private static final String INVALID_REQUEST = "{\"status\":\"invalid_request\"}";

  private final Accounts accounts =
      new Accounts()
          .withToken("user@example.com", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==")
          .withToken("someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg")
          .withToken("tim", "good");
  private SaslServerOptions options = Accounts.OPTIONS;

  private SaslServerExchange<String> open(SaslMechanism mechanism) {
    return SaslServerExchange.open(
        mechanism, options, new SaslConnection(Set.of(), ChannelBindings.NONE));
  }

  private SaslServerStep<String> oauth(String message) {
    return accounts.settle(
        open(SaslMechanism.OAUTHBEARER).start(Optional.of(Secret.of(message.replace('^', '\1')))));
  }

  private SaslServerStep<String> xoauth2(String message) {
    return accounts.settle(
        open(SaslMechanism.XOAUTH2).start(Optional.of(Secret.of(message.replace('^', '\1')))));
  }

  @Test
  void vectorsV6AndV7AreWrittenByTheClient() {
    // 7628-MSG-1, 7628-MSG-5, XOA2-MSG-1
    SaslClientOptions service =
        SaslClientOptions.on(new SecureRandom(), Set.of(), true)
            .service("server.example.com", 995)
            .withoutInitialResponses()
            .build();
    SaslClientExchange oauth =
        SaslClientExchange.open(
            SaslMechanism.OAUTHBEARER,
            token("user@example.com", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="),
            service);
    SaslClientExchange xoauth2 =
        SaslClientExchange.open(
            SaslMechanism.XOAUTH2,
            token("someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg"),
            service);

    assertThat(first(oauth)).isEqualTo(V6);
    assertThat(first(xoauth2)).isEqualTo(V7);
  }

  @Test
  void vectorsV6AndV7AreReadByTheServer() {
    assertThat(start(SaslMechanism.OAUTHBEARER, V6)).isEqualTo(new Success<>("user@example.com"));
    assertThat(start(SaslMechanism.XOAUTH2, V7)).isEqualTo(new Success<>("someuser@example.com"));
    assertThat(accounts.asked())
        .containsExactly("token of user@example.com", "token of someuser@example.com");
  }

  private SaslServerStep<String> start(SaslMechanism mechanism, String base64) {
    Secret message = Secret.of(Base64.getDecoder().decode(base64));
    return accounts.settle(open(mechanism).start(Optional.of(message)));
  }

  // 7628-MSG-2, 7628-MSG-3, 7628-MSG-4
  @ParameterizedTest
  @ValueSource(
      strings = {
        "n,,^auth=Bearer good^^",
        "n,a=tim,^auth=bEaReR good^^",
        "y,,^auth=BEARER  good^^",
        "n,,^foo=bar^auth=Bearer good^baz=^^",
        "n,,^host=h^port=1^auth=Bearer good^^",
        "n,,^X=a\tb\r\nc~ ^auth=Bearer good^^",
        "n,a=\uff54im,^auth=Bearer good^^"
      })
  void goodTokenIsALogin(String message) {
    assertThat(oauth(message)).isEqualTo(new Success<>("tim"));
  }

  @Test
  void tokenOfManyOctetsIsHandled() {
    // 5034-B64-4
    accounts.withToken("big", "x".repeat(40_000));

    assertThat(oauth("n,,^auth=Bearer " + "x".repeat(40_000) + "^^"))
        .isEqualTo(new Success<>("big"));
  }

  // 7628-MSG-1, 7628-MSG-6
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "^",
        "^^",
        "n,,",
        "n,,^",
        "n,,^auth=Bearer good",
        "n,,^auth=Bearer good^",
        "n,,^auth=Bearer good^^^",
        "n,,^auth=Bearer good^^x",
        "p=tls-unique,,^auth=Bearer good^^",
        "x,,^auth=Bearer good^^",
        "n,^auth=Bearer good^^",
        "n,,x^auth=Bearer good^^",
        "n,,^auth=Bearer good^auth=Bearer good^^",
        "n,,^host=a^host=a^auth=Bearer good^^",
        "n,,^auth=Basic x^auth=Bearer good^^",
        "n,,^port=1^port=1^auth=Bearer good^^",
        "n,,^=x^auth=Bearer good^^",
        "n,,^a1=x^auth=Bearer good^^",
        "n,,^auth^^",
        "n,,^x=\u0002^auth=Bearer good^^",
        "n,,^x=\u007f^auth=Bearer good^^",
        "n,,^auth=Bearer go\u007fd^^",
        "n,,^[=x^auth=Bearer good^^",
        "n,,^{=x^auth=Bearer good^^",
        "n,,^x=\u00e9^auth=Bearer good^^",
        "n,a=t=im,^auth=Bearer good^^",
        "user=tim^auth=Bearer good^^"
      })
  void malformedMessageFailsAtOnce(String message) {
    assertThat(oauth(message)).isEqualTo(new Failure<>(SaslFailure.MALFORMED));
    assertThat(accounts.asked()).isEmpty();
  }

  // E-S-28; 7628-MSG-1, 7628-MSG-3
  @ParameterizedTest
  @ValueSource(
      strings = {
        "n,,^^",
        "n,,^host=h^^",
        "n,,^auth=^^",
        "n,,^auth=Bearer^^",
        "n,,^auth=Bearer ^^",
        "n,,^auth=Bearer  ^^",
        "n,,^auth=Basic good^^",
        "n,,^auth=Bearergood^^",
        "n,,^auth=Bearer go od^^",
        "n,,^auth=Bearer good ^^"
      })
  void missingCredentialIsExplainedBeforeItFails(String message) {
    SaslServerExchange<String> server = open(SaslMechanism.OAUTHBEARER);
    SaslServerStep<String> step = server.start(Optional.of(Secret.of(message.replace('^', '\1'))));

    assertThat(text(step)).isEqualTo(INVALID_REQUEST);
    assertThat(server.respond(Secret.of("\1")))
        .isEqualTo(new Failure<>(SaslFailure.WRONG_CREDENTIAL));
  }

  // E-S-28; A-47, 7628-ERR-1, 7628-ERR-3, XOA2-ERR-1
  @ParameterizedTest
  @ValueSource(strings = {"\1", "", "anything", "n,,\1auth=Bearer good\1\1"})
  void refusalIsExplainedAndAnyLineEndsIt(String line) {
    SaslServerExchange<String> oauth = open(SaslMechanism.OAUTHBEARER);
    SaslServerStep<String> step =
        accounts.settle(oauth.start(Optional.of(Secret.of("n,,\1auth=Bearer bad\1\1"))));
    assertThat(Base64.getEncoder().encodeToString(((Challenge<String>) step).octets()))
        .isEqualTo("eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=");
    assertThat(oauth.respond(Secret.of(line)))
        .isEqualTo(new Failure<>(SaslFailure.WRONG_CREDENTIAL));

    SaslServerExchange<String> xoauth2 = open(SaslMechanism.XOAUTH2);
    SaslServerStep<String> other =
        accounts.settle(xoauth2.start(Optional.of(Secret.of("user=tim\1auth=Bearer bad\1\1"))));
    assertThat(text(other)).isEqualTo("{\"status\":\"401\",\"schemes\":\"Bearer\"}");
    assertThat(xoauth2.respond(Secret.of(line)))
        .isEqualTo(new Failure<>(SaslFailure.WRONG_CREDENTIAL));
  }

  @Test
  void refusalMayNameAScopeAndAnIssuer() {
    // 7628-ERR-1, 7628-CLI-2, XOA2-ERR-1
    assertThat(text(oauth("n,,^auth=Bearer weak^^")))
        .isEqualTo(
            "{\"status\":\"insufficient_scope\",\"scope\":\"mail \\\"all\\\"\","
                + "\"openid-configuration\":"
                + "\"https://issuer.example/.well-known/openid-configuration\"}");
    assertThat(text(xoauth2("user=tim^auth=Bearer weak^^")))
        .isEqualTo("{\"status\":\"403\",\"schemes\":\"Bearer\",\"scope\":\"mail \\\"all\\\"\"}");
  }

  @Test
  void tokenOfSomebodyElseIsRefused() {
    assertThat(text(oauth("n,a=ann,^auth=Bearer good^^"))).isEqualTo(INVALID_TOKEN);
    assertThat(oauth("n,a=\u00ad,^auth=Bearer good^^"))
        .isEqualTo(new Failure<>(SaslFailure.UNPREPARABLE));
    assertThat(xoauth2("user=\u00ad^auth=Bearer good^^"))
        .isEqualTo(new Failure<>(SaslFailure.UNPREPARABLE));
  }

  // 7628-VAL-1
  @ParameterizedTest
  @CsvSource({
    "host=pop.example.com^port=995^, true",
    "host=POP.Example.COM^, true",
    "port=995^, true",
    "'', true",
    "host=pop.example.org^port=995^, false",
    "host=pop.example.com^port=110^, false",
    "port=0995^, false"
  })
  void hostAndPortMustBeThoseOfTheService(String pairs, boolean right) {
    options = Accounts.OPTIONS.servedAt("pop.example.com", 995);
    SaslServerStep<String> step = oauth("n,,^" + pairs + "auth=Bearer good^^");

    if (right) {
      assertThat(step).isEqualTo(new Success<>("tim"));
    } else {
      assertThat(text(step)).isEqualTo(INVALID_REQUEST);
      assertThat(accounts.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "^",
        "user=tim",
        "user=tim^auth=Bearer good",
        "user=tim^auth=Bearer good^",
        "auth=Bearer good^^",
        "user=^auth=Bearer good^^",
        "auth=Bearer good^user=tim^^",
        "n,,^auth=Bearer good^^",
        "user=tim^user=tim^auth=Bearer good^^"
      })
  void malformedXoauth2MessageFailsAtOnce(String message) {
    SaslServerStep<String> step = xoauth2(message);

    assertThat(step).isEqualTo(new Failure<>(SaslFailure.MALFORMED));
    assertThat(accounts.asked()).isEmpty();
  }

  // 7628-ERR-2, XOA2-ERR-1
  @ParameterizedTest
  @CsvSource({"OAUTHBEARER, true", "XOAUTH2, false"})
  void clientEndsARefusalWithOneLineAndLearnsWhy(SaslMechanism mechanism, boolean octetOne) {
    SaslClientExchange client =
        SaslClientExchange.open(
            mechanism,
            token("tim", "bad"),
            SaslClientOptions.on(new SecureRandom(), Set.of(), true).build());
    assertThat(client.initialResponse()).isPresent();
    assertThat(client.conclude()).isEmpty();

    assertThat(
            client.respond(
                Secret.of("{\"status\":\"insufficient_scope\", \"scope\":\"mail\",\"n\":1}")))
        .isEqualTo(new SaslClientStep.Response(Secret.of(octetOne ? "\1" : "")));
    assertThat(client.tokenError())
        .contains(
            new BearerTokenError("insufficient_scope", Optional.of("mail"), Optional.empty()));
    assertThat(client.conclude()).contains(SaslClientFault.REFUSED);
    assertThat(client.respond(Secret.of("{}")))
        .isEqualTo(new SaslClientStep.Cancel(SaslClientFault.UNEXPECTED_CHALLENGE));
  }

  // 5034-IR-1, XOA2-IR-1, 5034-CAPA-5
  @Test
  void longTokenIsSentAfterTheEmptyChallenge() {
    for (SaslMechanism mechanism : Set.of(SaslMechanism.OAUTHBEARER, SaslMechanism.XOAUTH2)) {
      SaslClientExchange client =
          SaslClientExchange.open(
              mechanism,
              token("tim", "x".repeat(2000)),
              SaslClientOptions.on(new SecureRandom(), Set.of(), true).build());

      assertThat(client.initialResponse()).isEmpty();
      assertThat(client.conclude()).contains(SaslClientFault.PREMATURE_SUCCESS);
      SaslClientStep step = client.respond(Secret.of(""));
      assertThat(((SaslClientStep.Response) step).response().length()).isGreaterThan(2000);
      assertThat(client.conclude()).isEmpty();
    }
  }

  @Test
  void challengeThatIsNotEmptyDrawsNoToken() {
    SaslClientExchange client =
        SaslClientExchange.open(
            SaslMechanism.XOAUTH2,
            token("tim", "good"),
            SaslClientOptions.on(new SecureRandom(), Set.of(), true)
                .withoutInitialResponses()
                .build());
    client.initialResponse();

    assertThat(client.respond(Secret.of("x")))
        .isEqualTo(new SaslClientStep.Cancel(SaslClientFault.UNEXPECTED_CHALLENGE));
  }

  @Test
  void nameInTheHeaderIsTheUserToActAs() {
    // 7628-MSG-4
    SaslClientExchange client =
        SaslClientExchange.open(
            SaslMechanism.OAUTHBEARER,
            SaslCredentials.token(Optional.empty(), Secret.of("good"))
                .actingAs(new UserName("\uff54im")),
            SaslClientOptions.on(new SecureRandom(), Set.of(), true).build());

    assertThat(client.initialResponse()).contains(Secret.of("n,a=tim,\1auth=Bearer good\1\1"));
  }

  @Test
  void userOfXoauth2ThatIsNotUtf8Fails() {
    byte[] message = "user=x\1auth=Bearer good\1\1".getBytes(StandardCharsets.US_ASCII);
    message[5] = (byte) 0xE9;

    assertThat(open(SaslMechanism.XOAUTH2).start(Optional.of(Secret.of(message))))
        .isEqualTo(new Failure<>(SaslFailure.MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\1", "a\n", "\u00e9"})
  void tokenThatCannotBeSentIsRefused(String token) {
    assertThatThrownBy(() -> SaslCredentials.token(Optional.empty(), Secret.of(token)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("token: not usable (expected: printable ASCII without spaces)");
  }

  @ParameterizedTest
  @CsvSource({"'', 995", "h\1h, 995", "h h, 995", "h, 0", "h, 65536"})
  void serviceThatCannotBeSentIsRefused(String host, int port) {
    SaslClientOptions.Builder builder = SaslClientOptions.on(new SecureRandom(), Set.of(), true);

    assertThatThrownBy(() -> builder.service(host, port))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SaslCredentials token(String name, String token) {
    return SaslCredentials.token(Optional.of(new UserName(name)), Secret.of(token));
  }

  private static String first(SaslClientExchange client) {
    assertThat(client.initialResponse()).isEmpty();
    Secret message = ((SaslClientStep.Response) client.respond(Secret.of(""))).response();
    return new String(StrictBase64.encode(message.reveal()), StandardCharsets.US_ASCII);
  }

  private static String text(SaslServerStep<String> step) {
    return new String(((Challenge<String>) step).octets(), StandardCharsets.UTF_8);
  }
}
