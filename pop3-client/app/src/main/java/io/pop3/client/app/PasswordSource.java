package io.pop3.client.app;

import io.pop3.protocol.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the password of an account comes from. Read when it is needed, not before. */
@FunctionalInterface
interface PasswordSource {

  /**
   * Gets the password.
   *
   * @param account whose it is, to be shown
   * @throws UserErrorException if it can't be had
   */
  Secret read(String account);

  /** Finds the source that was chosen, and the prompt if none was. */
  static PasswordSource of(Map<Key, String> values, List<String> problems) {
    List<PasswordSource> sources = new ArrayList<>();
    for (Key key : Key.PASSWORD_SOURCES) {
      String value = values.get(key);
      if (value != null) {
        sources.add(of(key, value));
      }
    }
    if (sources.size() > 1) {
      problems.add("password: has " + sources.size() + " sources (expected: one)");
    }
    return sources.isEmpty() ? PasswordSources::ask : sources.get(0);
  }

  private static PasswordSource of(Key key, String value) {
    return switch (key) {
      case PASSWORD_FILE -> account -> PasswordSources.file(value);
      case PASSWORD_ENV -> account -> PasswordSources.environment(value);
      case PASSWORD_COMMAND -> account -> PasswordSources.command(value);
      default -> account -> PasswordSources.standardInput();
    };
  }
}
