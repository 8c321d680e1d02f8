package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host that calls out of turn is told so; one that gives up may do so at any time. */
class SaslExchangeOrderTest {

  private final Accounts accounts = new Accounts().with("tim", "pencil");
  private final SaslServerExchange<String> server =
      SaslServerExchange.open(
          SaslMechanism.PLAIN,
          Accounts.OPTIONS,
          new SaslConnection(Set.of(), ChannelBindings.NONE));
  private final SaslClientExchange client =
      SaslClientExchange.open(
          SaslMechanism.PLAIN,
          SaslCredentials.password(new UserName("tim"), Secret.of("pencil")),
          SaslClientOptions.on(new SecureRandom(), Set.of(SaslMechanism.PLAIN), true).build());

  private SaslServerRequest.VerifyPassword<String> request() {
    return (SaslServerRequest.VerifyPassword<String>)
        server.start(Optional.of(Secret.of("\0tim\0pencil")));
  }

  @Test
  void serverIsStartedOnceAndAnsweredWhenItAsks() {
    assertOutOfTurn(() -> server.respond(Secret.of("")));
    request();
    assertOutOfTurn(() -> server.start(Optional.empty()));
    assertOutOfTurn(() -> server.respond(Secret.of("")));
  }

  @Test
  void requestIsAnsweredOnce() {
    SaslServerRequest.VerifyPassword<String> request = request();
    assertThat(request.accept("tim")).isEqualTo(new SaslServerStep.Success<>("tim"));

    assertOutOfTurn(() -> request.accept("tim"));
    assertOutOfTurn(request::reject);
    assertOutOfTurn(() -> server.respond(Secret.of("")));
  }

  @Test
  void failedExchangeTakesNoSecondTry() {
    // Whoever guesses pays with an AUTH command each time.
    server.start(Optional.empty());
    assertThat(server.respond(Secret.of("malformed")))
        .isEqualTo(new SaslServerStep.Failure<>(SaslFailure.MALFORMED));

    assertOutOfTurn(() -> server.respond(Secret.of("\0tim\0pencil")));
    assertOutOfTurn(() -> server.start(Optional.of(Secret.of("\0tim\0pencil"))));
  }

  @Test
  void failedInitialResponseTakesNoSecondTry() {
    // A failure ends the exchange, whichever line brought it.
    assertThat(server.start(Optional.of(Secret.of("malformed"))))
        .isEqualTo(new SaslServerStep.Failure<>(SaslFailure.MALFORMED));

    assertOutOfTurn(() -> server.start(Optional.of(Secret.of("\0tim\0pencil"))));
    assertOutOfTurn(() -> server.respond(Secret.of("\0tim\0pencil")));
  }

  @Test
  void answerThatComesAfterTheEndIsRefused() {
    // 4422-ABORT-1, 5034-CANC-2: the client left while the directory was asked
    SaslServerRequest.VerifyPassword<String> request = request();
    server.close();
    server.close();

    assertOutOfTurn(() -> request.accept("tim"));
    assertOutOfTurn(() -> server.start(Optional.empty()));
  }

  @Test
  void requestOfAnEarlierStepIsNotAnsweredAgain() {
    SaslServerExchange<String> scram =
        SaslServerExchange.open(
            SaslMechanism.SCRAM_SHA_1,
            Accounts.OPTIONS,
            new SaslConnection(Set.of(), ChannelBindings.NONE));
    SaslServerRequest<String> request =
        (SaslServerRequest<String>) scram.start(Optional.of(Secret.of("n,,n=tim,r=x")));
    assertThat(accounts.settle(request)).isInstanceOf(SaslServerStep.Challenge.class);

    assertOutOfTurn(request::reject);
  }

  @ParameterizedTest
  @EnumSource(SaslMechanism.class)
  void everyMechanismCanBeGivenUpAtOnce(SaslMechanism mechanism) {
    // 4422-ABORT-1
    SaslServerExchange<String> exchange =
        SaslServerExchange.open(
            mechanism, Accounts.OPTIONS, new SaslConnection(Set.of(), ChannelBindings.NONE));
    assertThat(exchange.mechanism()).isEqualTo(mechanism);
    exchange.start(Optional.empty());
    exchange.close();

    assertOutOfTurn(() -> exchange.respond(Secret.of("")));
  }

  @Test
  void stepsTellTheirKind() {
    SaslServerRequest.VerifyPassword<String> request = request();
    assertThat(request.kind()).isEqualTo(SaslServerStep.Kind.VERIFY_PASSWORD);
    assertThat(request.accept("tim").kind()).isEqualTo(SaslServerStep.Kind.SUCCESS);
    client.initialResponse();
    assertThat(client.respond(Secret.of("more")).kind()).isEqualTo(SaslClientStep.Kind.CANCEL);
  }

  @Test
  void clientBeginsOnce() {
    assertOutOfTurn(() -> client.respond(Secret.of("")));
    assertThat(client.initialResponse()).isPresent();
    assertOutOfTurn(client::initialResponse);
    client.close();
    assertOutOfTurn(() -> client.respond(Secret.of("")));
  }

  @Test
  void successBeforeTheFirstMessageIsNone() {
    assertThat(client.conclude()).contains(SaslClientFault.PREMATURE_SUCCESS);
    assertThat(client.tokenError()).isEmpty();
  }

  @Test
  void credentialsThatDoNotFitAreRefused() {
    assertThatThrownBy(
            () ->
                SaslClientExchange.open(
                    SaslMechanism.EXTERNAL,
                    SaslCredentials.anonymous(""),
                    SaslClientOptions.on(new SecureRandom(), Set.of(), true).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mechanism: EXTERNAL (expected: one for these credentials)");
  }

  @Test
  void requiredBindingIsRequiredOfEveryMechanism() {
    // 5802-CB-2
    assertThatThrownBy(
            () ->
                SaslClientExchange.open(
                    SaslMechanism.PLAIN,
                    SaslCredentials.password(new UserName("tim"), Secret.of("pencil")),
                    SaslClientOptions.on(new SecureRandom(), Set.of(), true)
                        .requireChannelBinding()
                        .build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("PLAIN: binds no channel (expected: a -PLUS mechanism)");
  }

  @Test
  void namesAndPasswordsThatCannotBePreparedAreRefused() {
    // A-46, 4616-PREP-3, 5802-C1-6
    assertThatThrownBy(() -> SaslCredentials.password(new UserName("tim"), Secret.of("a\u0007b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("password: not usable (expected: 1 to 4096 octets");
    assertThatThrownBy(() -> SaslCredentials.password(new UserName("\u00ad"), Secret.of("pencil")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("user name: \"\\u00ad\" (expected: a name that SASLprep allows)");
    assertThatThrownBy(
            () -> SaslCredentials.password(new UserName("tim"), Secret.of("x".repeat(4097))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(SaslFailure.class)
  void failuresAreDescribed(SaslFailure failure) {
    assertThat(failure.description()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource(SaslClientFault.class)
  void faultsAreDescribed(SaslClientFault fault) {
    assertThat(fault.description()).isNotBlank();
  }

  private static void assertOutOfTurn(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalStateException.class);
  }
}
