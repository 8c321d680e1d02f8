package io.pop3.spi;

/**
 * One thing that is wrong with a configuration, told so that an administrator can mend it.
 *
 * @param key the key, without the server's prefix
 * @param value the value as configured; never that of a key that holds a secret
 * @param expected what would have been right, for example {@code a directory that exists}
 */
public record ConfigurationProblem(String key, String value, String expected) {

  @Override
  public String toString() {
    return key + ": \"" + value + "\" (expected: " + expected + ")";
  }
}
