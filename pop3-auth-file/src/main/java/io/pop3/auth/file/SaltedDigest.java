package io.pop3.auth.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * SSHA, SSHA256 and SSHA512: one digest of password and salt, followed by the salt, in base64.
 * Weak, and only read: nothing here makes a new one.
 */
final class SaltedDigest extends Credential {

  private static final int MAX_SALT_OCTETS = 64;

  private final PasswordScheme scheme;
  private final byte[] digest;
  private final byte[] salt;

  private SaltedDigest(PasswordScheme scheme, byte[] digest, byte[] salt) {
    this.scheme = scheme;
    this.digest = digest;
    this.salt = salt;
  }

  static boolean isOf(PasswordScheme scheme) {
    return switch (scheme) {
      case SSHA512, SSHA256, SSHA -> true;
      default -> false;
    };
  }

  static SaltedDigest of(PasswordScheme scheme, byte[] octets) {
    int length = newDigest(scheme).getDigestLength();
    CredentialText.checkRange(
        scheme + " length in octets", octets.length, length + 1, length + MAX_SALT_OCTETS);
    return new SaltedDigest(
        scheme, Arrays.copyOf(octets, length), Arrays.copyOfRange(octets, length, octets.length));
  }

  @Override
  public PasswordScheme scheme() {
    return scheme;
  }

  @Override
  boolean matches(byte[] prepared) {
    MessageDigest algorithm = newDigest(scheme);
    algorithm.update(prepared);
    algorithm.update(salt);
    return MessageDigest.isEqual(digest, algorithm.digest());
  }

  @Override
  String encoded() {
    byte[] octets = Arrays.copyOf(digest, digest.length + salt.length);
    System.arraycopy(salt, 0, octets, digest.length, salt.length);
    return Base64.getEncoder().encodeToString(octets);
  }

  @Override
  String work() {
    return scheme.schemeName();
  }

  @Override
  Credential decoy(SecureRandom random) {
    return new SaltedDigest(
        scheme, randomOctets(random, digest.length), randomOctets(random, salt.length));
  }

  private static MessageDigest newDigest(PasswordScheme scheme) {
    String name =
        switch (scheme) {
          case SSHA512 -> "SHA-512";
          case SSHA256 -> "SHA-256";
          default -> "SHA-1";
        };
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(name + ": not in this JVM", e);
    }
  }
}
