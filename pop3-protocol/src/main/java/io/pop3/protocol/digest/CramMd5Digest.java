package io.pop3.protocol.digest;

import io.pop3.protocol.model.Secret;
import java.util.Arrays;

/**
 * The digest of the SASL mechanism CRAM-MD5: HMAC-MD5 over the challenge, keyed with the secret
 * (RFC 2195 section 2, 2195-RESP-1). Stateless; safe for several threads.
 */
public final class CramMd5Digest {

  private CramMd5Digest() {}

  /**
   * Computes the digest that a client sends.
   *
   * @param challenge the octets of the server's challenge, angle brackets included
   * @param secret what client and server share, of any length; not wiped
   * @return 32 lower-case hexadecimal digits; whoever sees them can try passwords against them
   * @throws IllegalStateException if the secret has been wiped
   */
  public static String of(byte[] challenge, Secret secret) {
    byte[] octets = secret.reveal();
    try {
      return Md5.hmac(octets, challenge);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  /**
   * Checks a digest that a client sent, in constant time and in any case of its digits.
   *
   * @param given what the client sent
   * @param challenge the octets of the challenge of this very exchange
   * @param secret what client and server share; not wiped
   * @return whether the client knows the secret
   * @throws IllegalStateException if the secret has been wiped
   */
  public static boolean matches(String given, byte[] challenge, Secret secret) {
    return Md5.matches(of(challenge, secret), given);
  }
}
