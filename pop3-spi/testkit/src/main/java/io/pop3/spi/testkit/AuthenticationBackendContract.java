package io.pop3.spi.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.authentication.PasswordVerifier;
import io.pop3.spi.authentication.Verdict;
import io.pop3.spi.maildrop.MaildropOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of an authentication backend as a JUnit 5 suite. The author of a backend extends it
 * and implements its hooks; every test is named by the id of the sentence that it tests.
 *
 * <pre>{@code
 * class MyBackendTest extends AuthenticationBackendContract {
 *   @Override
 *   protected AuthenticationBackend createBackend(List<TestAccount> accounts) {
 *     return new MyBackend(accounts …);
 *   }
 *
 *   @Override
 *   protected boolean hasBehavior(BackendBehavior behavior) {
 *     return behavior == BackendBehavior.CHECKS_PASSWORDS;
 *   }
 * }
 * }</pre>
 *
 * <p>A test that takes two minutes is taken for hung and fails.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
public abstract class AuthenticationBackendContract extends CredentialContract {

  private static final int THREADS = 8;

  /** For the suite's author. */
  protected AuthenticationBackendContract() {}

  @Test
  @DisplayName("AU-01 what a backend offers is what its suite declares, and never changes")
  final void whatABackendOffersNeverChanges() throws Exception {
    for (int round = 0; round < 3; round++) {
      assertThat(offers()).isEqualTo(declaredOffers());
      for (Check check : checks()) {
        check.ask();
      }
    }
  }

  private List<Boolean> offers() throws Exception {
    AuthenticationBackend asked = backend();
    return List.of(
        asked.passwords().isPresent(),
        asked.sharedSecrets().isPresent(),
        asked.scram().isPresent(),
        asked.bearerTokens().isPresent(),
        asked.external().isPresent(),
        asked.delegation().isPresent());
  }

  private List<Boolean> declaredOffers() {
    return List.of(
        hasBehavior(BackendBehavior.CHECKS_PASSWORDS),
        hasBehavior(BackendBehavior.KNOWS_SHARED_SECRETS),
        hasBehavior(BackendBehavior.KNOWS_SCRAM_CREDENTIALS),
        hasBehavior(BackendBehavior.CHECKS_BEARER_TOKENS),
        hasBehavior(BackendBehavior.MAPS_CERTIFICATES),
        hasBehavior(BackendBehavior.DELEGATES));
  }

  @Test
  @DisplayName("AU-02 the right password of a user is accepted")
  final void theRightPasswordIsAccepted() throws Exception {
    assume(BackendBehavior.CHECKS_PASSWORDS);
    for (TestAccount account : ACCOUNTS) {
      for (int login = 0; login < 3; login++) {
        assertAccepted(account, verify(account, account.password()));
      }
    }
  }

  @Test
  @DisplayName("AU-03 any other password is rejected, also right after the right one")
  final void anyOtherPasswordIsRejected() throws Exception {
    assume(BackendBehavior.CHECKS_PASSWORDS);
    for (TestAccount account : ACCOUNTS) {
      for (String password : otherPasswords(account)) {
        assertRejected("\"" + password + "\" of " + account.name(), verify(account, password));
      }
      assertAccepted(account, verify(account, account.password()));
      for (String password : otherPasswords(account)) {
        assertRejected(
            "\"" + password + "\" of " + account.name() + ", right one before",
            verify(account, password));
      }
    }
  }

  private static List<String> otherPasswords(TestAccount account) {
    String right = account.password();
    List<String> others = new ArrayList<>();
    others.add(right + "x");
    others.add(right + right);
    others.add(right + " ");
    others.add(right + "\0");
    others.add(right + "\0x");
    others.add(right + "\n");
    others.add(" " + right);
    others.add("\0" + right);
    others.add(right.substring(1));
    others.add(right.substring(0, right.length() - 1));
    others.add(right.toUpperCase(Locale.ROOT));
    others.add(right.substring(0, right.length() - 1) + "\u00e9");
    others.add("x".repeat(10_000));
    others.add("*");
    others.add("\0");
    for (TestAccount other : ACCOUNTS) {
      others.add(other.password());
    }
    others.removeIf(right::equals);
    return others;
  }

  @Test
  @DisplayName("AU-03 octets that are no UTF-8 are rejected, not an error")
  final void octetsThatAreNoUtf8AreRejected() throws Exception {
    assume(BackendBehavior.CHECKS_PASSWORDS);
    byte[] broken = ("\0" + BOB.password()).getBytes(UTF_8);
    broken[0] = (byte) 0xFF;
    byte[] latin1 = BOB.password().getBytes(ISO_8859_1);
    for (byte[] octets : List.of(broken, latin1, new byte[] {(byte) 0xC0, (byte) 0x80})) {
      try (Secret secret = Secret.of(octets)) {
        assertRejected("no UTF-8", backend().passwords().orElseThrow().verify(name(BOB), secret));
      }
    }
  }

  @Test
  @DisplayName("AU-04 an unknown user is rejected, never an exception")
  final void anUnknownUserIsRejected() throws Exception {
    assume(BackendBehavior.CHECKS_PASSWORDS);
    for (UserName stranger : STRANGERS) {
      assertRejected("\"" + stranger + "\"", verify(stranger, ALICE.password()));
    }
  }

  @Test
  @DisplayName("AU-05 a secret passed in is neither closed nor kept")
  final void aSecretPassedInIsNeitherClosedNorKept() throws Exception {
    assume(BackendBehavior.CHECKS_PASSWORDS);
    Secret secret = Secret.of(ALICE.password());
    assertAccepted(ALICE, backend().passwords().orElseThrow().verify(name(ALICE), secret));
    assertThat(secret.reveal()).as("not closed").isEqualTo(ALICE.password().getBytes(UTF_8));
    secret.close();
    // Whoever kept the secret now has one of zeros.
    assertAccepted(ALICE, verify(ALICE, ALICE.password()));
    assertRejected("zeros", verify(ALICE, "\0".repeat(ALICE.password().length())));
  }

  @Test
  @DisplayName("AU-06 checks at the same time don't disturb each other")
  final void checksAtTheSameTimeDontDisturbEachOther() throws Exception {
    AuthenticationBackend asked = backend();
    List<Check> checks = checks();
    List<CompletableFuture<Boolean>> threads = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      TestAccount account = ACCOUNTS.get(thread % ACCOUNTS.size());
      boolean right = thread % 2 == 0;
      threads.add(
          Threads.async(
              () -> {
                for (int login = 0; login < 5; login++) {
                  checkOnce(asked, account, right);
                  for (Check check : checks) {
                    assertThat(check.ask()).isNotNull();
                  }
                }
                return true;
              }));
    }
    for (CompletableFuture<Boolean> thread : threads) {
      assertThat(thread.get()).isTrue();
    }
  }

  private void checkOnce(AuthenticationBackend asked, TestAccount account, boolean right)
      throws Exception {
    if (asked.passwords().isPresent()) {
      Verdict verdict = verify(account, right ? account.password() : account.password() + "x");
      assertThat(verdict instanceof Verdict.Accepted).isEqualTo(right);
    }
    if (asked.sharedSecrets().isPresent()) {
      assertThat(asked.sharedSecrets().get().find(name(account))).isPresent();
    }
    if (asked.scram().isPresent()) {
      for (var hash : asked.scram().get().hashes()) {
        assertThat(asked.scram().get().find(new UserName("mallory"), hash)).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("AU-07 one account has one owner name, however a client spells it")
  final void oneAccountHasOneOwnerName() throws Exception {
    assume(BackendBehavior.CHECKS_PASSWORDS);
    for (TestAccount account : ACCOUNTS) {
      MaildropOwner owner = acceptedOwner(verify(account, account.password()));
      assertThat(owner.name()).isEqualTo(name(account));
      for (String spelling : otherSpellings(account)) {
        Verdict verdict = verify(new UserName(spelling), account.password());
        if (hasBehavior(BackendBehavior.IGNORES_CASE_OF_NAMES)) {
          assertThat(acceptedOwner(verdict)).as(spelling).isEqualTo(owner);
        } else {
          assertRejected(spelling + " (IGNORES_CASE_OF_NAMES is denied)", verdict);
        }
      }
    }
  }

  private static List<String> otherSpellings(TestAccount account) {
    String name = account.name();
    return List.of(
        name.toUpperCase(Locale.ROOT),
        name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
  }

  @Test
  @DisplayName("AU-08 nothing that a backend hands out shows a secret as text")
  final void nothingThatABackendHandsOutShowsASecret() throws Exception {
    AuthenticationBackend asked = backend();
    List<String> texts = new ArrayList<>();
    for (Check check : checks()) {
      texts.add(String.valueOf(check.ask()));
    }
    // Asked after the checks, since what a backend remembers of them may show.
    texts.add(asked.toString());
    asked.passwords().ifPresent(offer -> texts.add(offer.toString()));
    asked.sharedSecrets().ifPresent(offer -> texts.add(offer.toString()));
    asked.scram().ifPresent(offer -> texts.add(offer.toString()));
    asked.bearerTokens().ifPresent(offer -> texts.add(offer.toString()));
    asked.external().ifPresent(offer -> texts.add(offer.toString()));
    asked.delegation().ifPresent(offer -> texts.add(offer.toString()));
    List<Check> checks = checks();
    if (hasBehavior(BackendBehavior.CAN_BE_BROKEN)) {
      try (Breakage breakage = breakBackend()) {
        texts.add(breakage.toString());
        for (Check check : checks) {
          texts.addAll(Disclosure.textsOf(check));
        }
      }
    }
    asked.close();
    for (Check check : checks) {
      texts.addAll(Disclosure.textsOf(check));
    }
    List<String> secrets = new ArrayList<>();
    for (TestAccount account : ACCOUNTS) {
      secrets.add(account.password());
    }
    if (hasBehavior(BackendBehavior.CHECKS_BEARER_TOKENS)) {
      secrets.add(bearerToken(ALICE));
    }
    Disclosure.assertNoneOf(secrets, texts);
  }

  @Test
  @DisplayName("AU-11 trouble of the backend is an exception, and passes with the trouble")
  final void troubleOfTheBackendIsAnException() throws Exception {
    assume(BackendBehavior.CAN_BE_BROKEN);
    List<Check> checks = checks();
    try (Breakage breakage = breakBackend()) {
      for (Check check : checks) {
        assertThatThrownBy(check::ask)
            .as("asked under %s", breakage)
            .isInstanceOf(BackendUnavailableException.class);
      }
    }
    for (Check check : checks) {
      assertThat(check.ask()).isNotNull();
    }
    if (hasBehavior(BackendBehavior.CHECKS_PASSWORDS)) {
      assertAccepted(ALICE, verify(ALICE, ALICE.password()));
      assertRejected("wrong password", verify(ALICE, "wrong"));
    }
  }

  @Test
  @DisplayName("AU-11 a backend that denies CAN_BE_BROKEN has no way to break it")
  final void aBackendThatDeniesCanBeBrokenHasNoWayToBreakIt() throws Exception {
    assumeFalse(hasBehavior(BackendBehavior.CAN_BE_BROKEN));
    assertThat(backend()).isNotNull();
    assertThatThrownBy(() -> breakBackend().close())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @DisplayName("AU-12 a backend can be closed twice, and checks nothing afterwards")
  final void aBackendCanBeClosedTwice() throws Exception {
    List<Check> checks = checks();
    backend().close();
    backend().close();
    for (Check check : checks) {
      assertThatThrownBy(check::ask).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  @DisplayName("AU-13 an empty password is rejected")
  final void anEmptyPasswordIsRejected() throws Exception {
    assume(BackendBehavior.CHECKS_PASSWORDS);
    for (TestAccount account : ACCOUNTS) {
      assertRejected("empty password of " + account.name(), verify(account, ""));
    }
    PasswordVerifier passwords = backend().passwords().orElseThrow();
    try (Secret empty = Secret.of("")) {
      assertRejected("empty password of a stranger", passwords.verify(STRANGERS.get(0), empty));
    }
  }

  @Test
  @DisplayName("AU-17 a backend that notices changes numbers each of them anew")
  final void aBackendThatNoticesChangesNumbersThem() throws Exception {
    assume(BackendBehavior.NOTICES_CHANGES);
    String current = ALICE.password();
    for (String next : List.of("changed once", "changed twice", ALICE.password())) {
      long before = backend().revision();
      changePassword(ALICE, next);
      if (hasBehavior(BackendBehavior.CHECKS_PASSWORDS)) {
        assertAccepted(ALICE, verify(ALICE, next));
        assertRejected("the former password", verify(ALICE, current));
      }
      assertThat(backend().revision()).as("revision after a change").isNotEqualTo(before);
      current = next;
    }
  }

  @Test
  @DisplayName("AU-17 a backend that denies NOTICES_CHANGES keeps one number for ever")
  final void aBackendThatDeniesToNoticeChangesKeepsOneNumber() throws Exception {
    assumeFalse(hasBehavior(BackendBehavior.NOTICES_CHANGES));
    long first = backend().revision();
    for (Check check : checks()) {
      check.ask();
      assertThat(backend().revision()).isEqualTo(first);
    }
    try {
      changePassword(ALICE, "changed");
    } catch (UnsupportedOperationException e) {
      return;
    }
    assertThat(backend().revision()).as("NOTICES_CHANGES is denied").isEqualTo(first);
  }
}
