package io.pop3.protocol.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A password, shared secret or token in its UTF-8 octets, which nothing shows by accident.
 *
 * <p>The octets come out through {@link #reveal()} alone, a word that can be searched for. {@link
 * #toString()} is always redacted, {@link #equals} takes the same time wherever two secrets of one
 * length differ, and {@link #close()} overwrites the octets. Not safe for use while another thread
 * closes it.
 */
public final class Secret implements AutoCloseable {

  private final byte[] octets;
  private boolean wiped;

  private Secret(byte[] octets) {
    this.octets = octets;
  }

  /**
   * Copies a secret from octets.
   *
   * @param octets the secret; the caller keeps the array and should wipe it
   * @return the secret
   */
  public static Secret of(byte[] octets) {
    return new Secret(octets.clone());
  }

  /**
   * Copies a secret from part of an array.
   *
   * @param octets holds the secret; the caller keeps the array and should wipe it
   * @param offset where the secret begins
   * @param length its length in octets
   * @return the secret
   */
  public static Secret of(byte[] octets, int offset, int length) {
    return new Secret(Arrays.copyOfRange(octets, offset, offset + length));
  }

  /**
   * Makes a secret from text.
   *
   * @param text the secret, kept as its UTF-8 octets
   * @return the secret
   */
  public static Secret of(String text) {
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The octets of the secret.
   *
   * @return a copy that the caller should wipe after use
   * @throws IllegalStateException if the secret has been wiped
   */
  public byte[] reveal() {
    if (wiped) {
      throw new IllegalStateException("secret: already wiped");
    }
    return octets.clone();
  }

  /**
   * The length of the secret.
   *
   * @return the number of octets
   */
  public int length() {
    return octets.length;
  }

  /**
   * An independent copy, for whoever must outlive the owner of this one.
   *
   * @return a secret with the same octets, wiped on its own
   */
  public Secret copy() {
    return new Secret(reveal());
  }

  /** Overwrites the octets; the secret can't be revealed any more. Idempotent. */
  @Override
  public void close() {
    Arrays.fill(octets, (byte) 0);
    wiped = true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && wiped == that.wiped
        && MessageDigest.isEqual(octets, that.octets);
  }

  /** The same for all secrets, so that a hash table shows nothing of their content. */
  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }
}
