package io.pop3.spi.testkit;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.authentication.ScramCredential;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
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
  private final Map<X509Certificate, Account> certificates;
  private final Map<Account, Set<Account>> delegations;
  private final ScramPolicy scram;
  private final ConcurrentMap<ScramKey, ScramCredential> scramCredentials =
      new ConcurrentHashMap<>();

  Directory(
      Map<UserName, Account> accounts,
      boolean ignoringCase,
      List<Token> tokens,
      Map<X509Certificate, Account> certificates,
      Map<Account, Set<Account>> delegations,
      ScramPolicy scram) {
    this.accounts = Map.copyOf(accounts);
    this.ignoringCase = ignoringCase;
    this.tokens = List.copyOf(tokens);
    this.certificates = Map.copyOf(certificates);
    this.delegations = Map.copyOf(delegations);
    this.scram = scram;
  }

  /** What an account is looked up by. */
  static UserName key(UserName name, boolean ignoringCase) {
    return ignoringCase ? new UserName(name.value().toLowerCase(Locale.ROOT)) : name;
  }

  Optional<Account> find(UserName name) {
    return Optional.ofNullable(accounts.get(key(name, ignoringCase)));
  }

  Optional<Account> findByToken(Secret token) {
    return tokens.stream().filter(t -> t.secret().equals(token)).map(Token::account).findFirst();
  }

  Optional<Account> findByCertificate(X509Certificate certificate) {
    return Optional.ofNullable(certificates.get(certificate));
  }

  boolean mayActAs(Account account, Account target) {
    return account == target || delegations.getOrDefault(account, Set.of()).contains(target);
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

  record Token(Secret secret, Account account) {}

  record ScramPolicy(Set<ScramHash> hashes, int iterations, SecureRandom random) {

    ScramPolicy {
      hashes = Set.copyOf(hashes);
    }
  }

  private record ScramKey(Account account, ScramHash hash) {}
}
