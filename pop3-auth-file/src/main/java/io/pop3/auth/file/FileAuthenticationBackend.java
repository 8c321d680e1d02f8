package io.pop3.auth.file;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.PasswordVerifier;
import io.pop3.spi.authentication.ScramCredential;
import io.pop3.spi.authentication.ScramCredentialSource;
import io.pop3.spi.authentication.SharedSecretSource;
import io.pop3.spi.authentication.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers from a users file. Which login methods there are is decided when it is made and never
 * changes (AU-01); who may use them is what the file says at each moment.
 */
final class FileAuthenticationBackend implements AuthenticationBackend {

  private final WatchedUsersFile users;
  private final boolean offersSharedSecrets;
  private final Set<ScramHash> scramHashes;
  private volatile boolean isClosed;

  FileAuthenticationBackend(
      WatchedUsersFile users, boolean offersSharedSecrets, Set<ScramHash> scramHashes) {
    this.users = users;
    this.offersSharedSecrets = offersSharedSecrets;
    this.scramHashes = Set.copyOf(scramHashes);
  }

  @Override
  public Optional<PasswordVerifier> passwords() {
    return Optional.of(this::verify);
  }

  @Override
  public Optional<SharedSecretSource> sharedSecrets() {
    return offersSharedSecrets ? Optional.of(this::findSharedSecret) : Optional.empty();
  }

  @Override
  public Optional<ScramCredentialSource> scram() {
    return scramHashes.isEmpty() ? Optional.empty() : Optional.of(new Verifiers());
  }

  @Override
  public long revision() {
    return users.revision();
  }

  @Override
  public void close() {
    isClosed = true;
  }

  /**
   * Checks the password against the user's credentials in the order of the file, and that of an
   * unknown user against decoys which cost as much.
   */
  private Verdict verify(UserName name, Secret password) {
    UserDirectory directory = directory();
    Optional<Account> account = directory.find(name.value());
    List<Credential> credentials = directory.credentialsToCheck(account);
    Optional<byte[]> prepared = Credential.prepare(password, Preparation.QUERY);
    try {
      boolean matching =
          prepared.isPresent()
              && credentials.stream().anyMatch(credential -> credential.matches(prepared.get()));
      return account
          .map(known -> verdict(known, matching))
          .orElseGet(() -> Verdict.rejected(Verdict.Reason.UNKNOWN_USER));
    } finally {
      prepared.ifPresent(octets -> Arrays.fill(octets, (byte) 0));
    }
  }

  private static Verdict verdict(Account account, boolean matching) {
    if (account.credentials().isEmpty() || (matching && account.isBarred())) {
      return Verdict.rejected(Verdict.Reason.NOT_ALLOWED);
    }
    return matching
        ? Verdict.accepted(account.owner())
        : Verdict.rejected(Verdict.Reason.WRONG_CREDENTIAL);
  }

  private Optional<SharedSecretSource.SharedSecret> findSharedSecret(UserName name) {
    return usable(name)
        .flatMap(
            account ->
                account
                    .plainPassword()
                    .map(
                        plain ->
                            new SharedSecretSource.SharedSecret(account.owner(), plain.secret())));
  }

  private Optional<ScramCredential> findVerifier(UserName name, ScramHash hash) {
    return usable(name)
        .flatMap(
            account ->
                account.scramVerifier(hash).map(verifier -> verifier.serving(account.owner())));
  }

  private Optional<Account> usable(UserName name) {
    return directory().find(name.value()).filter(Account::isUsable);
  }

  private UserDirectory directory() {
    if (isClosed) {
      throw new IllegalStateException("backend: closed (expected: open)");
    }
    return users.current();
  }

  /** The SCRAM verifiers of the file. */
  private final class Verifiers implements ScramCredentialSource {

    @Override
    public Set<ScramHash> hashes() {
      return scramHashes;
    }

    @Override
    public Optional<ScramCredential> find(UserName name, ScramHash hash) {
      return findVerifier(name, hash).filter(found -> scramHashes.contains(hash));
    }

    @Override
    public UserName canonicalName(UserName name) {
      return directory().canonicalName(name);
    }
  }
}
