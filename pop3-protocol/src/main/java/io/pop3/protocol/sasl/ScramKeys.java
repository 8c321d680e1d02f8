package io.pop3.protocol.sasl;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import java.util.Arrays;

/**
 * What a server keeps of a password for SCRAM: enough to check a proof and to prove itself, not
 * enough to log in elsewhere (RFC 5802 section 3). Immutable; safe for several threads.
 */
public final class ScramKeys {

  /** The smallest iteration count that may be kept or served (5802-S1-2, decision A-44). */
  public static final int MIN_ITERATIONS = 4096;

  /** The iteration count of new keys (decision A-44). */
  public static final int DEFAULT_ITERATIONS = 15_000;

  /** The length of a new salt. */
  public static final int DEFAULT_SALT_OCTETS = 16;

  /** The greatest length of a salt. */
  public static final int MAX_SALT_OCTETS = 1024;

  private final ScramHash hash;
  private final byte[] salt;
  private final int iterations;
  private final byte[] storedKey;
  private final byte[] serverKey;

  /**
   * Takes keys that were derived before; arrays are copied.
   *
   * @param hash the hash function the keys were made with
   * @param salt the salt, 1 to {@value #MAX_SALT_OCTETS} octets
   * @param iterations the iteration count, at least {@value #MIN_ITERATIONS}
   * @param storedKey H(ClientKey)
   * @param serverKey HMAC(SaltedPassword, "Server Key")
   * @throws IllegalArgumentException if a value is out of its range; the message shows lengths and
   *     counts only
   */
  public ScramKeys(
      ScramHash hash, byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
    checkSalt(salt);
    checkIterations(iterations);
    checkKey("StoredKey", storedKey, hash);
    checkKey("ServerKey", serverKey, hash);
    this.hash = hash;
    this.salt = salt.clone();
    this.iterations = iterations;
    this.storedKey = storedKey.clone();
    this.serverKey = serverKey.clone();
  }

  /**
   * Derives keys from a password. Takes as long as the iteration count demands: not for an event
   * loop.
   *
   * @param hash the hash function
   * @param password the password, already prepared by {@link SaslPrep#prepareStored(Secret)}
   *     (4616-PREP-2); at least one octet; not wiped
   * @param salt the salt, random for each user and hash (5802-SEC-2), 1 to {@value
   *     #MAX_SALT_OCTETS} octets
   * @param iterations the iteration count, at least {@value #MIN_ITERATIONS}
   * @return the keys
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static ScramKeys derive(ScramHash hash, Secret password, byte[] salt, int iterations) {
    if (password.length() == 0) {
      throw new IllegalArgumentException("password length: 0 (expected: at least 1)");
    }
    checkSalt(salt);
    checkIterations(iterations);
    ScramFormulas formulas = new ScramFormulas(hash);
    byte[] octets = password.reveal();
    byte[] salted = formulas.saltedPassword(octets, salt, iterations);
    byte[] clientKey = formulas.clientKey(salted);
    try {
      return new ScramKeys(
          hash, salt, iterations, formulas.storedKey(clientKey), formulas.serverKey(salted));
    } finally {
      Arrays.fill(octets, (byte) 0);
      Arrays.fill(salted, (byte) 0);
      Arrays.fill(clientKey, (byte) 0);
    }
  }

  private static void checkSalt(byte[] salt) {
    if (salt.length < 1 || salt.length > MAX_SALT_OCTETS) {
      throw new IllegalArgumentException(
          "salt length: " + salt.length + " (expected: 1 to " + MAX_SALT_OCTETS + ")");
    }
  }

  private static void checkIterations(int iterations) {
    if (iterations < MIN_ITERATIONS) {
      throw new IllegalArgumentException(
          "iterations: " + iterations + " (expected: at least " + MIN_ITERATIONS + ")");
    }
  }

  private static void checkKey(String what, byte[] key, ScramHash hash) {
    if (key.length != hash.digestOctets()) {
      throw new IllegalArgumentException(
          what + " length: " + key.length + " (expected: " + hash.digestOctets() + ")");
    }
  }

  /**
   * The hash function the keys were made with.
   *
   * @return the hash
   */
  public ScramHash hash() {
    return hash;
  }

  /**
   * The salt.
   *
   * @return a copy
   */
  public byte[] salt() {
    return salt.clone();
  }

  /**
   * The iteration count.
   *
   * @return at least {@value #MIN_ITERATIONS}
   */
  public int iterations() {
    return iterations;
  }

  /**
   * H(ClientKey).
   *
   * @return a copy
   */
  public byte[] storedKey() {
    return storedKey.clone();
  }

  /**
   * HMAC(SaltedPassword, "Server Key").
   *
   * @return a copy
   */
  public byte[] serverKey() {
    return serverKey.clone();
  }

  @Override
  public String toString() {
    return "ScramKeys[hash=" + hash + ", iterations=" + iterations + ", keys redacted]";
  }
}
