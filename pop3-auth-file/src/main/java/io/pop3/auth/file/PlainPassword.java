package io.pop3.auth.file;

import io.pop3.protocol.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** The password itself, which APOP and CRAM-MD5 need. */
final class PlainPassword extends Credential {

  private static final int DECOY_OCTETS = 16;

  private final byte[] password;

  private PlainPassword(byte[] password) {
    this.password = password;
  }

  static PlainPassword decode(String text) {
    try (Secret secret = Secret.of(text)) {
      CredentialText.checkRange(
          "password length in octets", secret.length(), 1, MAX_PASSWORD_OCTETS);
      return new PlainPassword(
          prepare(secret, Preparation.STORED)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "password: not fit for use (expected: text that SASLprep, RFC 4013,"
                              + " allows)")));
    }
  }

  static PlainPassword create(byte[] prepared) {
    return new PlainPassword(prepared.clone());
  }

  Secret secret() {
    return Secret.of(password);
  }

  @Override
  public PasswordScheme scheme() {
    return PasswordScheme.PLAIN;
  }

  /** Compares digests, so that not even the length of the password shows in the time it takes. */
  @Override
  boolean matches(byte[] prepared) {
    return MessageDigest.isEqual(digest(password), digest(prepared));
  }

  @Override
  String encoded() {
    return new String(password, StandardCharsets.UTF_8);
  }

  @Override
  String work() {
    return scheme().schemeName();
  }

  @Override
  Credential decoy(SecureRandom random) {
    return new PlainPassword(randomOctets(random, DECOY_OCTETS));
  }

  private static byte[] digest(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: not in this JVM", e);
    }
  }
}
