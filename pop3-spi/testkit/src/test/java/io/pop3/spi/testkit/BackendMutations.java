package io.pop3.spi.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** Mistakes of authentication backends, by the id of the sentence that each breaks. */
final class BackendMutations {

  private static final int BCRYPT_OCTETS = 72;

  private BackendMutations() {}

  static Map<String, UnaryOperator<AuthenticationBackend>> all() {
    return Map.ofEntries(
        Map.entry("AU-01", OffersPasswordsAtTimes::new),
        Map.entry("AU-02", passwords(BackendMutations::acceptsOnce)),
        Map.entry("AU-03", passwords(BackendMutations::looksAtTheFirstOctets)),
        Map.entry("AU-04", passwords(BackendMutations::throwsForStrangers)),
        Map.entry("AU-05", passwords(BackendMutations::closesTheSecret)),
        Map.entry("AU-06", passwords(BackendMutations::belongsToAThread)),
        Map.entry("AU-07", passwords(BackendMutations::callsTheOwnerAsSpelt)),
        Map.entry("AU-08", ShowsPasswords::new),
        Map.entry("AU-09", HasSecretsOfStrangers::new),
        Map.entry("AU-10", SwapsScramKeys::new),
        Map.entry("AU-11", passwords(BackendMutations::rejectsWhenInTrouble)),
        Map.entry("AU-12", WorksAfterItsEnd::new),
        Map.entry("AU-13", passwords(BackendMutations::letsTheAnonymousIn)),
        Map.entry("AU-14", ForgetsTheUserOfATokenAskedFor::new),
        Map.entry("AU-15", ForgetsTheUserOfACertificateAskedFor::new),
        Map.entry("AU-16", DelegatesBothWays::new),
        Map.entry("AU-17", NumbersNothing::new),
        Map.entry("AU-18", TakesEachSpellingForAName::new));
  }

  private static UnaryOperator<AuthenticationBackend> passwords(
      UnaryOperator<PasswordVerifier> change) {
    return healthy -> {
      PasswordVerifier changed = change.apply(healthy.passwords().orElseThrow());
      return new DelegatingBackend(healthy) {
        @Override
        public Optional<PasswordVerifier> passwords() {
          return Optional.of(changed);
        }
      };
    };
  }

  private static PasswordVerifier acceptsOnce(PasswordVerifier healthy) {
    Set<UserName> accepted = new HashSet<>();
    return (name, password) -> {
      Verdict verdict = healthy.verify(name, password);
      return verdict instanceof Verdict.Accepted && !accepted.add(name)
          ? Verdict.rejected(Reason.WRONG_CREDENTIAL)
          : verdict;
    };
  }

  private static PasswordVerifier looksAtTheFirstOctets(PasswordVerifier healthy) {
    return (name, password) ->
        healthy.verify(
            name, Secret.of(password.reveal(), 0, Math.min(password.length(), BCRYPT_OCTETS)));
  }

  private static PasswordVerifier throwsForStrangers(PasswordVerifier healthy) {
    return (name, password) -> {
      Verdict verdict = healthy.verify(name, password);
      if (verdict.equals(Verdict.rejected(Reason.UNKNOWN_USER))) {
        throw BackendUnavailableException.lasting("no such user", new IllegalStateException());
      }
      return verdict;
    };
  }

  private static PasswordVerifier closesTheSecret(PasswordVerifier healthy) {
    return (name, password) -> {
      try (password) {
        return healthy.verify(name, password);
      }
    };
  }

  private static PasswordVerifier belongsToAThread(PasswordVerifier healthy) {
    Thread thread = Thread.currentThread();
    return (name, password) -> {
      if (Thread.currentThread() != thread) {
        throw new IllegalStateException("connection: used by another thread");
      }
      return healthy.verify(name, password);
    };
  }

  private static PasswordVerifier callsTheOwnerAsSpelt(PasswordVerifier healthy) {
    return (name, password) -> {
      Verdict verdict = healthy.verify(name, password);
      return verdict instanceof Verdict.Accepted
          ? Verdict.accepted(MaildropOwner.of(name))
          : verdict;
    };
  }

  private static PasswordVerifier rejectsWhenInTrouble(PasswordVerifier healthy) {
    return (name, password) -> {
      try {
        return healthy.verify(name, password);
      } catch (BackendUnavailableException e) {
        return Verdict.rejected(Reason.WRONG_CREDENTIAL);
      }
    };
  }

  /** What an LDAP directory does with a simple bind that has no password. */
  private static PasswordVerifier letsTheAnonymousIn(PasswordVerifier healthy) {
    return (name, password) ->
        password.length() == 0
            ? Verdict.accepted(MaildropOwner.of(name))
            : healthy.verify(name, password);
  }

  private static final class OffersPasswordsAtTimes extends DelegatingBackend {

    private final AtomicBoolean offered = new AtomicBoolean();

    OffersPasswordsAtTimes(AuthenticationBackend healthy) {
      super(healthy);
    }

    @Override
    public Optional<PasswordVerifier> passwords() {
      return offered.getAndSet(true) ? Optional.empty() : super.passwords();
    }
  }

  private static final class ShowsPasswords extends DelegatingBackend {

    private volatile String cache = "";

    ShowsPasswords(AuthenticationBackend healthy) {
      super(healthy);
    }

    @Override
    public Optional<SharedSecretSource> sharedSecrets() {
      return super.sharedSecrets()
          .map(
              source ->
                  name -> {
                    Optional<SharedSecret> found = source.find(name);
                    found.ifPresent(shared -> cache = new String(shared.secret().reveal(), UTF_8));
                    return found;
                  });
    }

    @Override
    public String toString() {
      return "cache of " + cache;
    }
  }

  private static final class HasSecretsOfStrangers extends DelegatingBackend {

    HasSecretsOfStrangers(AuthenticationBackend healthy) {
      super(healthy);
    }

    @Override
    public Optional<SharedSecretSource> sharedSecrets() {
      return super.sharedSecrets()
          .map(
              source ->
                  name ->
                      source
                          .find(name)
                          .or(
                              () ->
                                  Optional.of(
                                      new SharedSecret(MaildropOwner.of(name), Secret.of("")))));
    }
  }

  private static final class SwapsScramKeys extends DelegatingBackend {

    SwapsScramKeys(AuthenticationBackend healthy) {
      super(healthy);
    }

    @Override
    public Optional<ScramCredentialSource> scram() {
      return super.scram()
          .map(
              source ->
                  new ScramCredentialSource() {
                    @Override
                    public Set<ScramHash> hashes() {
                      return source.hashes();
                    }

                    @Override
                    public Optional<ScramCredential> find(UserName name, ScramHash hash)
                        throws BackendUnavailableException {
                      return source.find(name, hash).map(SwapsScramKeys::swap);
                    }
                  });
    }

    private static ScramCredential swap(ScramCredential healthy) {
      return new ScramCredential(
          healthy.owner(),
          healthy.hash(),
          healthy.salt(),
          healthy.iterations(),
          healthy.serverKey(),
          healthy.storedKey());
    }
  }

  private static final class TakesEachSpellingForAName extends DelegatingBackend {

    TakesEachSpellingForAName(AuthenticationBackend healthy) {
      super(healthy);
    }

    @Override
    public Optional<ScramCredentialSource> scram() {
      return super.scram()
          .map(
              source ->
                  new ScramCredentialSource() {
                    @Override
                    public Set<ScramHash> hashes() {
                      return source.hashes();
                    }

                    @Override
                    public Optional<ScramCredential> find(UserName name, ScramHash hash)
                        throws BackendUnavailableException {
                      return source.find(name, hash);
                    }
                  });
    }
  }

  private static final class WorksAfterItsEnd extends DelegatingBackend {

    WorksAfterItsEnd(AuthenticationBackend healthy) {
      super(healthy);
    }

    @Override
    public void close() {}
  }

  private static final class ForgetsTheUserOfATokenAskedFor extends DelegatingBackend {

    ForgetsTheUserOfATokenAskedFor(AuthenticationBackend healthy) {
      super(healthy);
    }

    @Override
    public Optional<BearerTokenVerifier> bearerTokens() {
      return super.bearerTokens()
          .map(verifier -> (token, user) -> verifier.verify(token, Optional.empty()));
    }
  }

  private static final class ForgetsTheUserOfACertificateAskedFor extends DelegatingBackend {

    ForgetsTheUserOfACertificateAskedFor(AuthenticationBackend healthy) {
      super(healthy);
    }

    @Override
    public Optional<ExternalIdentityMapper> external() {
      return super.external()
          .map(mapper -> (chain, requested) -> mapper.map(chain, Optional.empty()));
    }
  }

  private static final class NumbersNothing extends DelegatingBackend {

    NumbersNothing(AuthenticationBackend healthy) {
      super(healthy);
    }

    @Override
    public long revision() {
      return 0;
    }
  }

  private static final class DelegatesBothWays extends DelegatingBackend {

    DelegatesBothWays(AuthenticationBackend healthy) {
      super(healthy);
    }

    @Override
    public Optional<DelegationPolicy> delegation() {
      return super.delegation()
          .map(
              policy ->
                  (authenticated, requested) -> {
                    Verdict verdict = policy.actAs(authenticated, requested);
                    Verdict reverse =
                        policy.actAs(MaildropOwner.of(requested), authenticated.name());
                    return Arrays.asList(verdict, reverse).stream()
                            .anyMatch(Verdict.Accepted.class::isInstance)
                        ? Verdict.accepted(MaildropOwner.of(requested))
                        : verdict;
                  });
    }
  }
}
