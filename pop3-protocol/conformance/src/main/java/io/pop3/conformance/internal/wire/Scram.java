package io.pop3.conformance.internal.wire;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The arithmetic of a SCRAM client (RFC 5802 section 3), apart from the one that servers of this
 * house use.
 */
public final class Scram {

  private final String hash;
  private final String macName;

  private Scram(String hash) {
    this.hash = hash;
    this.macName = "Hmac" + hash.replace("-", "");
  }

  /**
   * The arithmetic of a mechanism.
   *
   * @param mechanism such as {@code SCRAM-SHA-256} or {@code SCRAM-SHA-256-PLUS}
   */
  public static Scram of(String mechanism) {
    String bare = mechanism.replace("-PLUS", "");
    return new Scram(bare.substring("SCRAM-".length()));
  }

  /**
   * What a client proves and what it may ask the server to prove.
   *
   * @param proof the client's proof in base64
   * @param signature the server's signature in base64
   */
  public record Proof(String proof, String signature) {}

  /**
   * Computes both proofs.
   *
   * @param password the password's octets
   * @param salt the salt's octets
   * @param iterations how often to hash
   * @param authMessage the three messages without the proof
   */
  public Proof prove(byte[] password, byte[] salt, int iterations, String authMessage) {
    byte[] salted = saltedPassword(password, salt, iterations);
    byte[] message = Octets.bytes(authMessage);
    byte[] clientKey = mac(salted, Octets.bytes("Client Key"));
    byte[] proof = mac(digest(clientKey), message);
    for (int i = 0; i < proof.length; i++) {
      proof[i] ^= clientKey[i];
    }
    byte[] signature = mac(mac(salted, Octets.bytes("Server Key")), message);
    Base64.Encoder base64 = Base64.getEncoder();
    return new Proof(base64.encodeToString(proof), base64.encodeToString(signature));
  }

  private byte[] saltedPassword(byte[] password, byte[] salt, int iterations) {
    byte[] first = Arrays.copyOf(salt, salt.length + 4);
    first[first.length - 1] = 1;
    try {
      Mac mac = Mac.getInstance(macName);
      mac.init(new SecretKeySpec(password, macName));
      byte[] block = mac.doFinal(first);
      byte[] sum = block.clone();
      for (int i = 1; i < iterations; i++) {
        block = mac.doFinal(block);
        for (int k = 0; k < sum.length; k++) {
          sum[k] ^= block[k];
        }
      }
      return sum;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC: " + macName + " (expected: one the platform has)", e);
    }
  }

  private byte[] mac(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance(macName);
      mac.init(new SecretKeySpec(key, macName));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC: " + macName + " (expected: one the platform has)", e);
    }
  }

  private byte[] digest(byte[] data) {
    try {
      return MessageDigest.getInstance(hash).digest(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("hash: " + hash + " (expected: one the platform has)", e);
    }
  }
}
