package io.pop3.auth.file;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.UserName;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a users file says, read once and never changed. Safe for several threads. */
final class UserDirectory {

  private final ReadingRules rules;
  private final Map<String, Account> accounts;
  private final List<Credential> decoys;
  private final List<UsersFileProblem> problems;

  /**
   * Takes what was read.
   *
   * @param accounts the accounts by key; not copied, so that their order stays that of the file
   * @param decoys what to check for a user who isn't there
   */
  UserDirectory(
      ReadingRules rules,
      Map<String, Account> accounts,
      List<Credential> decoys,
      List<UsersFileProblem> problems) {
    this.rules = rules;
    this.accounts = accounts;
    this.decoys = List.copyOf(decoys);
    this.problems = List.copyOf(problems);
  }

  /** The account of a name as a client sent it. */
  Optional<Account> find(String name) {
    return rules.key(name, Preparation.QUERY).map(accounts::get);
  }

  /**
   * The name that stands for all spellings of a name: what accounts are found by. A name that can't
   * be prepared finds none and stands for itself.
   */
  UserName canonicalName(UserName name) {
    return rules
        .key(name.value(), Preparation.QUERY)
        .filter(UserName::isValid)
        .map(UserName::new)
        .orElse(name);
  }

  /** All accounts, in the order of the file. */
  Collection<Account> accounts() {
    return accounts.values();
  }

  /**
   * What to check a password against: the account's credentials or, where there are none, decoys
   * which cost as much to check as those of a typical user.
   */
  List<Credential> credentialsToCheck(Optional<Account> account) {
    return account.map(Account::credentials).filter(own -> !own.isEmpty()).orElse(decoys);
  }

  /** What is wrong with the file, in the order of its lines. */
  List<UsersFileProblem> problems() {
    return problems;
  }

  /** The hash functions for which everybody who can log in has a SCRAM verifier. */
  Set<ScramHash> commonScramHashes() {
    List<Account> usable = accounts.values().stream().filter(Account::isUsable).toList();
    return Arrays.stream(ScramHash.values())
        .filter(hash -> usable.stream().allMatch(user -> user.scramVerifier(hash).isPresent()))
        .filter(hash -> !usable.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
