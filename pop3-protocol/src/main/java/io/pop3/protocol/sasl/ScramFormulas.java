package io.pop3.protocol.sasl;

import io.pop3.protocol.model.ScramHash;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The formulas of RFC 5802 section 3 (5802-ALG-1).
 *
 * <pre>
 *   SaltedPassword  = Hi(password, salt, i)
 *   ClientKey       = HMAC(SaltedPassword, "Client Key")
 *   StoredKey       = H(ClientKey)
 *   ServerKey       = HMAC(SaltedPassword, "Server Key")
 *   ClientSignature = HMAC(StoredKey, AuthMessage)
 *   ClientProof     = ClientKey XOR ClientSignature
 *   ServerSignature = HMAC(ServerKey, AuthMessage)
 * </pre>
 */
final class ScramFormulas {

  private static final byte[] CLIENT_KEY = "Client Key".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SERVER_KEY = "Server Key".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FIRST_BLOCK = {0, 0, 0, 1};

  private final ScramHash hash;

  ScramFormulas(ScramHash hash) {
    this.hash = hash;
  }

  byte[] saltedPassword(byte[] password, byte[] salt, int iterations) {
    Mac mac = mac(password);
    mac.update(salt);
    byte[] last = mac.doFinal(FIRST_BLOCK);
    byte[] sum = last.clone();
    for (int i = 1; i < iterations; i++) {
      mac.update(last);
      overwrite(mac, last);
      for (int k = 0; k < sum.length; k++) {
        sum[k] ^= last[k];
      }
    }
    Arrays.fill(last, (byte) 0);
    return sum;
  }

  byte[] clientKey(byte[] saltedPassword) {
    return mac(saltedPassword).doFinal(CLIENT_KEY);
  }

  byte[] serverKey(byte[] saltedPassword) {
    return mac(saltedPassword).doFinal(SERVER_KEY);
  }

  byte[] storedKey(byte[] clientKey) {
    try {
      return MessageDigest.getInstance(hash.digestName()).digest(clientKey);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(hash.digestName() + ": not available in this JVM", e);
    }
  }

  byte[] signature(byte[] key, byte[] authMessage) {
    return mac(key).doFinal(authMessage);
  }

  static byte[] xor(byte[] first, byte[] second) {
    byte[] result = first.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] ^= second[i];
    }
    return result;
  }

  private Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(hash.macName());
      mac.init(new SecretKeySpec(key, hash.macName()));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(hash.macName() + ": not available in this JVM", e);
    }
  }

  private static void overwrite(Mac mac, byte[] target) {
    try {
      mac.doFinal(target, 0);
    } catch (javax.crypto.ShortBufferException e) {
      throw new IllegalStateException("digest: longer than announced", e);
    }
  }
}
