package io.pop3.spi.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.authentication.BearerTokenVerifier;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenAccepted;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenRejected;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenVerdict;
import io.pop3.spi.authentication.DelegationPolicy;
import io.pop3.spi.authentication.ExternalIdentityMapper;
import io.pop3.spi.authentication.ScramCredential;
import io.pop3.spi.authentication.ScramCredentialSource;
import io.pop3.spi.authentication.SharedSecretSource;
import io.pop3.spi.authentication.SharedSecretSource.SharedSecret;
import io.pop3.spi.maildrop.MaildropOwner;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** AU-09, AU-10, AU-14 to AU-16 and AU-18: credentials other than passwords. */
abstract class CredentialContract extends AuthenticationBackendHarness {

  @Test
  @DisplayName("AU-09 the shared secret of a user is found, and the copy is the caller's")
  final void theSharedSecretOfAUserIsFound() throws Exception {
    assume(BackendBehavior.KNOWS_SHARED_SECRETS);
    SharedSecretSource source = backend().sharedSecrets().orElseThrow();
    for (TestAccount account : ACCOUNTS) {
      for (int login = 0; login < 2; login++) {
        SharedSecret found = source.find(name(account)).orElseThrow();
        assertThat(found.owner().name()).isEqualTo(name(account));
        try (Secret secret = found.secret()) {
          assertThat(secret.reveal()).isEqualTo(account.password().getBytes(UTF_8));
        }
      }
    }
  }

  @Test
  @DisplayName("AU-09 an unknown user has no shared secret")
  final void anUnknownUserHasNoSharedSecret() throws Exception {
    assume(BackendBehavior.KNOWS_SHARED_SECRETS);
    SharedSecretSource source = backend().sharedSecrets().orElseThrow();
    for (UserName stranger : STRANGERS) {
      assertThat(source.find(stranger)).as("\"%s\"", stranger).isEmpty();
    }
  }

  @Test
  @DisplayName("AU-10 a SCRAM verifier satisfies the formulas for the user's password")
  final void aScramVerifierSatisfiesTheFormulas() throws Exception {
    assume(BackendBehavior.KNOWS_SCRAM_CREDENTIALS);
    ScramCredentialSource source = backend().scram().orElseThrow();
    int verifiers = 0;
    for (TestAccount account : ACCOUNTS) {
      for (ScramHash hash : source.hashes()) {
        Optional<ScramCredential> found = source.find(name(account), hash);
        if (found.isPresent()) {
          verifiers++;
          assertSatisfiesFormulas(account, hash, found.get());
        }
      }
    }
    assertThat(verifiers).as("verifiers of all accounts").isPositive();
  }

  private static void assertSatisfiesFormulas(
      TestAccount account, ScramHash hash, ScramCredential found) {
    try (Secret password = Secret.of(account.password())) {
      ScramCredential expected =
          ScramFormulas.credential(found.owner(), hash, password, found.salt(), found.iterations());
      assertThat(found.owner().name()).isEqualTo(name(account));
      assertThat(found.hash()).isEqualTo(hash);
      assertThat(found.storedKey()).as("StoredKey of %s", account).isEqualTo(expected.storedKey());
      assertThat(found.serverKey()).as("ServerKey of %s", account).isEqualTo(expected.serverKey());
    }
  }

  @Test
  @DisplayName("AU-10 the hashes that SCRAM verifiers exist for never change")
  final void theHashesOfScramVerifiersNeverChange() throws Exception {
    assume(BackendBehavior.KNOWS_SCRAM_CREDENTIALS);
    ScramCredentialSource source = backend().scram().orElseThrow();
    Set<ScramHash> hashes = Set.copyOf(source.hashes());
    assertThat(hashes).isNotEmpty();
    for (Check check : checks()) {
      check.ask();
      assertThat(source.hashes()).isEqualTo(hashes);
    }
  }

  @Test
  @DisplayName("AU-10 an unknown user, and a hash that is not offered, have no SCRAM verifier")
  final void anUnknownUserHasNoScramVerifier() throws Exception {
    assume(BackendBehavior.KNOWS_SCRAM_CREDENTIALS);
    ScramCredentialSource source = backend().scram().orElseThrow();
    for (ScramHash hash : ScramHash.values()) {
      for (UserName stranger : STRANGERS) {
        assertThat(source.find(stranger, hash)).as("\"%s\", %s", stranger, hash).isEmpty();
      }
      if (!source.hashes().contains(hash)) {
        assertThat(source.find(name(ALICE), hash)).as("%s is not offered", hash).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("AU-18 spellings of one name, known or not, have one canonical name, others differ")
  final void spellingsOfOneNameHaveOneCanonicalName() throws Exception {
    assume(BackendBehavior.KNOWS_SCRAM_CREDENTIALS);
    ScramCredentialSource source = backend().scram().orElseThrow();
    for (UserName name : List.of(name(ALICE), new UserName("mallory"))) {
      UserName canonical = source.canonicalName(name);
      UserName other = new UserName(name.value().toUpperCase(Locale.ROOT));
      assertThat(source.canonicalName(canonical)).isEqualTo(canonical);
      assertThat(source.canonicalName(other).equals(canonical))
          .as("%s and %s have one canonical name", name, other)
          .isEqualTo(hasBehavior(BackendBehavior.IGNORES_CASE_OF_NAMES));
    }
    assertThat(source.canonicalName(name(ALICE)))
        .isNotEqualTo(source.canonicalName(new UserName("mallory")));
  }

  @Test
  @DisplayName("AU-14 a token opens the maildrop of the user it was given to")
  final void aTokenOpensTheMaildropOfItsUser() throws Exception {
    assume(BackendBehavior.CHECKS_BEARER_TOKENS);
    for (TestAccount account : ACCOUNTS) {
      String token = bearerToken(account);
      for (Optional<UserName> user :
          List.of(Optional.of(name(account)), Optional.<UserName>empty())) {
        TokenVerdict verdict = verifyToken(token, user);
        assertThat(verdict).isInstanceOf(TokenAccepted.class);
        assertThat(((TokenAccepted) verdict).owner().name()).isEqualTo(name(account));
      }
    }
  }

  @Test
  @DisplayName("AU-14 a token is not good for another user, and nobody's token for none")
  final void aTokenIsNotGoodForAnotherUser() throws Exception {
    assume(BackendBehavior.CHECKS_BEARER_TOKENS);
    assertThat(verifyToken(bearerToken(ALICE), Optional.of(name(BOB))))
        .isInstanceOf(TokenRejected.class);
    assertThat(verifyToken(bearerToken(ALICE), Optional.of(STRANGERS.get(0))))
        .isInstanceOf(TokenRejected.class);
    String right = bearerToken(ALICE);
    for (String token : List.of("", "x", right + "x", right.substring(1), ALICE.password(), "..")) {
      for (Optional<UserName> user :
          List.of(Optional.of(name(ALICE)), Optional.<UserName>empty())) {
        assertThat(verifyToken(token, user)).isInstanceOf(TokenRejected.class);
      }
    }
  }

  private TokenVerdict verifyToken(String token, Optional<UserName> user) throws Exception {
    BearerTokenVerifier verifier = backend().bearerTokens().orElseThrow();
    try (Secret secret = Secret.of(token)) {
      return verifier.verify(secret, user);
    }
  }

  @Test
  @DisplayName("AU-15 a certificate opens the maildrop of the user it stands for")
  final void aCertificateOpensTheMaildropOfItsUser() throws Exception {
    assume(BackendBehavior.MAPS_CERTIFICATES);
    ExternalIdentityMapper mapper = backend().external().orElseThrow();
    for (TestAccount account : ACCOUNTS) {
      assertAccepted(account, mapper.map(certificateChain(account), Optional.empty()));
      assertAccepted(account, mapper.map(certificateChain(account), Optional.of(name(account))));
    }
  }

  @Test
  @DisplayName("AU-15 a certificate of nobody, or of another than asked for, is rejected")
  final void aCertificateOfNobodyOrOfAnotherIsRejected() throws Exception {
    assume(BackendBehavior.MAPS_CERTIFICATES);
    ExternalIdentityMapper mapper = backend().external().orElseThrow();
    assertRejected("nobody", mapper.map(certificateChainOfNobody(), Optional.empty()));
    assertRejected(
        "nobody, asked to be alice",
        mapper.map(certificateChainOfNobody(), Optional.of(name(ALICE))));
    assertRejected(
        "bob, asked to be alice", mapper.map(certificateChain(BOB), Optional.of(name(ALICE))));
    assertRejected(
        "bob, asked to be a stranger",
        mapper.map(certificateChain(BOB), Optional.of(STRANGERS.get(0))));
  }

  @Test
  @DisplayName("AU-16 a user may act as those granted, in one direction, and no further")
  final void aUserMayActAsThoseGranted() throws Exception {
    assume(BackendBehavior.DELEGATES);
    DelegationPolicy policy = backend().delegation().orElseThrow();
    for (TestAccount account : ACCOUNTS) {
      MaildropOwner authenticated = MaildropOwner.of(account.name());
      for (TestAccount other : ACCOUNTS) {
        if (account.mayActAs().contains(other.name())) {
          assertAccepted(other, policy.actAs(authenticated, name(other)));
        } else if (!account.equals(other)) {
          assertRejected(account + " as " + other, policy.actAs(authenticated, name(other)));
        }
      }
      for (UserName stranger : STRANGERS) {
        assertRejected(account + " as " + stranger, policy.actAs(authenticated, stranger));
      }
    }
    assertRejected(
        "a stranger as alice", policy.actAs(MaildropOwner.of(STRANGERS.get(0)), name(ALICE)));
  }

  @Test
  @DisplayName("AU-14 a backend that denies CHECKS_BEARER_TOKENS has no tokens")
  final void aBackendThatDeniesBearerTokensHasNone() {
    assumeFalse(hasBehavior(BackendBehavior.CHECKS_BEARER_TOKENS));
    assertThatThrownBy(() -> bearerToken(ALICE)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @DisplayName("AU-15 a backend that denies MAPS_CERTIFICATES has no certificates")
  final void aBackendThatDeniesCertificatesHasNone() {
    assumeFalse(hasBehavior(BackendBehavior.MAPS_CERTIFICATES));
    assertThatThrownBy(() -> certificateChain(ALICE))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
