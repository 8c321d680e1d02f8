package io.pop3.protocol.sasl;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Invents SCRAM keys for names that nobody has, so that an exchange with one looks like any other
 * until the proof fails (decision A-44): the same name always draws the same salt, and only who has
 * the key can tell it from a real one. Immutable; safe for several threads.
 *
 * <p>Salt length and iteration count should be those that real accounts have; a count that differs
 * gives the name away. So does a salt of its own for each spelling, if real accounts are found
 * under several of which {@link SaslPrep} does not make one: see {@link #forSpellings}.
 */
public final class ScramDecoy {

  /** The least length of the key. */
  public static final int MIN_KEY_OCTETS = 16;

  private static final int MAX_SALT_OCTETS = ScramHash.SHA_512.digestOctets();

  private final Secret key;
  private final int saltOctets;
  private final int iterations;
  private final UnaryOperator<UserName> canonicalName;

  private ScramDecoy(
      Secret key, int saltOctets, int iterations, UnaryOperator<UserName> canonicalName) {
    this.key = key;
    this.saltOctets = saltOctets;
    this.iterations = iterations;
    this.canonicalName = canonicalName;
  }

  /**
   * Invents keys that look like new ones: {@value ScramKeys#DEFAULT_SALT_OCTETS} octets of salt,
   * {@value ScramKeys#DEFAULT_ITERATIONS} iterations.
   *
   * @param key random octets that stay the same as long as salts of real accounts do, at least
   *     {@value #MIN_KEY_OCTETS}; copied
   * @return a decoy
   * @throws IllegalArgumentException if the key is too short
   */
  public static ScramDecoy of(Secret key) {
    return of(key, ScramKeys.DEFAULT_SALT_OCTETS, ScramKeys.DEFAULT_ITERATIONS);
  }

  /**
   * Invents keys that look like those of real accounts.
   *
   * @param key random octets that stay the same as long as salts of real accounts do, at least
   *     {@value #MIN_KEY_OCTETS}; copied
   * @param saltOctets the length of the salts, 1 to 64
   * @param iterations the iteration count, at least {@value ScramKeys#MIN_ITERATIONS}
   * @return a decoy
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static ScramDecoy of(Secret key, int saltOctets, int iterations) {
    if (key.length() < MIN_KEY_OCTETS) {
      throw new IllegalArgumentException(
          "decoy key length: " + key.length() + " (expected: at least " + MIN_KEY_OCTETS + ")");
    }
    if (saltOctets < 1 || saltOctets > MAX_SALT_OCTETS) {
      throw new IllegalArgumentException(
          "salt length: " + saltOctets + " (expected: 1 to " + MAX_SALT_OCTETS + ")");
    }
    if (iterations < ScramKeys.MIN_ITERATIONS) {
      throw new IllegalArgumentException(
          "iterations: " + iterations + " (expected: at least " + ScramKeys.MIN_ITERATIONS + ")");
    }
    return new ScramDecoy(key.copy(), saltOctets, iterations, UnaryOperator.identity());
  }

  /**
   * Invents the same keys for all spellings under which one account would be found, for instance
   * where case does not count.
   *
   * @param newCanonicalName gives the name that stands for all spellings of a name; called by
   *     whoever starts an exchange, and must be safe for several threads
   * @return a decoy, otherwise like this one
   */
  public ScramDecoy forSpellings(UnaryOperator<UserName> newCanonicalName) {
    return new ScramDecoy(key, saltOctets, iterations, newCanonicalName);
  }

  /** Keys for a name, for which no password is right. */
  ScramKeys keys(UserName name, ScramHash hash) {
    UserName canonical = canonicalName.apply(name);
    byte[] octets = key.reveal();
    try {
      byte[] salt =
          Arrays.copyOf(derive(ScramHash.SHA_512, octets, hash, "salt", canonical), saltOctets);
      return new ScramKeys(
          hash,
          salt,
          iterations,
          derive(hash, octets, hash, "StoredKey", canonical),
          derive(hash, octets, hash, "ServerKey", canonical));
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  private static byte[] derive(
      ScramHash function, byte[] key, ScramHash hash, String purpose, UserName name) {
    String text = hash.digestName() + '\0' + purpose + '\0' + name.value();
    return new ScramFormulas(function).signature(key, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "ScramDecoy[saltOctets=" + saltOctets + ", iterations=" + iterations + ", key redacted]";
  }
}
