package io.pop3.spi.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.spi.authentication.ScramCredential;
import io.pop3.spi.maildrop.MaildropOwner;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key derivation of SCRAM (RFC 5802 section 3), written out formula by formula. The password is
 * taken as it is: preparing it (SASLprep) is up to the caller.
 */
final class ScramFormulas {

  private ScramFormulas() {}

  static ScramCredential credential(
      MaildropOwner owner, ScramHash hash, Secret password, byte[] salt, int iterations) {
    byte[] saltedPassword = saltedPassword(hash, password, salt, iterations);
    byte[] clientKey = hmac(hash, saltedPassword, ascii("Client Key"));
    byte[] serverKey = hmac(hash, saltedPassword, ascii("Server Key"));
    ScramCredential credential =
        new ScramCredential(owner, hash, salt, iterations, digest(hash, clientKey), serverKey);
    Arrays.fill(saltedPassword, (byte) 0);
    Arrays.fill(clientKey, (byte) 0);
    Arrays.fill(serverKey, (byte) 0);
    return credential;
  }

  /** SaltedPassword := Hi(Normalize(password), salt, i). */
  private static byte[] saltedPassword(
      ScramHash hash, Secret password, byte[] salt, int iterations) {
    byte[] key = password.reveal();
    try {
      Mac mac = mac(hash, key);
      byte[] block = mac.doFinal(ByteBuffer.allocate(salt.length + 4).put(salt).putInt(1).array());
      byte[] result = block.clone();
      for (int i = 1; i < iterations; i++) {
        block = mac.doFinal(block);
        for (int j = 0; j < result.length; j++) {
          result[j] ^= block[j];
        }
      }
      return result;
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  static byte[] hmac(ScramHash hash, byte[] key, byte[] message) {
    return mac(hash, key).doFinal(message);
  }

  static byte[] digest(ScramHash hash, byte[] message) {
    try {
      return MessageDigest.getInstance(hash.digestName()).digest(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(hash.digestName() + ": missing in this JVM", e);
    }
  }

  private static Mac mac(ScramHash hash, byte[] key) {
    try {
      Mac mac = Mac.getInstance(hash.macName());
      mac.init(new SecretKeySpec(key, hash.macName()));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(hash.macName() + ": missing in this JVM", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
