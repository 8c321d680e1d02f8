package io.pop3.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenRejected;
import io.pop3.spi.authentication.ScramCredential;
import io.pop3.spi.authentication.Verdict;
import io.pop3.spi.authentication.Verdict.Reason;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.testkit.InMemoryAuthenticationBackend.Offer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InMemoryAuthenticationBackendBuilderTest {

  private static final UserName ALICE = new UserName("alice");

  private final InMemoryAuthenticationBackendBuilder builder =
      InMemoryAuthenticationBackend.builder().user("alice", "wonderland").user("bob", "builder");

  @Test
  void whatTheServerMayOfferFollowsFromWhatWasAdded() {
    assertThat(offers(builder.build()))
        .containsExactlyInAnyOrder(Offer.PASSWORDS, Offer.SHARED_SECRETS, Offer.SCRAM);
    assertThat(offers(builder.token("alice", "t").mayActAs("alice", "bob").build()))
        .containsExactlyInAnyOrder(
            Offer.PASSWORDS,
            Offer.SHARED_SECRETS,
            Offer.SCRAM,
            Offer.BEARER_TOKENS,
            Offer.DELEGATION);
  }

  @ParameterizedTest
  @EnumSource
  void aChosenOfferIsTheOnlyOneWhateverIsAddedLater(Offer offer) {
    assertThat(offers(builder.offering(offer).token("alice", "t").build())).containsExactly(offer);
  }

  private static List<Offer> offers(InMemoryAuthenticationBackend backend) {
    Map<Offer, Optional<?>> all =
        Map.of(
            Offer.PASSWORDS, backend.passwords(),
            Offer.SHARED_SECRETS, backend.sharedSecrets(),
            Offer.SCRAM, backend.scram(),
            Offer.BEARER_TOKENS, backend.bearerTokens(),
            Offer.EXTERNAL, backend.external(),
            Offer.DELEGATION, backend.delegation());
    return all.keySet().stream().filter(offer -> all.get(offer).isPresent()).toList();
  }

  @Test
  void aDisabledUserIsNotAllowedWithAnyCredential() throws Exception {
    InMemoryAuthenticationBackend backend = builder.token("alice", "t").disable("alice").build();
    assertThat(verify(backend, "wonderland")).isEqualTo(Verdict.rejected(Reason.NOT_ALLOWED));
    assertThat(verify(backend, "wrong")).isEqualTo(Verdict.rejected(Reason.WRONG_CREDENTIAL));
    assertThat(backend.sharedSecrets().orElseThrow().find(ALICE)).isEmpty();
    assertThat(backend.scram().orElseThrow().find(ALICE, ScramHash.SHA_256)).isEmpty();
    try (Secret token = Secret.of("t")) {
      assertThat(backend.bearerTokens().orElseThrow().verify(token, Optional.empty()))
          .isInstanceOf(TokenRejected.class);
    }
  }

  @Test
  void attributesReachTheOwner() throws Exception {
    InMemoryAuthenticationBackend backend =
        builder.attribute("alice", MaildropOwner.HOME, "/home/alice").build();
    assertThat(verify(backend, "wonderland"))
        .isEqualTo(
            Verdict.accepted(new MaildropOwner(ALICE, Map.of(MaildropOwner.HOME, "/home/alice"))));
  }

  @Test
  void scramIsAsChosen() throws Exception {
    InMemoryAuthenticationBackend backend =
        builder.scramHashes(Set.of(ScramHash.SHA_1)).scramIterations(5000).build();
    assertThat(backend.scram().orElseThrow().hashes()).containsExactly(ScramHash.SHA_1);
    assertThat(backend.scram().orElseThrow().find(ALICE, ScramHash.SHA_1))
        .map(ScramCredential::iterations)
        .contains(5000);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBreakdownIsOfTheKindAskedFor(boolean lasting) throws Exception {
    InMemoryAuthenticationBackend backend = builder.build();
    backend.breakDown(lasting);
    assertThatThrownBy(() -> verify(backend, "wonderland"))
        .isInstanceOfSatisfying(
            BackendUnavailableException.class, e -> assertThat(e.isLasting()).isEqualTo(lasting));
    backend.recover();
    assertThat(verify(backend, "wonderland")).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void aChangedPasswordChangesEveryCredentialMadeOfIt() throws Exception {
    InMemoryAuthenticationBackend backend = builder.build();
    byte[] before = storedKey(backend);
    backend.changePassword("alice", "looking-glass");
    assertThat(storedKey(backend)).isNotEqualTo(before);
    assertThat(backend.sharedSecrets().orElseThrow().find(ALICE))
        .map(shared -> shared.secret().equals(Secret.of("looking-glass")))
        .contains(true);
  }

  private static byte[] storedKey(InMemoryAuthenticationBackend backend) throws Exception {
    return backend.scram().orElseThrow().find(ALICE, ScramHash.SHA_1).orElseThrow().storedKey();
  }

  @Test
  void mistakesAreToldWithThingValueAndExpectation() {
    assertMistake("user: mallory", () -> builder.token("mallory", "t"));
    assertMistake("user: mallory", () -> builder.disable("mallory"));
    assertMistake("user: mallory", () -> builder.mayActAs("alice", "mallory"));
    assertMistake("user: mallory", () -> builder.attribute("mallory", "home", "/"));
    assertMistake("user: mallory", () -> builder.build().changePassword("mallory", "x"));
    assertMistake("password of alice: empty", () -> builder.build().changePassword("alice", ""));
    assertMistake("password of carol: empty", () -> builder.user("carol", ""));
    assertMistake("user: alice", () -> builder.user("alice", "again"));
    assertMistake("user: ALICE", () -> builder.user("ALICE", "x").ignoringCase().build());
    assertMistake("SCRAM hashes: none", () -> builder.scramHashes(Set.of()));
    assertMistake("SCRAM iterations: 4095", () -> builder.scramIterations(4095));
  }

  private static void assertMistake(String start, ThrowingCallable mistake) {
    assertThatThrownBy(mistake)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(start)
        .hasMessageContaining("expected: ");
  }

  private static Verdict verify(InMemoryAuthenticationBackend backend, String password)
      throws Exception {
    try (Secret secret = Secret.of(password)) {
      return backend.passwords().orElseThrow().verify(ALICE, secret);
    }
  }
}
