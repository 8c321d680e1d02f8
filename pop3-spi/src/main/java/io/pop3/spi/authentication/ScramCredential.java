package io.pop3.spi.authentication;

import io.pop3.protocol.model.ScramHash;
import io.pop3.spi.maildrop.MaildropOwner;

/**
 * What a server keeps of a password for SCRAM (RFC 5802 section 3): enough to check a proof and to
 * prove itself, not enough to log in elsewhere. Immutable.
 */
public final class ScramCredential {

  /** The smallest iteration count that may be served (RFC 7677 section 4). */
  public static final int MIN_ITERATIONS = 4096;

  private final MaildropOwner owner;
  private final ScramHash hash;
  private final byte[] salt;
  private final int iterations;
  private final byte[] storedKey;
  private final byte[] serverKey;

  /**
   * Takes a verifier; arrays are copied.
   *
   * @param owner whose maildrop it opens
   * @param hash the hash function the keys were made with
   * @param salt the salt, at least one octet
   * @param iterations the iteration count, at least {@value #MIN_ITERATIONS}
   * @param storedKey H(ClientKey)
   * @param serverKey HMAC(SaltedPassword, "Server Key")
   * @throws IllegalArgumentException if a value is out of its range; the message shows lengths and
   *     counts only
   */
  public ScramCredential(
      MaildropOwner owner,
      ScramHash hash,
      byte[] salt,
      int iterations,
      byte[] storedKey,
      byte[] serverKey) {
    check("salt length", salt.length, salt.length >= 1, "at least 1");
    check("iterations", iterations, iterations >= MIN_ITERATIONS, "at least " + MIN_ITERATIONS);
    int octets = hash.digestOctets();
    check("StoredKey length", storedKey.length, storedKey.length == octets, octets + "");
    check("ServerKey length", serverKey.length, serverKey.length == octets, octets + "");
    this.owner = owner;
    this.hash = hash;
    this.salt = salt.clone();
    this.iterations = iterations;
    this.storedKey = storedKey.clone();
    this.serverKey = serverKey.clone();
  }

  private static void check(String what, int value, boolean legal, String expected) {
    if (!legal) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: " + expected + ")");
    }
  }

  /**
   * Whose maildrop it opens.
   *
   * @return the owner
   */
  public MaildropOwner owner() {
    return owner;
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
    return "ScramCredential[owner=" + owner + ", hash=" + hash + ", keys redacted]";
  }
}
