package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.SaslServerStep.Challenge;
import io.pop3.protocol.sasl.SaslServerStep.Failure;
import io.pop3.protocol.sasl.SaslServerStep.Success;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EXTERNAL and ANONYMOUS: 4422-EXT-*, 4505-*, E-S-03, E-S-04. */
class ExternalAndAnonymousTest {

  private final Accounts accounts = new Accounts();

  private SaslServerExchange<String> open(SaslMechanism mechanism) {
    return SaslServerExchange.open(
        mechanism, Accounts.OPTIONS, new SaslConnection(Set.of(), ChannelBindings.NONE));
  }

  private SaslServerStep<String> start(SaslMechanism mechanism, String message) {
    return accounts.settle(open(mechanism).start(Optional.of(Secret.of(message))));
  }

  @Test
  void emptyResponseIsWhoeverTheCertificateNames() {
    // E-S-03, E-S-04, 4422-EXT-1, 4422-EXT-3, 5034-AUTH-2
    assertThat(start(SaslMechanism.EXTERNAL, "")).isEqualTo(new Success<>("tim"));

    SaslServerExchange<String> server = open(SaslMechanism.EXTERNAL);
    assertThat(server.start(Optional.empty())).isInstanceOf(Challenge.class);
    assertThat(accounts.settle(server.respond(Secret.of("")))).isEqualTo(new Success<>("tim"));
    assertThat(accounts.asked())
        .containsExactly("certificate for anybody", "certificate for anybody");
  }

  @Test
  void requestedNameMustFitTheCertificate() {
    // 4422-EXT-2
    assertThat(start(SaslMechanism.EXTERNAL, "\uff54im")).isEqualTo(new Success<>("tim"));
    assertThat(start(SaslMechanism.EXTERNAL, "ann"))
        .isEqualTo(new Failure<>(SaslFailure.WRONG_CREDENTIAL));
    assertThat(accounts.asked()).containsExactly("certificate for tim", "certificate for ann");
  }

  @Test
  void requestedNameMustBeUtf8WithoutNul() {
    // 4422-EXT-4, 4422-AZ-1
    Secret invalid = Secret.of(new byte[] {'t', (byte) 0xFF});

    assertThat(open(SaslMechanism.EXTERNAL).start(Optional.of(invalid)))
        .isEqualTo(new Failure<>(SaslFailure.UNPREPARABLE));
    assertThat(start(SaslMechanism.EXTERNAL, "t\0m"))
        .isEqualTo(new Failure<>(SaslFailure.UNPREPARABLE));
    assertThat(start(SaslMechanism.EXTERNAL, "x".repeat(256)))
        .isEqualTo(new Failure<>(SaslFailure.UNPREPARABLE));
    assertThat(accounts.asked()).isEmpty();
  }

  // 4505-MSG-1, 4505-TRACE-1
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sirhc",
        "sirhc@example.com",
        "two words",
        "\u00e9",
        "\u0627\u0628",
        "\u0221",
        "\ud83d\ude00"
      })
  void legalTraceIsAdmitted(String trace) {
    assertThat(start(SaslMechanism.ANONYMOUS, trace)).isEqualTo(new Success<>("anonymous"));
    assertThat(accounts.asked()).containsExactly("anonymous " + trace);
  }

  @Test
  void traceMayHave255CharactersOfAnyWidth() {
    // 4505-MSG-1
    String longest = "\ud83d\ude00".repeat(255);

    assertThat(start(SaslMechanism.ANONYMOUS, longest)).isEqualTo(new Success<>("anonymous"));
    assertThat(start(SaslMechanism.ANONYMOUS, "x".repeat(255))).isInstanceOf(Success.class);
    assertThat(start(SaslMechanism.ANONYMOUS, "x".repeat(256))).isInstanceOf(Failure.class);
    assertThat(start(SaslMechanism.ANONYMOUS, longest + "x")).isInstanceOf(Failure.class);
  }

  // 4505-MSG-1, 4505-TRACE-1
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@",
        "@example.com",
        "sirhc@",
        "sirhc@exam ple",
        "a\u0007",
        "a\u0000",
        "\ue000",
        "\ufdd0",
        "\u06271",
        "\u0627a\u0628",
        "\u200e",
        "\udb40\udc01",
        "\ufffd"
      })
  void illegalTraceFails(String trace) {
    assertThat(start(SaslMechanism.ANONYMOUS, trace))
        .isEqualTo(new Failure<>(SaslFailure.MALFORMED));
    assertThatThrownBy(() -> SaslCredentials.anonymous(trace))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("trace: ");
    assertThat(accounts.asked()).isEmpty();
  }

  @Test
  void traceThatIsNotUtf8Fails() {
    Secret invalid = Secret.of(new byte[] {(byte) 0xC0, (byte) 0x80});

    assertThat(open(SaslMechanism.ANONYMOUS).start(Optional.of(invalid)))
        .isEqualTo(new Failure<>(SaslFailure.MALFORMED));
  }

  @Test
  void hostMayRefuseAnonymousClients() {
    assertThat(start(SaslMechanism.ANONYMOUS, "refuse me"))
        .isEqualTo(new Failure<>(SaslFailure.WRONG_CREDENTIAL));
  }

  @Test
  void clientsSendTheirOneMessage() {
    // 4422-EXT-1, 4505-MSG-1, 4505-PRIV-1
    assertThat(first(SaslMechanism.EXTERNAL, SaslCredentials.certificate()))
        .isEqualTo(Secret.of(""));
    assertThat(
            first(
                SaslMechanism.EXTERNAL,
                SaslCredentials.certificate().actingAs(new UserName("\u2168"))))
        .isEqualTo(Secret.of("IX"));
    assertThat(first(SaslMechanism.ANONYMOUS, SaslCredentials.anonymous("")))
        .isEqualTo(Secret.of(""));
    assertThat(first(SaslMechanism.ANONYMOUS, SaslCredentials.anonymous("sirhc")))
        .isEqualTo(Secret.of("sirhc"));
  }

  @Test
  void anonymousClientsActAsNobody() {
    assertThatThrownBy(() -> SaslCredentials.anonymous("").actingAs(new UserName("tim")))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Secret first(SaslMechanism mechanism, SaslCredentials credentials) {
    SaslClientOptions options =
        SaslClientOptions.on(new SecureRandom(), Set.of(mechanism), true).build();
    return SaslClientExchange.open(mechanism, credentials, options).initialResponse().orElseThrow();
  }
}
