package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.lang.reflect.Field;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No secret is shown, and none outlives its exchange. */
class SaslSecrecyTest {

  private static final String SECRET = "Tr0ub4dor";
  private static final String SECRET_BASE64 = "VHIwdWI0ZG9y";
  private static final ChannelBindings BINDINGS =
      ChannelBindings.ofTls13(Map.of(ChannelBindingType.TLS_EXPORTER, new byte[] {1}));

  private static SaslCredentials credentials(SaslMechanism mechanism) {
    return switch (mechanism) {
      case EXTERNAL -> SaslCredentials.certificate();
      case ANONYMOUS -> SaslCredentials.anonymous("");
      case OAUTHBEARER, XOAUTH2 ->
          SaslCredentials.token(Optional.of(new UserName("tim")), Secret.of(SECRET));
      default -> SaslCredentials.password(new UserName("tim"), Secret.of(SECRET));
    };
  }

  private static SaslClientExchange client(SaslMechanism mechanism, SaslCredentials credentials) {
    SaslClientOptions.Builder options =
        SaslClientOptions.on(new SecureRandom(), Set.of(mechanism), true);
    if (mechanism.bindsChannel()) {
      options.bindings(BINDINGS);
    }
    return SaslClientExchange.open(mechanism, credentials, options.build());
  }

  private static SaslServerExchange<String> server(SaslMechanism mechanism) {
    return SaslServerExchange.open(
        mechanism, Accounts.OPTIONS, new SaslConnection(Set.of(), BINDINGS));
  }

  @ParameterizedTest
  @EnumSource(SaslMechanism.class)
  void nothingShowsTheSecret(SaslMechanism mechanism) {
    Accounts accounts = new Accounts().with("tim", SECRET).withToken("tim", SECRET);
    SaslCredentials credentials = credentials(mechanism);
    SaslClientExchange client = client(mechanism, credentials);
    SaslServerExchange<String> server = server(mechanism);
    List<Object> met = new ArrayList<>(List.of(credentials, client, server, Accounts.OPTIONS));

    Optional<Secret> initial = client.initialResponse();
    met.add(initial);
    SaslServerStep<String> step = server.start(initial);
    while (step.kind() != SaslServerStep.Kind.SUCCESS) {
      met.add(step);
      step = accounts.settle(step);
      met.add(step);
      if (step instanceof SaslServerStep.Challenge<String> challenge) {
        SaslClientStep answer = client.respond(Secret.of(challenge.octets()));
        met.add(answer);
        step = server.respond(((SaslClientStep.Response) answer).response());
      }
    }

    assertThat(met)
        .extracting(Object::toString)
        .noneMatch(shown -> shown.contains(SECRET) || shown.contains(SECRET_BASE64))
        .noneMatch(shown -> shown.contains("0123456789abcdef"));
  }

  @Test
  void keysAndCredentialsShowWhatIsPublic() {
    ScramKeys keys = ScramKeys.derive(ScramHash.SHA_256, Secret.of(SECRET), Accounts.SALT, 4096);

    assertThat(keys).hasToString("ScramKeys[hash=SHA_256, iterations=4096, keys redacted]");
    assertThat(credentials(SaslMechanism.PLAIN))
        .hasToString("SaslCredentials[name=tim, password redacted]");
    assertThat(server(SaslMechanism.PLAIN)).hasToString("SaslServerExchange[PLAIN, NEW]");
    assertThat(client(SaslMechanism.PLAIN, credentials(SaslMechanism.PLAIN)))
        .hasToString("SaslClientExchange[PLAIN, NEW]");
  }

  @ParameterizedTest
  @EnumSource(SaslMechanism.class)
  void closedClientHoldsNoSecret(SaslMechanism mechanism) throws Exception {
    SaslCredentials credentials = credentials(mechanism);
    SaslClientExchange client = client(mechanism, credentials);
    List<Secret> held = secretsOf(client);
    client.close();
    client.close();
    assertThat(held).allSatisfy(SaslSecrecyTest::assertWiped);

    // The credentials themselves serve the next exchange as well.
    client(mechanism, credentials).close();
    List<Secret> kept = secretsOf(credentials);
    credentials.close();
    assertThat(kept).allSatisfy(SaslSecrecyTest::assertWiped);
  }

  @ParameterizedTest
  @EnumSource(SaslMechanism.class)
  void cancelledClientHoldsNoSecret(SaslMechanism mechanism) throws Exception {
    SaslClientExchange client = client(mechanism, credentials(mechanism));
    List<Secret> held = secretsOf(client);
    client.initialResponse();
    client.respond(Secret.of("x".repeat(SaslServerExchange.MAX_MESSAGE_OCTETS + 1)));

    assertThat(client.conclude()).contains(SaslClientFault.MALFORMED_CHALLENGE);
    assertThat(held).allSatisfy(SaslSecrecyTest::assertWiped);
  }

  @Test
  void mostClientsHoldASecretWhileTheyLive() throws Exception {
    // Guards the two tests above against finding nothing to look at.
    for (SaslMechanism mechanism : EnumSet.allOf(SaslMechanism.class)) {
      assertThat(secretsOf(client(mechanism, credentials(mechanism)))).isNotEmpty();
    }
  }

  @Test
  void messagesBelongToWhoGaveThem() {
    Secret message = Secret.of("\0tim\0" + SECRET);
    SaslServerStep<String> step = server(SaslMechanism.PLAIN).start(Optional.of(message));

    assertThat(message).isEqualTo(Secret.of("\0tim\0" + SECRET));
    SaslServerRequest.VerifyPassword<String> request =
        (SaslServerRequest.VerifyPassword<String>) step;
    assertThat(request.password()).isEqualTo(Secret.of(SECRET));
    assertThat(request.name()).isEqualTo(new UserName("tim"));
  }

  private static void assertWiped(Secret secret) {
    assertThatThrownBy(secret::reveal).isInstanceOf(IllegalStateException.class);
  }

  private static List<Secret> secretsOf(Object object) throws IllegalAccessException {
    List<Secret> secrets = new ArrayList<>();
    for (Field field : object.getClass().getDeclaredFields()) {
      field.setAccessible(true);
      if (field.get(object) instanceof Secret secret) {
        secrets.add(secret);
      }
    }
    return secrets;
  }
}
