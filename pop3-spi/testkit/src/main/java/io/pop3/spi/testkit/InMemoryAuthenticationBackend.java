package io.pop3.spi.testkit;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.authentication.BearerTokenVerifier;
import io.pop3.spi.authentication.DelegationPolicy;
import io.pop3.spi.authentication.ExternalIdentityMapper;
import io.pop3.spi.authentication.PasswordVerifier;
import io.pop3.spi.authentication.ScramCredential;
import io.pop3.spi.authentication.ScramCredentialSource;
import io.pop3.spi.authentication.SharedSecretSource;
import io.pop3.spi.authentication.SharedSecretSource.SharedSecret;
import io.pop3.spi.authentication.Verdict;
import io.pop3.spi.authentication.Verdict.Reason;
import io.pop3.spi.maildrop.MaildropOwner;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A backend that keeps its users in memory, for tests and as the shortest example of the whole
 * contract. Made by {@link #builder()}; safe for several threads; no call blocks, though the first
 * look-up of a SCRAM verifier takes as long as its iterations.
 *
 * <p>Passwords are kept in the clear and compared octet by octet, without SASLprep.
 */
public final class InMemoryAuthenticationBackend implements AuthenticationBackend {

  /** What a backend can offer; each stands for one method of {@link AuthenticationBackend}. */
  public enum Offer {
    /** {@link AuthenticationBackend#passwords()}. */
    PASSWORDS,
    /** {@link AuthenticationBackend#sharedSecrets()}. */
    SHARED_SECRETS,
    /** {@link AuthenticationBackend#scram()}. */
    SCRAM,
    /** {@link AuthenticationBackend#bearerTokens()}. */
    BEARER_TOKENS,
    /** {@link AuthenticationBackend#external()}. */
    EXTERNAL,
    /** {@link AuthenticationBackend#delegation()}. */
    DELEGATION
  }

  private enum Trouble {
    NONE,
    TEMPORARY,
    LASTING
  }

  /** Directory and number change together, so that no answer comes with the number of another. */
  private record State(Directory directory, long revision) {}

  private volatile State state;
  private final Set<Offer> offers;
  private volatile Trouble trouble = Trouble.NONE;
  private volatile boolean closed;

  InMemoryAuthenticationBackend(Directory directory, Set<Offer> offers) {
    this.state = new State(directory, 0);
    this.offers = offers;
  }

  /**
   * Begins a backend without users.
   *
   * @return a builder
   */
  public static InMemoryAuthenticationBackendBuilder builder() {
    return new InMemoryAuthenticationBackendBuilder();
  }

  /**
   * Gives a user another password, at once and for all later calls; SCRAM verifiers follow.
   *
   * @param user the user
   * @param password any text but the empty one
   * @throws IllegalArgumentException if there is no such user, or the password is empty
   */
  public synchronized void changePassword(String user, String password) {
    UserName name = new UserName(user);
    Directory changed = state.directory().withPassword(name, Account.password(name, password));
    state = new State(changed, state.revision() + 1);
  }

  @Override
  public long revision() {
    return state.revision();
  }

  /**
   * From now on every check fails as when the directory is out of reach.
   *
   * @param lasting whether the failure says that somebody has to mend it
   */
  public void breakDown(boolean lasting) {
    trouble = lasting ? Trouble.LASTING : Trouble.TEMPORARY;
  }

  /** Ends what {@link #breakDown} began. */
  public void recover() {
    trouble = Trouble.NONE;
  }

  @Override
  public Optional<PasswordVerifier> passwords() {
    return offer(Offer.PASSWORDS, this::verifyPassword);
  }

  @Override
  public Optional<SharedSecretSource> sharedSecrets() {
    return offer(Offer.SHARED_SECRETS, this::findSharedSecret);
  }

  @Override
  public Optional<ScramCredentialSource> scram() {
    return offer(Offer.SCRAM, new Scram());
  }

  @Override
  public Optional<BearerTokenVerifier> bearerTokens() {
    return offer(Offer.BEARER_TOKENS, this::verifyToken);
  }

  @Override
  public Optional<ExternalIdentityMapper> external() {
    return offer(Offer.EXTERNAL, this::mapCertificate);
  }

  @Override
  public Optional<DelegationPolicy> delegation() {
    return offer(Offer.DELEGATION, this::decideDelegation);
  }

  private <T> Optional<T> offer(Offer offer, T implementation) {
    return offers.contains(offer) ? Optional.of(implementation) : Optional.empty();
  }

  private Verdict verifyPassword(UserName name, Secret password)
      throws BackendUnavailableException {
    return directory()
        .find(name)
        .map(
            account ->
                account.hasPassword(password)
                    ? verdict(account)
                    : Verdict.rejected(Reason.WRONG_CREDENTIAL))
        .orElse(Verdict.rejected(Reason.UNKNOWN_USER));
  }

  private Optional<SharedSecret> findSharedSecret(UserName name)
      throws BackendUnavailableException {
    return directory()
        .find(name)
        .filter(Account::isEnabled)
        .map(account -> new SharedSecret(account.owner(), account.password().copy()));
  }

  private BearerTokenVerifier.TokenVerdict verifyToken(Secret token, Optional<UserName> user)
      throws BackendUnavailableException {
    Directory directory = directory();
    Optional<Account> holder =
        directory
            .findByToken(token)
            .filter(Account::isEnabled)
            .filter(
                account ->
                    user.isEmpty() || directory.find(user.get()).equals(Optional.of(account)));
    if (holder.isPresent()) {
      return new BearerTokenVerifier.TokenAccepted(holder.get().owner());
    }
    return new BearerTokenVerifier.TokenRejected(
        "invalid_token", Optional.empty(), Optional.empty());
  }

  private Verdict mapCertificate(List<X509Certificate> chain, Optional<UserName> requested)
      throws BackendUnavailableException {
    Directory directory = directory();
    Optional<Account> holder =
        chain.isEmpty() ? Optional.empty() : directory.findByCertificate(chain.get(0));
    if (holder.isEmpty()) {
      return Verdict.rejected(Reason.UNKNOWN_USER);
    }
    if (requested.isPresent() && !directory.find(requested.get()).equals(holder)) {
      return Verdict.rejected(Reason.NOT_ALLOWED);
    }
    return verdict(holder.get());
  }

  private Verdict decideDelegation(MaildropOwner authenticated, UserName requested)
      throws BackendUnavailableException {
    Directory directory = directory();
    Optional<Account> target = directory.find(requested);
    if (target.isEmpty()) {
      return Verdict.rejected(Reason.UNKNOWN_USER);
    }
    return directory
        .find(authenticated.name())
        .filter(account -> directory.mayActAs(account, target.get()))
        .map(account -> verdict(target.get()))
        .orElse(Verdict.rejected(Reason.NOT_ALLOWED));
  }

  private static Verdict verdict(Account account) {
    return account.isEnabled()
        ? Verdict.accepted(account.owner())
        : Verdict.rejected(Reason.NOT_ALLOWED);
  }

  /** The users there are now, unless this backend is closed or in trouble. */
  private Directory directory() throws BackendUnavailableException {
    requireOpen();
    Throwable cause = new IllegalStateException("broken down on purpose");
    switch (trouble) {
      case NONE -> {
        return state.directory();
      }
      case TEMPORARY -> throw BackendUnavailableException.temporary("directory: away", cause);
      case LASTING -> throw BackendUnavailableException.lasting("directory: unreadable", cause);
    }
    throw new AssertionError(trouble);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("backend: closed (expected: open)");
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public String toString() {
    return "InMemoryAuthenticationBackend[offers=" + offers + "]";
  }

  private final class Scram implements ScramCredentialSource {

    @Override
    public Set<ScramHash> hashes() {
      return state.directory().scramHashes();
    }

    @Override
    public Optional<ScramCredential> find(UserName name, ScramHash hash)
        throws BackendUnavailableException {
      Directory directory = directory();
      if (!directory.scramHashes().contains(hash)) {
        return Optional.empty();
      }
      return directory
          .find(name)
          .filter(Account::isEnabled)
          .map(account -> directory.scramCredential(account, hash));
    }

    @Override
    public UserName canonicalName(UserName name) {
      return state.directory().canonicalName(name);
    }
  }
}
