package io.pop3.auth.file;

import io.pop3.protocol.model.Printable;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.maildrop.MaildropOwner;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the lines of a users file into accounts: the rules of the package's documentation, one line
 * at a time. Whatever the file holds, it throws nothing: what is wrong becomes a problem with the
 * line's number.
 */
final class DirectoryReader {

  /** The most credentials of one user: a wrong password costs the work of all of them. */
  static final int MAX_CREDENTIALS = 8;

  private final ReadingRules rules;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final List<UsersFileProblem> problems = new ArrayList<>();

  private DirectoryReader(ReadingRules rules) {
    this.rules = rules;
  }

  static UserDirectory read(UsersText text, ReadingRules rules, SecureRandom random) {
    DirectoryReader reader = new DirectoryReader(rules);
    text.lines().stream().filter(line -> !line.isSilent()).forEach(reader::take);
    Map<String, Account> accounts = new LinkedHashMap<>();
    reader.drafts.forEach((key, draft) -> accounts.put(key, draft.account()));
    return new UserDirectory(rules, accounts, decoys(accounts, random), reader.problems);
  }

  private void take(RawLine line) {
    Optional<String> text = line.text();
    if (text.isEmpty()) {
      report(line, "text: not UTF-8 (expected: UTF-8)");
      // Who wrote the line meant something by it; perhaps that this user stays out.
      line.name().ifPresent(name -> draft(name, line.number()).isBarred = true);
      return;
    }
    try {
      UserLine userLine = UserLine.parse(text.get());
      take(line, userLine, draft(userLine.name(), line.number()));
    } catch (IllegalArgumentException e) {
      report(line, String.valueOf(e.getMessage()));
    }
  }

  private Draft draft(String name, int line) {
    String prepared = Preparation.STORED.of(name).orElseThrow();
    String key = rules.key(name, Preparation.STORED).orElseThrow();
    return drafts.computeIfAbsent(key, k -> new Draft(prepared, name, line));
  }

  private void take(RawLine line, UserLine userLine, Draft draft) {
    if (!userLine.name().equals(draft.spelling)) {
      throw new IllegalArgumentException(
          "user name: the same as that of line "
              + draft.firstLine
              + " but for its spelling (expected: one spelling)");
    }
    takeFields(line, userLine, draft);
    Credential credential = Credential.parse(userLine.password());
    fault(credential, draft)
        .ifPresentOrElse(
            fault -> report(line, "user " + Printable.of(userLine.name()) + ": " + fault),
            () -> draft.credentials.put(credential, line.number()));
  }

  private void takeFields(RawLine line, UserLine userLine, Draft draft) {
    if (line.number() != draft.firstLine) {
      if (!UserFields.isSilent(userLine.rest()) && !userLine.rest().equals(draft.rest)) {
        throw new IllegalArgumentException(
            "fields behind the password: not those of line "
                + draft.firstLine
                + ", the user's first (expected: the same or none)");
      }
      return;
    }
    draft.rest = userLine.rest();
    try {
      UserFields fields = UserFields.parse(userLine.rest());
      draft.attributes = fields.attributes();
      draft.isBarred = fields.isBarred();
      for (String key : fields.unsupported()) {
        report(line, "extra field " + key + ": not supported, so the user may not log in");
      }
    } catch (IllegalArgumentException e) {
      draft.isBarred = true;
      throw e;
    }
  }

  private Optional<String> fault(Credential credential, Draft draft) {
    PasswordScheme scheme = credential.scheme();
    if (!rules.allow(scheme)) {
      return Optional.of(
          "scheme: "
              + scheme
              + " is weak (expected: a strong one, or "
              + scheme
              + " in "
              + FileBackendConfiguration.WEAK_SCHEMES
              + ")");
    }
    if (draft.credentials.containsKey(credential)) {
      return Optional.of("credential: that of line " + draft.credentials.get(credential));
    }
    if (scheme.isOneForEachUser() && draft.has(scheme)) {
      return Optional.of(
          "scheme: a second credential of " + scheme + ", whose exchanges can use one alone");
    }
    if (draft.credentials.size() == MAX_CREDENTIALS) {
      return Optional.of("credentials: one more (expected: at most " + MAX_CREDENTIALS + ")");
    }
    return Optional.empty();
  }

  private void report(RawLine line, String message) {
    problems.add(new UsersFileProblem(line.number(), message));
  }

  /** Imitates the accounts whose credentials cost what most accounts' do. */
  private static List<Credential> decoys(Map<String, Account> accounts, SecureRandom random) {
    Map<List<String>, List<Account>> byWork = new LinkedHashMap<>();
    accounts.values().stream()
        .filter(account -> !account.credentials().isEmpty())
        .forEach(
            account -> byWork.computeIfAbsent(account.work(), w -> new ArrayList<>()).add(account));
    return byWork.values().stream()
        .max(Comparator.comparingInt(List::size))
        .map(typical -> typical.get(0).credentials())
        .map(credentials -> credentials.stream().map(c -> c.decoy(random)).toList())
        .orElseGet(() -> List.of(Argon2Credential.defaultDecoy(random)));
  }

  /** An account of which more lines may come. */
  private static final class Draft {

    private final String name;
    private final String spelling;
    private final int firstLine;
    private final Map<Credential, Integer> credentials = new LinkedHashMap<>();
    private String rest = "";
    private Map<String, String> attributes = Map.of();
    private boolean isBarred;

    private Draft(String name, String spelling, int firstLine) {
      this.name = name;
      this.spelling = spelling;
      this.firstLine = firstLine;
    }

    private boolean has(PasswordScheme scheme) {
      return credentials.keySet().stream().anyMatch(c -> c.scheme() == scheme);
    }

    private Account account() {
      return new Account(
          new MaildropOwner(new UserName(name), attributes),
          List.copyOf(credentials.keySet()),
          isBarred);
    }
  }
}
