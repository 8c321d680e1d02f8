package io.pop3.client.app;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The keys of an account file, and the options of the command line under the same names. */
enum Key {
  URL("url", "a POP URL"),
  HOST("host", "a host name or an address"),
  PORT("port", "1 to 65535"),
  SECURITY("security", "tls or stls"),
  CLEARTEXT("cleartext", "yes or no"),
  SERVER_NAME("server-name", "a host name or an address"),
  CA_FILE("ca-file", "a file of certificates in PEM"),
  USER("user", "a user name"),
  AUTH("auth", "a SASL mechanism, or +APOP"),
  PASSWORD_FILE("password-file", "a file whose first line is the password"),
  PASSWORD_ENV("password-env", "the name of an environment variable"),
  PASSWORD_COMMAND("password-command", "a command that prints the password"),
  PASSWORD_STDIN("password-stdin", "yes or no"),
  TIMEOUT("timeout", "seconds, 1 to 2000000"),
  TOTAL_TIMEOUT("total-timeout", "seconds, 1 to 2000000"),
  ACCOUNT("account", "1 to 255 characters"),
  INTO("into", "a maildir"),
  STATE("state", "a directory"),
  RETENTION("retention", "keep, keep DAYS, or delete");

  /** Where a password may come from; of these one at most. */
  static final List<Key> PASSWORD_SOURCES =
      List.of(PASSWORD_FILE, PASSWORD_ENV, PASSWORD_COMMAND, PASSWORD_STDIN);

  /** What belongs to a server: who names another one means none of these of the one before. */
  static final List<Key> SERVER = List.of(URL, HOST, PORT, SECURITY, SERVER_NAME);

  /** What a file may not hold, because it means something on the command line alone. */
  private static final List<Key> TYPED_ONLY = List.of(PASSWORD_STDIN);

  private final String text;
  private final String form;

  Key(String text, String form) {
    this.text = text;
    this.form = form;
  }

  /** What a value looks like, in a few words. */
  String form() {
    return form;
  }

  boolean isPath() {
    return this == CA_FILE || this == PASSWORD_FILE || this == INTO || this == STATE;
  }

  static Optional<Key> find(String name) {
    return Arrays.stream(values())
        .filter(key -> key.text.equals(name) && !TYPED_ONLY.contains(key))
        .findFirst();
  }

  /** The key that was probably meant. */
  static Key nearest(String name) {
    return Arrays.stream(values())
        .filter(key -> !TYPED_ONLY.contains(key))
        .min(Comparator.comparingInt(key -> distance(key.text, name)))
        .orElseThrow();
  }

  /** How many letters must be put in, taken out or replaced. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  @Override
  public String toString() {
    return text;
  }
}
