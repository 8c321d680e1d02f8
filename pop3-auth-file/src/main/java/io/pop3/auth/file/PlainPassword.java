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
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    CredentialText.checkRange("password length in octets", octets.length, 1, MAX_PASSWORD_OCTETS);
    byte[] prepared =
        Preparation.STORED
            .of(octets)
            .filter(form -> form.length > 0)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "password: holds what SASLprep forbids (expected: text without control"
                            + " characters)"));
    return new PlainPassword(prepared);
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
