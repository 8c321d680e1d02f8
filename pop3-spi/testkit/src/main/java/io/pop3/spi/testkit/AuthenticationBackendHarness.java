package io.pop3.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.Verdict;
import io.pop3.spi.maildrop.MaildropOwner;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/**
 * The hooks of {@link AuthenticationBackendContract}, and what its tests share. Every test has a
 * new instance and makes its backend when it first needs it, so that set-up methods of the author
 * run before.
 */
public abstract class AuthenticationBackendHarness {

  static final TestAccount ALICE =
      new TestAccount("alice", "correct horse battery staple", Set.of("bob"));

  /** Letters beyond ASCII, which SASLprep leaves alone, and what separates fields in files. */
  static final TestAccount BOB = new TestAccount("bob", "p\u00e4ss:w\u00f6rd,#\\\"'{}$", Set.of());

  /** As many octets as bcrypt looks at: what follows must count all the same. */
  static final TestAccount CAROL =
      new TestAccount("carol", "0123456789ab".repeat(6), Set.of("alice"));

  static final List<TestAccount> ACCOUNTS = List.of(ALICE, BOB, CAROL);

  /** Names that no account has; some look like one. */
  static final List<UserName> STRANGERS =
      List.of(
          new UserName("mallory"),
          new UserName("alic"),
          new UserName("alicee"),
          new UserName("alice "),
          new UserName(" alice"),
          new UserName("*"),
          new UserName("alice*"),
          new UserName("alice:"),
          new UserName("alice,"),
          new UserName("../alice"),
          new UserName("alice)(|(uid=*"),
          new UserName("' or '1'='1"),
          new UserName("%"),
          new UserName("#alice"),
          new UserName("\u00e4lice"),
          new UserName("\ud83d\udcec"),
          new UserName("a".repeat(UserName.MAX_OCTETS)));

  private Optional<AuthenticationBackend> backend = Optional.empty();

  /** For the suite's author. */
  protected AuthenticationBackendHarness() {}

  // ---- Hooks

  /**
   * Makes a backend that holds these accounts and no others. Called once by each test that needs
   * one; the suite closes the backend.
   *
   * @param accounts the accounts
   * @return a backend, ready for use
   * @throws Exception if it can't be made; the test fails
   */
  protected abstract AuthenticationBackend createBackend(List<TestAccount> accounts)
      throws Exception;

  /**
   * A bearer token that the backend takes for this account's.
   *
   * @param account one that {@link #createBackend} got
   * @return the token as clients send it, without the word {@code Bearer}
   * @throws UnsupportedOperationException if the backend lacks {@link
   *     BackendBehavior#CHECKS_BEARER_TOKENS}
   * @throws Exception if there is none; the test fails
   */
  protected String bearerToken(TestAccount account) throws Exception {
    throw new UnsupportedOperationException("bearerToken: not implemented by this suite");
  }

  /**
   * A client certificate that the backend takes for this account's, with those that lead to a
   * trusted one.
   *
   * @param account one that {@link #createBackend} got
   * @return the chain; the backend's own account comes first
   * @throws UnsupportedOperationException if the backend lacks {@link
   *     BackendBehavior#MAPS_CERTIFICATES}
   * @throws Exception if there is none; the test fails
   */
  protected List<X509Certificate> certificateChain(TestAccount account) throws Exception {
    throw new UnsupportedOperationException("certificateChain: not implemented by this suite");
  }

  /**
   * A client certificate that the backend takes for nobody's.
   *
   * @return the chain
   * @throws UnsupportedOperationException if the backend lacks {@link
   *     BackendBehavior#MAPS_CERTIFICATES}
   * @throws Exception if there is none; the test fails
   */
  protected List<X509Certificate> certificateChainOfNobody() throws Exception {
    throw new UnsupportedOperationException(
        "certificateChainOfNobody: not implemented by this suite");
  }

  /**
   * Keeps the backend from telling who its users are, as when its directory is out of reach.
   *
   * @return mends it when closed
   * @throws UnsupportedOperationException if the backend lacks {@link
   *     BackendBehavior#CAN_BE_BROKEN}
   * @throws Exception if it can't be broken; the test fails
   */
  protected Breakage breakBackend() throws Exception {
    throw new UnsupportedOperationException("breakBackend: not implemented by this suite");
  }

  /**
   * Gives an account another password in the way that it is done beside a running backend, and
   * returns when the backend answers from the changed one.
   *
   * @param account one that {@link #createBackend} got
   * @param password the new password
   * @throws UnsupportedOperationException if the backend lacks {@link
   *     BackendBehavior#NOTICES_CHANGES}
   * @throws Exception if it can't be changed; the test fails
   */
  protected void changePassword(TestAccount account, String password) throws Exception {
    throw new UnsupportedOperationException("changePassword: not implemented by this suite");
  }

  /**
   * Tells what this backend does.
   *
   * @param behavior what backends may differ in
   * @return whether the backend does it; true for all, unless overridden
   */
  protected boolean hasBehavior(BackendBehavior behavior) {
    return true;
  }

  // ---- What the tests share

  @AfterEach
  final void closeBackend() {
    backend.ifPresent(AuthenticationBackend::close);
  }

  final AuthenticationBackend backend() throws Exception {
    if (backend.isEmpty()) {
      backend = Optional.of(createBackend(ACCOUNTS));
    }
    return backend.get();
  }

  final void assume(BackendBehavior behavior) {
    assumeTrue(hasBehavior(behavior), () -> "not declared: " + behavior);
  }

  /** Checks a password as the server does, which wipes it afterwards. */
  final Verdict verify(UserName name, String password) throws Exception {
    try (Secret secret = Secret.of(password)) {
      return backend().passwords().orElseThrow().verify(name, secret);
    }
  }

  final Verdict verify(TestAccount account, String password) throws Exception {
    return verify(name(account), password);
  }

  static UserName name(TestAccount account) {
    return new UserName(account.name());
  }

  static MaildropOwner acceptedOwner(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    return ((Verdict.Accepted) verdict).owner();
  }

  static void assertAccepted(TestAccount account, Verdict verdict) {
    assertThat(acceptedOwner(verdict).name()).isEqualTo(name(account));
  }

  static void assertRejected(String what, Verdict verdict) {
    assertThat(verdict).as(what).isInstanceOf(Verdict.Rejected.class);
  }

  /** Everything the backend can be asked about alice, as far as it is offered. */
  final List<Check> checks() throws Exception {
    AuthenticationBackend asked = backend();
    List<Check> checks = new ArrayList<>();
    asked
        .passwords()
        .ifPresent(
            passwords ->
                checks.add(() -> passwords.verify(name(ALICE), Secret.of(ALICE.password()))));
    asked.sharedSecrets().ifPresent(source -> checks.add(() -> source.find(name(ALICE))));
    asked
        .scram()
        .ifPresent(
            scram ->
                scram.hashes().forEach(hash -> checks.add(() -> scram.find(name(ALICE), hash))));
    if (asked.bearerTokens().isPresent()) {
      Secret token = Secret.of(bearerToken(ALICE));
      checks.add(() -> asked.bearerTokens().orElseThrow().verify(token, Optional.empty()));
    }
    if (asked.external().isPresent()) {
      List<X509Certificate> chain = certificateChain(ALICE);
      checks.add(() -> asked.external().orElseThrow().map(chain, Optional.empty()));
    }
    asked
        .delegation()
        .ifPresent(
            policy -> checks.add(() -> policy.actAs(MaildropOwner.of(ALICE.name()), name(BOB))));
    return checks;
  }

  /** One question to the backend. */
  interface Check {
    Object ask() throws Exception;
  }
}
