package io.pop3.protocol.digest;

import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The digest of the APOP command: MD5 over the timestamp with its angle brackets, then the secret
 * (RFC 1939 section 7, 1939-APOP-3). Stateless; safe for several threads.
 */
public final class ApopDigest {

  private ApopDigest() {}

  /**
   * Computes the digest that a client sends.
   *
   * @param timestamp the timestamp of the greeting
   * @param secret what client and server share; not wiped
   * @return 32 lower-case hexadecimal digits; whoever sees them can try passwords against them
   * @throws IllegalStateException if the secret has been wiped
   */
  public static String of(ApopTimestamp timestamp, Secret secret) {
    byte[] octets = secret.reveal();
    try {
      return Md5.hash(timestamp.value().getBytes(StandardCharsets.US_ASCII), octets);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  /**
   * Checks a digest that a client sent, in constant time and in any case of its digits (decision
   *
   *
   * @param given what the client sent
   * @param timestamp the timestamp of the greeting of this very connection
   * @param secret what client and server share; not wiped
   * @return whether the client knows the secret
   * @throws IllegalStateException if the secret has been wiped
   */
  public static boolean matches(String given, ApopTimestamp timestamp, Secret secret) {
    return Md5.matches(of(timestamp, secret), given);
  }
}
