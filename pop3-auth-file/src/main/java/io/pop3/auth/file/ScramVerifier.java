package io.pop3.auth.file;

import io.pop3.protocol.model.ScramHash;
import io.pop3.spi.authentication.ScramCredential;
import io.pop3.spi.maildrop.MaildropOwner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a server keeps for SCRAM (RFC 5802 section 3), as Dovecot writes it:
 *
 * <pre>iterations,salt,StoredKey,ServerKey</pre>
 *
 * <p>all but the first in base64. It serves SCRAM logins and checks passwords as well.
 */
final class ScramVerifier extends Credential {

  private static final int SALT_OCTETS = 16;

  private final ScramHash hash;
  private final int iterations;
  private final byte[] salt;
  private final byte[] storedKey;
  private final byte[] serverKey;

  private ScramVerifier(
      ScramHash hash, int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
    this.hash = hash;
    this.iterations = iterations;
    this.salt = salt;
    this.storedKey = storedKey;
    this.serverKey = serverKey;
  }

  static ScramVerifier decode(PasswordScheme scheme, String text) {
    String[] parts = text.split(",", 5);
    if (parts.length != 4) {
      throw CredentialText.malformed(scheme, "iterations,salt,StoredKey,ServerKey");
    }
    ScramHash hash = hash(scheme);
    int octets = hash.digestOctets();
    return new ScramVerifier(
        hash,
        CredentialText.number(
            "SCRAM iterations", parts[0], ScramCredential.MIN_ITERATIONS, Pbkdf2.MAX_ROUNDS),
        CredentialText.base64("SCRAM salt", parts[1], 1, 64),
        CredentialText.base64("SCRAM StoredKey", parts[2], octets, octets),
        CredentialText.base64("SCRAM ServerKey", parts[3], octets, octets));
  }

  static ScramVerifier create(
      PasswordScheme scheme, int iterations, byte[] prepared, SecureRandom random) {
    checkIterations(iterations);
    ScramHash hash = hash(scheme);
    byte[] salt = randomOctets(random, SALT_OCTETS);
    byte[] salted = Pbkdf2.derive(hash, prepared, salt, iterations);
    ScramVerifier verifier =
        new ScramVerifier(
            hash, iterations, salt, storedKey(hash, salted), mac(hash, salted, "Server Key"));
    Arrays.fill(salted, (byte) 0);
    return verifier;
  }

  static int checkIterations(int iterations) {
    return CredentialText.checkRange(
        "SCRAM iterations", iterations, ScramCredential.MIN_ITERATIONS, Pbkdf2.MAX_ROUNDS);
  }

  ScramCredential serving(MaildropOwner owner) {
    return new ScramCredential(owner, hash, salt, iterations, storedKey, serverKey);
  }

  ScramHash hash() {
    return hash;
  }

  @Override
  public PasswordScheme scheme() {
    return switch (hash) {
      case SHA_1 -> PasswordScheme.SCRAM_SHA_1;
      case SHA_256 -> PasswordScheme.SCRAM_SHA_256;
      case SHA_512 -> PasswordScheme.SCRAM_SHA_512;
    };
  }

  @Override
  boolean matches(byte[] prepared) {
    byte[] salted = Pbkdf2.derive(hash, prepared, salt, iterations);
    boolean matching = MessageDigest.isEqual(storedKey, storedKey(hash, salted));
    Arrays.fill(salted, (byte) 0);
    return matching;
  }

  @Override
  String encoded() {
    Base64.Encoder base64 = Base64.getEncoder();
    return iterations
        + ","
        + base64.encodeToString(salt)
        + ","
        + base64.encodeToString(storedKey)
        + ","
        + base64.encodeToString(serverKey);
  }

  @Override
  String work() {
    return scheme() + " " + iterations;
  }

  @Override
  Credential decoy(SecureRandom random) {
    return new ScramVerifier(
        hash,
        iterations,
        randomOctets(random, SALT_OCTETS),
        randomOctets(random, hash.digestOctets()),
        randomOctets(random, hash.digestOctets()));
  }

  private static ScramHash hash(PasswordScheme scheme) {
    return switch (scheme) {
      case SCRAM_SHA_512 -> ScramHash.SHA_512;
      case SCRAM_SHA_256 -> ScramHash.SHA_256;
      case SCRAM_SHA_1 -> ScramHash.SHA_1;
      default -> throw new IllegalArgumentException("scheme: " + scheme + " (expected: SCRAM)");
    };
  }

  /** StoredKey = H(HMAC(SaltedPassword, "Client Key")). */
  private static byte[] storedKey(ScramHash hash, byte[] saltedPassword) {
    try {
      return MessageDigest.getInstance(hash.digestName())
          .digest(mac(hash, saltedPassword, "Client Key"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(hash.digestName() + ": not in this JVM", e);
    }
  }

  private static byte[] mac(ScramHash hash, byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(hash.macName());
      mac.init(new SecretKeySpec(key, hash.macName()));
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(hash.macName() + ": not in this JVM", e);
    }
  }
}
