package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.SaslServerStep.Challenge;
import io.pop3.protocol.sasl.SaslServerStep.Failure;
import io.pop3.protocol.sasl.SaslServerStep.Success;
import io.pop3.protocol.wire.StrictBase64;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a SCRAM server makes of a client that it can't trust: E-S-21 to E-S-25. */
class ScramServerTest {

  private static final byte[] BINDING = {9, 8, 7};
  private static final ChannelBindings BINDINGS =
      ChannelBindings.ofTls13(Map.of(ChannelBindingType.TLS_EXPORTER, BINDING));
  private static final Set<SaslMechanism> BARE = Set.of(SaslMechanism.SCRAM_SHA_256);
  private static final Set<SaslMechanism> BOTH =
      Set.of(SaslMechanism.SCRAM_SHA_256, SaslMechanism.SCRAM_SHA_256_PLUS);

  private final Accounts accounts = new Accounts().with("tim", "pencil").with("a,b=c", "pencil");

  /** A client without the conscience of ours. */
  private final class RawClient {
    private final SaslServerExchange<String> server;
    private final ScramFormulas formulas = new ScramFormulas(ScramHash.SHA_256);
    private String bare = "";
    private String serverFirst = "";

    RawClient(SaslMechanism mechanism, SaslServerOptions options, SaslConnection connection) {
      this.server = SaslServerExchange.open(mechanism, options, connection);
    }

    RawClient() {
      this(
          SaslMechanism.SCRAM_SHA_256,
          Accounts.OPTIONS,
          new SaslConnection(BARE, ChannelBindings.NONE));
    }

    SaslServerStep<String> first(String message) {
      bare = message.substring(message.indexOf(',', message.indexOf(',') + 1) + 1);
      SaslServerStep<String> step = accounts.settle(server.start(Optional.of(Secret.of(message))));
      serverFirst = text(step);
      return step;
    }

    String nonce() {
      return serverFirst.substring(2, serverFirst.indexOf(','));
    }

    SaslServerStep<String> last(String withoutProof, String password) {
      byte[] salted =
          formulas.saltedPassword(
              password.getBytes(StandardCharsets.UTF_8), Accounts.SALT, ScramKeys.MIN_ITERATIONS);
      byte[] clientKey = formulas.clientKey(salted);
      byte[] authMessage =
          (bare + "," + serverFirst + "," + withoutProof).getBytes(StandardCharsets.UTF_8);
      byte[] proof =
          ScramFormulas.xor(
              clientKey, formulas.signature(formulas.storedKey(clientKey), authMessage));
      return respond(withoutProof + ",p=" + base64(proof));
    }

    SaslServerStep<String> respond(String message) {
      return accounts.settle(server.respond(Secret.of(message)));
    }
  }

  @Test
  void rightProofIsAnsweredByASignatureAndTheEmptyLineByTheLogin() {
    // A-43, 4422-DATA-1, 5034-OUT-4
    RawClient client = new RawClient();
    assertThat(text(client.first("n,,n=tim,r=abc"))).startsWith("r=abc").endsWith(",i=4096");
    assertThat(text(client.last("c=biws,r=" + client.nonce(), "pencil"))).startsWith("v=");

    assertThat(client.respond("")).isEqualTo(new Success<>("tim"));
  }

  @Test
  void serverFirstHasTheFormOfTheGrammar() {
    // 5802-S1-1, 5802-NONCE-1
    RawClient client = new RawClient();

    assertThat(text(client.first("n,,n=tim,r=!~")))
        .matches("r=!~[A-Za-z0-9+/]{24},s=AQIDBAUGBwgJCgsMDQ4PEA==,i=4096");
  }

  @Test
  void noncesDoNotRepeat() {
    // 5802-NONCE-1
    SecureRandom random = new SecureRandom();
    Set<String> nonces = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      nonces.add(ScramServer.freshNonce(random));
    }

    assertThat(nonces).hasSize(10_000);
  }

  @Test
  void lastStepAnsweredByALineThatIsNotEmptyFails() {
    // E-S-25, A-43
    RawClient client = new RawClient();
    client.first("n,,n=tim,r=abc");
    client.last("c=biws,r=" + client.nonce(), "pencil");

    assertThat(client.respond("x")).isEqualTo(failure(SaslFailure.UNEXPECTED_RESPONSE));
    assertThat(SaslFailure.UNEXPECTED_RESPONSE.isCredentialProblem()).isFalse();
  }

  // E-S-21; 5802-C1-2, 5802-C1-4, 5802-C1-5
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n",
        "n,",
        "n,,",
        "x,,n=tim,r=abc",
        "N,,n=tim,r=abc",
        ",,n=tim,r=abc",
        "n,,m=x,n=tim,r=abc",
        "n,,n=tim,r=abc,m=x",
        "n,,n=tim,m=x,r=abc",
        "n,,n=a=41,r=abc",
        "n,,n=tim=,r=abc",
        "n,,n=tim=2c,r=abc",
        "n,,n=,r=abc",
        "n,,r=abc,n=tim",
        "n,,n=tim",
        "n,,r=abc",
        "n,,n=tim,r=",
        "n,,n=tim,r=abc,r=abc",
        "n,,n=tim,n=tim,r=abc",
        "n,,n=tim,r=a c",
        "n,,n=tim,r=a\u00e9",
        "n,,n=tim,r=abc,",
        "n,,n=tim,r=abc,x",
        "n,,n=tim,r=abc,x=",
        "n,,n=tim,r=abc,1=x",
        "n,,n=tim,r=abc,x=1,x=2",
        "n,a=,n=tim,r=abc",
        "n,tim,n=tim,r=abc",
        "n,b=tim,n=tim,r=abc",
        "n,a=a=b,n=tim,r=abc",
        "n,,n=t\u0000m,r=abc",
        "n,,n=tim,r=abc,x=\u0000",
        "y=,,n=tim,r=abc",
        "p,,n=tim,r=abc",
        "p=,,n=tim,r=abc",
        "p=a b,,n=tim,r=abc",
        "n,,\u00e9=tim,r=abc"
      })
  void malformedFirstMessageFails(String message) {
    assertThat(new RawClient().first(message)).isEqualTo(failure(SaslFailure.MALFORMED));
    assertThat(SaslFailure.MALFORMED.isCredentialProblem()).isTrue();
    assertThat(accounts.asked()).isEmpty();
  }

  @Test
  void messageThatIsNotUtf8OrTooLongFails() {
    for (Secret message :
        new Secret[] {
          Secret.of(new byte[] {'n', ',', ',', 'n', '=', (byte) 0xFF, ',', 'r', '=', 'x'}),
          Secret.of("n,,n=tim,r=" + "x".repeat(ScramMessages.MAX_OCTETS)),
          Secret.of("n".repeat(SaslServerExchange.MAX_MESSAGE_OCTETS + 1))
        }) {
      SaslServerStep<String> step = new RawClient().server.start(Optional.of(message));

      assertThat(step).isEqualTo(failure(SaslFailure.MALFORMED));
    }
  }

  // 5802-C1-6, 5034-ID-2
  @ParameterizedTest
  @ValueSource(strings = {"n,,n=\u00ad,r=abc", "n,,n=t\u0007m,r=abc", "n,a=\u00ad,n=tim,r=abc"})
  void nameThatCannotBePreparedFails(String message) {
    assertThat(new RawClient().first(message)).isEqualTo(failure(SaslFailure.UNPREPARABLE));
    assertThat(SaslFailure.UNPREPARABLE.isCredentialProblem()).isTrue();
  }

  @Test
  void nameIsPreparedForTheSearchAndSignedAsReceived() {
    // 5802-C1-7, 5802-C1-3
    RawClient client = new RawClient();
    client.first("n,,n=\uff54\u00adim,r=abc");
    assertThat(accounts.asked()).containsExactly("keys of tim");
    client.last("c=biws,r=" + client.nonce(), "pencil");
    assertThat(client.respond("")).isEqualTo(new Success<>("tim"));

    RawClient other = new RawClient();
    other.first("n,,n=a=2Cb=3Dc,r=abc");
    other.last("c=biws,r=" + other.nonce(), "pencil");
    assertThat(other.respond("")).isEqualTo(new Success<>("a,b=c"));
  }

  @Test
  void extensionsAreIgnoredButSigned() {
    // E-S-22, 5802-EXT-1
    RawClient client = new RawClient();
    client.first("n,,n=tim,r=abc,x=foo,y=b=r");
    client.last("c=biws,r=" + client.nonce() + ",z=foo", "pencil");

    assertThat(client.respond("")).isEqualTo(new Success<>("tim"));
  }

  @Test
  void wrongPasswordNonceAndBindingFailAlike() {
    // E-S-21; 5802-C2-2, 5802-C2-3, 5802-NONCE-3; no server-final goes before: 5802-S2-2
    RawClient wrongPassword = new RawClient();
    wrongPassword.first("n,,n=tim,r=abc");
    assertThat(wrongPassword.last("c=biws,r=" + wrongPassword.nonce(), "pencils"))
        .isEqualTo(failure(SaslFailure.WRONG_CREDENTIAL));

    for (String change : new String[] {"x", "", "abc"}) {
      RawClient wrongNonce = new RawClient();
      wrongNonce.first("n,,n=tim,r=abc");
      String nonce = change.equals("abc") ? "abc" : wrongNonce.nonce().substring(1) + change;
      assertThat(wrongNonce.last("c=biws,r=" + nonce, "pencil"))
          .isEqualTo(failure(SaslFailure.WRONG_CREDENTIAL));
    }

    for (String binding : new String[] {"eSws", base64("n,,x"), base64("n,a=tim,"), base64("n,")}) {
      RawClient wrongBinding = new RawClient();
      wrongBinding.first("n,,n=tim,r=abc");
      assertThat(wrongBinding.last("c=" + binding + ",r=" + wrongBinding.nonce(), "pencil"))
          .isEqualTo(failure(SaslFailure.WRONG_CREDENTIAL));
    }
    assertThat(SaslFailure.WRONG_CREDENTIAL.isCredentialProblem()).isTrue();
  }

  // E-S-21
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c=biws,r=NONCE",
        "c=biws,p=AAAA,r=NONCE",
        "r=NONCE,c=biws,p=AAAA",
        "c=biws,p=AAAA",
        "c=biws,r=NONCE,p=AAA",
        "c=biws,r=NONCE,p=AA==AAAA",
        "c=biw,r=NONCE,p=AAAA",
        "c=biws,r=NONCE,p=AAAA,x=1",
        "c=biws,r=NONCE,m=x,p=AAAA",
        "c=biws,r=NONCE,p=AAAA,p=AAAA",
        "c=biws,c=biws,r=NONCE,p=AAAA",
        "c=biws,r=NONCE,,p=AAAA",
        "p=AAAA",
        "c=,r=NONCE,p=AAAA"
      })
  void malformedLastMessageFails(String message) {
    RawClient client = new RawClient();
    client.first("n,,n=tim,r=abc");

    assertThat(client.respond(message.replace("NONCE", client.nonce())))
        .isEqualTo(failure(SaslFailure.MALFORMED));
  }

  @Test
  void proofOfAnotherLengthFails() {
    RawClient client = new RawClient();
    client.first("n,,n=tim,r=abc");

    assertThat(client.respond("c=biws,r=" + client.nonce() + ",p=AAAA"))
        .isEqualTo(failure(SaslFailure.WRONG_CREDENTIAL));
  }

  @Test
  void unknownUserIsPlayedToTheProofWithASaltThatStays() {
    // A-44, 4422-OUT-1
    RawClient client = new RawClient();
    String first = text(client.first("n,,n=nobody,r=abc"));
    RawClient again = new RawClient();
    String second = text(again.first("n,,n=nobody,r=abc"));
    RawClient other = new RawClient();
    String third = text(other.first("n,,n=somebody,r=abc"));

    assertThat(first).matches("r=abc.{24},s=[A-Za-z0-9+/]{22}==,i=4096");
    assertThat(salt(second)).isEqualTo(salt(first));
    assertThat(salt(third)).isNotEqualTo(salt(first));
    assertThat(client.last("c=biws,r=" + client.nonce(), "pencil"))
        .isEqualTo(failure(SaslFailure.WRONG_CREDENTIAL));
  }

  @Test
  void inventedKeysDifferByHashAndPurpose() {
    //
    ScramDecoy decoy = Accounts.OPTIONS.decoy();
    ScramKeys invented = decoy.keys(new UserName("nobody"), ScramHash.SHA_256);

    assertThat(invented.salt()).hasSize(Accounts.SALT.length);
    assertThat(invented.storedKey()).isNotEqualTo(invented.serverKey());
    assertThat(decoy.keys(new UserName("nobody"), ScramHash.SHA_1).salt())
        .isNotEqualTo(invented.salt());
    assertThat(
            ScramDecoy.of(Secret.of("0123456789abcdeX"))
                .keys(new UserName("nobody"), ScramHash.SHA_256)
                .salt())
        .hasSize(ScramKeys.DEFAULT_SALT_OCTETS)
        .isNotEqualTo(invented.salt());
  }

  // 5802-CB-3, 5802-CB-4, 5802-CB-5, 5802-CB-7, 5929-UNIQ-3; E-S-23, E-S-24
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SCRAM_SHA_256; false; BARE; y,,; true",
        "SCRAM_SHA_256; false; BARE; n,,; true",
        "SCRAM_SHA_256; false; BOTH; n,,; true",
        "SCRAM_SHA_256; false; BOTH; y,,; false",
        "SCRAM_SHA_256; false; BOTH; p=tls-exporter,,; false",
        "SCRAM_SHA_256; true;  BARE; n,,; false",
        "SCRAM_SHA_256; true;  BARE; y,,; false",
        "SCRAM_SHA_256_PLUS; false; BOTH; p=tls-exporter,,; true",
        "SCRAM_SHA_256_PLUS; true;  BOTH; p=tls-exporter,,; true",
        "SCRAM_SHA_256_PLUS; false; BOTH; p=tls-unique,,; false",
        "SCRAM_SHA_256_PLUS; false; BOTH; p=tls-foo,,; false",
        "SCRAM_SHA_256_PLUS; false; BOTH; p=TLS-EXPORTER,,; false",
        "SCRAM_SHA_256_PLUS; false; BOTH; n,,; false",
        "SCRAM_SHA_256_PLUS; false; BOTH; y,,; false"
      })
  void bindingFlagMustFitMechanismAndConnection(
      SaslMechanism mechanism, boolean required, String advertised, String header, boolean fits) {
    SaslServerOptions options =
        required ? Accounts.OPTIONS.requiringChannelBinding() : Accounts.OPTIONS;
    RawClient client =
        new RawClient(
            mechanism,
            options,
            new SaslConnection(advertised.equals("BOTH") ? BOTH : BARE, BINDINGS));

    SaslServerStep<String> step = client.first(header + "n=tim,r=abc");

    if (fits) {
      assertThat(step).isInstanceOf(Challenge.class);
    } else {
      assertThat(step).isEqualTo(failure(SaslFailure.CHANNEL_BINDING));
      assertThat(accounts.asked()).isEmpty();
    }
  }

  @Test
  void boundLoginNeedsTheDataOfThisVeryConnection() {
    // 5802-C2-2
    for (boolean right : new boolean[] {true, false}) {
      RawClient client =
          new RawClient(
              SaslMechanism.SCRAM_SHA_256_PLUS,
              Accounts.OPTIONS,
              new SaslConnection(BOTH, BINDINGS));
      client.first("p=tls-exporter,,n=tim,r=abc");
      String input =
          base64(
              ScramMessages.channelBinding(
                  Gs2Header.parse("p=tls-exporter,,").orElseThrow(),
                  right ? BINDING : new byte[] {9, 8, 6}));

      SaslServerStep<String> step = client.last("c=" + input + ",r=" + client.nonce(), "pencil");

      assertThat(step.kind())
          .isEqualTo(right ? SaslServerStep.Kind.CHALLENGE : SaslServerStep.Kind.FAILURE);
    }
  }

  // A-57, 4422-AZ-1, 4422-AZ-2
  @ParameterizedTest
  @CsvSource({"tim, tim", "\uff54im, tim", "ann, ann", "bob, "})
  void actingAsAnotherNeedsADelegation(String requested, String identity) {
    accounts.withDelegation("tim", "ann");
    RawClient client = new RawClient();
    client.first("n,a=" + requested + ",n=tim,r=abc");
    String header = base64("n,a=" + requested + ",");
    SaslServerStep<String> step = client.last("c=" + header + ",r=" + client.nonce(), "pencil");

    if (identity == null) {
      assertThat(step).isEqualTo(failure(SaslFailure.NOT_AUTHORIZED));
      assertThat(SaslFailure.NOT_AUTHORIZED.isCredentialProblem()).isTrue();
    } else {
      assertThat(text(step)).startsWith("v=");
      assertThat(client.respond("")).isEqualTo(new Success<>(identity));
    }
  }

  @ParameterizedTest
  @EnumSource(ScramHash.class)
  void keysOfAnotherHashAreRefused(ScramHash hash) {
    SaslServerExchange<String> server =
        SaslServerExchange.open(
            SaslMechanism.SCRAM_SHA_256,
            Accounts.OPTIONS,
            new SaslConnection(BARE, ChannelBindings.NONE));
    SaslServerRequest.FindScramKeys<String> request =
        (SaslServerRequest.FindScramKeys<String>)
            server.start(Optional.of(Secret.of("n,,n=tim,r=abc")));
    ScramKeys keys = ScramKeys.derive(hash, Secret.of("pencil"), Accounts.SALT, 4096);

    if (hash == ScramHash.SHA_256) {
      assertThat(request.found("tim", keys)).isInstanceOf(Challenge.class);
    } else {
      assertThatThrownBy(() -> request.found("tim", keys))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected: SHA_256");
    }
  }

  private static Failure<String> failure(SaslFailure reason) {
    return new Failure<>(reason);
  }

  private static String salt(String serverFirst) {
    return serverFirst.split(",", -1)[1];
  }

  private static String base64(byte[] octets) {
    return new String(StrictBase64.encode(octets), StandardCharsets.US_ASCII);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(SaslServerStep<String> step) {
    return step instanceof Challenge<String> challenge
        ? new String(challenge.octets(), StandardCharsets.UTF_8)
        : "";
  }
}
