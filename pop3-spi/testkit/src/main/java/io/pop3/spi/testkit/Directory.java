package io.pop3.spi.testkit;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.authentication.ScramCredential;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The users of the in-memory backend, as maps. Safe for several threads. */
final class Directory {

  private static final int SALT_OCTETS = 16;

  private final Map<UserName, Account> accounts;
  private final boolean ignoringCase;
  private final List<Token> tokens;
  private final Map<X509Certificate, UserName> certificates;
  private final Map<UserName, Set<UserName>> delegations;
  private final ScramPolicy scram;
  private final ConcurrentMap<ScramKey, ScramCredential> scramCredentials =
      new ConcurrentHashMap<>();

  Directory(
      Map<UserName, Account> accounts,
      boolean ignoringCase,
      List<Token> tokens,
      Map<X509Certificate, UserName> certificates,
      Map<UserName, Set<UserName>> delegations,
      ScramPolicy scram) {
    this.accounts = Map.copyOf(accounts);
    this.ignoringCase = ignoringCase;
    this.tokens = List.copyOf(tokens);
    this.certificates = Map.copyOf(certificates);
    this.delegations = new HashMap<>();
    delegations.forEach((user, others) -> this.delegations.put(user, Set.copyOf(others)));
    this.scram = scram;
  }

  /** What an account is looked up by. */
  static UserName key(UserName name, boolean ignoringCase) {
    return ignoringCase ? new UserName(name.value().toLowerCase(Locale.ROOT)) : name;
  }

  UserName canonicalName(UserName name) {
    return key(name, ignoringCase);
  }

  Optional<Account> find(UserName name) {
    return Optional.ofNullable(accounts.get(key(name, ignoringCase)));
  }

  /** The same, but for one account's password. */
  Directory withPassword(UserName name, Secret password) {
    Account old =
        find(name)
            .orElseThrow(
                () -> new IllegalArgumentException("user: " + name + " (expected: a known one)"));
    Map<UserName, Account> changed = new HashMap<>(accounts);
    changed.put(key(name, ignoringCase), new Account(old.owner(), password, old.isEnabled()));
    return new Directory(changed, ignoringCase, tokens, certificates, delegations, scram);
  }

  Optional<Account> findByToken(Secret token) {
    return tokens.stream()
        .filter(known -> known.secret().equals(token))
        .findFirst()
        .flatMap(known -> find(known.user()));
  }

  Optional<Account> findByCertificate(X509Certificate certificate) {
    return Optional.ofNullable(certificates.get(certificate)).flatMap(this::find);
  }

  boolean mayActAs(Account account, Account target) {
    Set<UserName> others = delegations.getOrDefault(account.owner().name(), Set.of());
    return account == target || others.contains(target.owner().name());
  }

  Set<ScramHash> scramHashes() {
    return scram.hashes();
  }

  /** Made on first use, with a salt of its own, and then always the same. */
  ScramCredential scramCredential(Account account, ScramHash hash) {
    return scramCredentials.computeIfAbsent(
        new ScramKey(account, hash),
        key -> {
          byte[] salt = new byte[SALT_OCTETS];
          scram.random().nextBytes(salt);
          return ScramFormulas.credential(
              account.owner(), hash, account.password(), salt, scram.iterations());
        });
  }

  record Token(Secret secret, UserName user) {}

  record ScramPolicy(Set<ScramHash> hashes, int iterations, SecureRandom random) {

    ScramPolicy {
      hashes = Set.copyOf(hashes);
    }
  }

  private record ScramKey(Account account, ScramHash hash) {}
}
