package io.pop3.auth.file;

import io.pop3.protocol.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * One way to prove to be a user: the password field of one line. Immutable; safe for several
 * threads. Nothing but {@link #field()} shows what it holds.
 *
 * <p>New ones come from {@link PasswordHasher}, those of a file from {@link #parse(String)}.
 */
public abstract sealed class Credential
    permits Argon2Credential,
        BcryptCredential,
        Sha2CryptCredential,
        Pbkdf2Credential,
        ScramVerifier,
        SaltedDigest,
        PlainPassword {

  /**
   * The longest password that is looked at, in octets. Some schemes digest the whole password in
   * each of a million rounds, so length must not be the client's choice.
   */
  static final int MAX_PASSWORD_OCTETS = 1024;

  Credential() {}

  /**
   * Reads the password field of a line.
   *
   * @param field {@code {SCHEME}hash}, {@code {SCHEME.b64}...}, {@code {SCHEME.hex}...}, or a bare
   *     crypt(3) hash of a known kind
   * @return the credential
   * @throws IllegalArgumentException if it is malformed, of an unknown scheme, or asks for more
   *     work than a server should do for one login; the message says what is wrong and shows
   *     nothing of the hash
   */
  public static Credential parse(String field) {
    return CredentialField.parse(field);
  }

  /**
   * How the password is kept.
   *
   * @return the scheme
   */
  public abstract PasswordScheme scheme();

  /**
   * Checks a password, which takes as long as the scheme and its parameters want: up to a few
   * seconds of processor time, and for Argon2 up to 256 MiB of heap.
   *
   * @param password the password as a client sent it; stays the caller's
   * @return whether it is the one this credential was made from; a password that is empty, longer
   *     than 1024 octets, or can't be prepared (decision A-46) never is
   */
  public final boolean matches(Secret password) {
    Optional<byte[]> prepared = prepare(password, Preparation.QUERY);
    boolean matching = prepared.isPresent() && matches(prepared.get());
    prepared.ifPresent(octets -> Arrays.fill(octets, (byte) 0));
    return matching;
  }

  /**
   * The password field as it stands in a file. It holds the hash and, with {@link
   * PasswordScheme#PLAIN}, the password.
   *
   * @return {@code {SCHEME}hash} without colons or control characters
   */
  public final String field() {
    return CredentialField.format(this);
  }

  /**
   * Prepares a password for {@link #matches(byte[])}.
   *
   * @return the octets, which the caller wipes; empty if no credential can match this password
   */
  static Optional<byte[]> prepare(Secret password, Preparation preparation) {
    if (password.length() == 0 || password.length() > MAX_PASSWORD_OCTETS) {
      return Optional.empty();
    }
    return preparation
        .of(password)
        .map(
            prepared -> {
              try (prepared) {
                return prepared.reveal();
              }
            });
  }

  /** Checks a prepared password in time that doesn't tell how near it came. */
  abstract boolean matches(byte[] prepared);

  /** What stands behind the scheme's name. */
  abstract String encoded();

  /** What a check costs: equal texts mean equal work. Shows no secrets. */
  abstract String work();

  /** A credential that costs as much to check as this one and that nobody knows a password of. */
  abstract Credential decoy(SecureRandom random);

  static byte[] randomOctets(SecureRandom random, int count) {
    byte[] octets = new byte[count];
    random.nextBytes(octets);
    return octets;
  }

  /** Equal if the same password field stands for both, but for spelling. */
  @Override
  public final boolean equals(Object other) {
    return other instanceof Credential that
        && scheme() == that.scheme()
        && MessageDigest.isEqual(octets(), that.octets());
  }

  private byte[] octets() {
    return encoded().getBytes(StandardCharsets.UTF_8);
  }

  /** Depends on the scheme alone, so that a hash table shows nothing of the content. */
  @Override
  public final int hashCode() {
    return scheme().hashCode();
  }

  /** The scheme; never what is behind it. */
  @Override
  public final String toString() {
    return "Credential[" + scheme() + ", redacted]";
  }
}
