package io.pop3.auth.file;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.sasl.ScramKeys;
import io.pop3.spi.authentication.ScramCredential;
import io.pop3.spi.maildrop.MaildropOwner;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What a server keeps for SCRAM (RFC 5802 section 3), as Dovecot writes it:
 *
 * <pre>iterations,salt,StoredKey,ServerKey</pre>
 *
 * <p>all but the first in base64. It serves SCRAM logins and checks passwords as well.
 */
final class ScramVerifier extends Credential {

  /** The most iterations: a few seconds of one processor. */
  private static final int MAX_ITERATIONS = 2_000_000;

  private static final int MAX_SALT_OCTETS = 64;

  private final ScramKeys keys;

  private ScramVerifier(ScramKeys keys) {
    this.keys = keys;
  }

  static ScramVerifier decode(PasswordScheme scheme, String text) {
    String[] parts = text.split(",", 5);
    if (parts.length != 4) {
      throw CredentialText.malformed(scheme, "iterations,salt,StoredKey,ServerKey");
    }
    ScramHash hash = hash(scheme);
    int octets = hash.digestOctets();
    int iterations =
        CredentialText.number(
            "SCRAM iterations", parts[0], ScramKeys.MIN_ITERATIONS, MAX_ITERATIONS);
    return new ScramVerifier(
        new ScramKeys(
            hash,
            CredentialText.base64("SCRAM salt", parts[1], 1, MAX_SALT_OCTETS),
            iterations,
            CredentialText.base64("SCRAM StoredKey", parts[2], octets, octets),
            CredentialText.base64("SCRAM ServerKey", parts[3], octets, octets)));
  }

  static ScramVerifier create(
      PasswordScheme scheme, int iterations, byte[] prepared, SecureRandom random) {
    checkIterations(iterations);
    byte[] salt = randomOctets(random, ScramKeys.DEFAULT_SALT_OCTETS);
    return new ScramVerifier(derive(hash(scheme), prepared, salt, iterations));
  }

  static int checkIterations(int iterations) {
    return CredentialText.checkRange(
        "SCRAM iterations", iterations, ScramKeys.MIN_ITERATIONS, MAX_ITERATIONS);
  }

  ScramCredential serving(MaildropOwner owner) {
    return new ScramCredential(
        owner, keys.hash(), keys.salt(), keys.iterations(), keys.storedKey(), keys.serverKey());
  }

  ScramHash hash() {
    return keys.hash();
  }

  @Override
  public PasswordScheme scheme() {
    return switch (keys.hash()) {
      case SHA_1 -> PasswordScheme.SCRAM_SHA_1;
      case SHA_256 -> PasswordScheme.SCRAM_SHA_256;
      case SHA_512 -> PasswordScheme.SCRAM_SHA_512;
    };
  }

  @Override
  boolean matches(byte[] prepared) {
    ScramKeys derived = derive(keys.hash(), prepared, keys.salt(), keys.iterations());
    return MessageDigest.isEqual(keys.storedKey(), derived.storedKey());
  }

  private static ScramKeys derive(ScramHash hash, byte[] prepared, byte[] salt, int iterations) {
    try (Secret password = Secret.of(prepared)) {
      return ScramKeys.derive(hash, password, salt, iterations);
    }
  }

  @Override
  String encoded() {
    Base64.Encoder base64 = Base64.getEncoder();
    return keys.iterations()
        + ","
        + base64.encodeToString(keys.salt())
        + ","
        + base64.encodeToString(keys.storedKey())
        + ","
        + base64.encodeToString(keys.serverKey());
  }

  @Override
  String work() {
    return scheme() + " " + keys.iterations();
  }

  @Override
  Credential decoy(SecureRandom random) {
    int octets = keys.hash().digestOctets();
    return new ScramVerifier(
        new ScramKeys(
            keys.hash(),
            randomOctets(random, ScramKeys.DEFAULT_SALT_OCTETS),
            keys.iterations(),
            randomOctets(random, octets),
            randomOctets(random, octets)));
  }

  private static ScramHash hash(PasswordScheme scheme) {
    return switch (scheme) {
      case SCRAM_SHA_512 -> ScramHash.SHA_512;
      case SCRAM_SHA_256 -> ScramHash.SHA_256;
      case SCRAM_SHA_1 -> ScramHash.SHA_1;
      default -> throw new IllegalArgumentException("scheme: " + scheme + " (expected: SCRAM)");
    };
  }
}
