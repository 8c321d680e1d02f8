package io.pop3.client.retrieval;

import io.pop3.protocol.model.Printable;
import io.pop3.protocol.model.UserName;
import java.util.Locale;

/**
 * The maildrop that a ledger is about. If the name changes, its messages are new.
 *
 * @param name 1 to 255 characters without controls, for example {@code harish@pop.example.com}
 */
public record Account(String name) {

  private static final int MAX_CHARACTERS = 255;

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is empty, too long, or has a control character
   */
  public Account {
    if (name.isEmpty()
        || name.length() > MAX_CHARACTERS
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "account: "
              + Printable.of(name)
              + " (expected: 1 to "
              + MAX_CHARACTERS
              + " characters without controls)");
    }
  }

  /**
   * The account of a user of a server. Port and security don't matter: they lead to the same
   * maildrop.
   *
   * @param user the user
   * @param host the server
   * @return the account {@code user@host}
   * @throws IllegalArgumentException if the two are longer than a name may be
   */
  public static Account of(UserName user, String host) {
    return new Account(user.value() + "@" + host.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return name;
  }
}
