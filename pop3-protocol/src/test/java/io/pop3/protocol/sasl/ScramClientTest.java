package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.SaslClientStep.Cancel;
import io.pop3.protocol.sasl.SaslClientStep.Response;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a SCRAM client makes of a server that it can't trust: E-S-26, E-S-27. */
class ScramClientTest {

  private static final SaslCredentials TIM =
      SaslCredentials.password(new UserName("tim"), Secret.of("pencil"));
  private static final ChannelBindings BINDINGS =
      ChannelBindings.ofTls13(Map.of(ChannelBindingType.TLS_EXPORTER, new byte[] {1, 2, 3}));

  private static SaslClientOptions.Builder options(SaslMechanism... offered) {
    return SaslClientOptions.on(new SecureRandom(), Set.of(offered), true);
  }

  private static SaslClientExchange open(SaslMechanism mechanism, SaslClientOptions options) {
    return SaslClientExchange.open(mechanism, TIM, options);
  }

  private final SaslClientExchange client =
      open(SaslMechanism.SCRAM_SHA_256, options(SaslMechanism.SCRAM_SHA_256).build());
  private final String first = text(client.initialResponse().orElseThrow());
  private final String nonce = first.substring(first.lastIndexOf('=') + 1);

  @Test
  void firstMessageHasTheFormOfTheGrammar() {
    // 5802-C1-1, 5802-NONCE-1: 144 random bits
    assertThat(first).matches("n,,n=tim,r=[A-Za-z0-9+/]{24}");
  }

  @Test
  void nonceIsFreshForEachExchange() {
    // 5802-NONCE-1
    SaslClientExchange other =
        open(SaslMechanism.SCRAM_SHA_256, options(SaslMechanism.SCRAM_SHA_256).build());

    assertThat(text(other.initialResponse().orElseThrow())).isNotEqualTo(first);
  }

  // 5802-C1-3, 5802-C1-6, 4422-AZ-1
  @Test
  void namesArePreparedAndEscaped() {
    SaslCredentials odd =
        SaslCredentials.password(new UserName("a,b=c\u2168"), Secret.of("x"))
            .actingAs(new UserName("=,"));
    SaslClientExchange exchange =
        SaslClientExchange.open(SaslMechanism.SCRAM_SHA_1, odd, options().build());

    assertThat(text(exchange.initialResponse().orElseThrow()))
        .startsWith("n,a==3D=2C,n=a=2Cb=3DcIX,r=");
  }

  // E-S-27; 5802-S1-3, 5802-NONCE-2, 5802-C1-5
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "r=NONCEx,s=QSXC,i=1; ITERATION_COUNT",
        "r=NONCEx,s=QSXC,i=4095; ITERATION_COUNT",
        "r=NONCEx,s=QSXC,i=10000001; ITERATION_COUNT",
        "r=NONCEx,s=QSXC,i=2147483648; ITERATION_COUNT",
        "r=NONCEx,s=QSXC,i=99999999999; ITERATION_COUNT",
        "r=NONCEx,s=QSXC,i=99999999999999999999999999; ITERATION_COUNT",
        "r=NONCEx,s=QSXC,i=0; MALFORMED_CHALLENGE",
        "r=NONCEx,s=QSXC,i=04096; MALFORMED_CHALLENGE",
        "r=NONCEx,s=QSXC,i=+4096; MALFORMED_CHALLENGE",
        "r=NONCEx,s=QSXC,i=4096x; MALFORMED_CHALLENGE",
        "r=NONCEx,s=QSXC,i=; MALFORMED_CHALLENGE",
        "r=NONCEx,s=QSXC; MALFORMED_CHALLENGE",
        "r=NONCEx,s=,i=4096; MALFORMED_CHALLENGE",
        "r=NONCEx,s=QSX,i=4096; MALFORMED_CHALLENGE",
        "r=NONCEx,s=QR==,i=4096; MALFORMED_CHALLENGE",
        "m=x,r=NONCEx,s=QSXC,i=4096; MALFORMED_CHALLENGE",
        "r=NONCEx,s=QSXC,i=4096,m=x; MALFORMED_CHALLENGE",
        "r=NONCEx,s=QSXC,i=4096,i=4096; MALFORMED_CHALLENGE",
        "s=QSXC,r=NONCEx,i=4096; MALFORMED_CHALLENGE",
        "r=NONCE x,s=QSXC,i=4096; MALFORMED_CHALLENGE",
        "'' ; MALFORMED_CHALLENGE",
        "e=unknown-user; MALFORMED_CHALLENGE",
        "r=NONCE,s=QSXC,i=4096; NONCE_MISMATCH",
        "r=xNONCE,s=QSXC,i=4096; NONCE_MISMATCH",
        "r=x,s=QSXC,i=4096; NONCE_MISMATCH"
      })
  void badServerFirstIsAnsweredByCancelling(String challenge, SaslClientFault fault) {
    assertThat(respond(challenge.replace("NONCE", nonce))).isEqualTo(new Cancel(fault));
    assertThat(client.conclude()).contains(fault);
    assertThatThrownBy(() -> respond("")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void boundsOfTheIterationCountCanBeChosen() {
    //
    SaslClientExchange patient =
        open(SaslMechanism.SCRAM_SHA_1, options().iterations(1, 2).build());
    String own = text(patient.initialResponse().orElseThrow());
    String challenge = "r=" + own.substring(own.lastIndexOf('=') + 1) + "x,s=QSXC,i=";

    assertThat(patient.respond(Secret.of(challenge + "2"))).isInstanceOf(Response.class);
    assertThatThrownBy(() -> options().iterations(0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> options().iterations(3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("iterations: 3 to 2 (expected: ascending bounds from 1)");
  }

  @Test
  void extensionOfTheServerIsIgnored() {
    // 5802-EXT-1
    assertThat(respond("r=" + nonce + "x,s=QSXC,i=4096,x=foo")).isInstanceOf(Response.class);
  }

  // E-S-26; 5802-S2-1, 5802-S2-3
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=; SERVER_NOT_AUTHENTICATED",
        "v=AAAA; SERVER_NOT_AUTHENTICATED",
        "v=; SERVER_NOT_AUTHENTICATED",
        "v=!!!!; SERVER_NOT_AUTHENTICATED",
        "'' ; SERVER_NOT_AUTHENTICATED",
        "x=foo; SERVER_NOT_AUTHENTICATED",
        "e=other-error; REFUSED",
        "e=never-heard-of; REFUSED"
      })
  void badServerFinalIsAnsweredByCancelling(String challenge, SaslClientFault fault) {
    respond("r=" + nonce + "x,s=QSXC,i=4096");

    assertThat(respond(challenge)).isEqualTo(new Cancel(fault));
    assertThat(client.conclude()).contains(fault);
  }

  @Test
  void successWithoutTheServersSignatureIsNone() {
    // E-S-26, 5802-S2-1
    assertThat(client.conclude()).contains(SaslClientFault.SERVER_NOT_AUTHENTICATED);
    respond("r=" + nonce + "x,s=QSXC,i=4096");
    assertThat(client.conclude()).contains(SaslClientFault.SERVER_NOT_AUTHENTICATED);
  }

  @Test
  void challengeBeyondTheEndIsUnexpected() {
    SaslServerExchange<String> server =
        SaslServerExchange.open(
            SaslMechanism.SCRAM_SHA_256,
            Accounts.OPTIONS,
            new SaslConnection(Set.of(), ChannelBindings.NONE));
    Accounts accounts = new Accounts().with("tim", "pencil");
    String serverFirst = text(accounts.settle(server.start(Optional.of(Secret.of(first)))));
    Response last = (Response) respond(serverFirst);
    String serverFinal = text(accounts.settle(server.respond(last.response())));
    assertThat(((Response) respond(serverFinal)).response().length()).isZero();
    assertThat(client.conclude()).isEmpty();

    assertThat(respond(serverFinal)).isEqualTo(new Cancel(SaslClientFault.UNEXPECTED_CHALLENGE));
    assertThat(client.conclude()).contains(SaslClientFault.UNEXPECTED_CHALLENGE);
  }

  // 5802-CB-1, 5802-CB-2
  @Test
  void flagTellsWhatTheClientCanAndTheServerOffered() {
    SaslMechanism bare = SaslMechanism.SCRAM_SHA_256;
    SaslMechanism bound = SaslMechanism.SCRAM_SHA_256_PLUS;

    assertThat(flag(bare, options(bare, bound))).isEqualTo("n");
    assertThat(flag(bare, options(bare).bindings(BINDINGS))).isEqualTo("y");
    assertThat(flag(bound, options(bare, bound).bindings(BINDINGS))).isEqualTo("p=tls-exporter");
  }

  // 5802-CB-1, 5802-CB-2, 5802-CB-7
  @Test
  void exchangeThatWouldWeakenTheBindingIsNotOpened() {
    SaslMechanism bare = SaslMechanism.SCRAM_SHA_256;
    SaslMechanism bound = SaslMechanism.SCRAM_SHA_256_PLUS;

    assertRefused(bare, options(bare, bound).bindings(BINDINGS));
    assertRefused(bare, options(bare).bindings(BINDINGS).requireChannelBinding());
    assertRefused(bare, options(bare).requireChannelBinding());
    assertRefused(bound, options(bare, bound));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 200})
  void challengeOfAnyLengthLeadsToAStep(int kibibytes) {
    assertThat(respond("r".repeat(kibibytes * 1024)))
        .isEqualTo(new Cancel(SaslClientFault.MALFORMED_CHALLENGE));
  }

  private static void assertRefused(SaslMechanism mechanism, SaslClientOptions.Builder options) {
    assertThatThrownBy(() -> open(mechanism, options.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(mechanism.mechanismName());
  }

  private static String flag(SaslMechanism mechanism, SaslClientOptions.Builder options) {
    String message = text(open(mechanism, options.build()).initialResponse().orElseThrow());
    return message.substring(0, message.indexOf(','));
  }

  private SaslClientStep respond(String challenge) {
    return client.respond(Secret.of(challenge));
  }

  private static String text(Secret message) {
    return new String(message.reveal(), StandardCharsets.UTF_8);
  }

  private static String text(SaslServerStep<String> step) {
    return new String(((SaslServerStep.Challenge<String>) step).octets(), StandardCharsets.UTF_8);
  }
}
