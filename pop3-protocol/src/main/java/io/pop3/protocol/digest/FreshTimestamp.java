package io.pop3.protocol.digest;

import io.pop3.protocol.model.ApopTimestamp;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * Makes the timestamps that APOP greetings and CRAM-MD5 challenges carry: 128 random bits, the time
 * and the host's name, so that none ever comes twice (1939-APOP-2, 2195-CHAL-1, decision A-49).
 * Stateless; as safe for several threads as its random source is.
 */
public final class FreshTimestamp {

  private static final int RANDOM_BITS = 128;

  private FreshTimestamp() {}

  /**
   * Makes a timestamp of digits, a dot, an at-sign and the host's name: deployed clients refuse
   * odder ones.
   *
   * @param random where the random bits come from
   * @param now the time, kept in milliseconds
   * @param hostName the full name of this host, or an address in square brackets
   * @return a timestamp
   * @throws IllegalArgumentException if {@code hostName} can't stand in a message id
   */
  public static ApopTimestamp of(SecureRandom random, Instant now, String hostName) {
    return new ApopTimestamp(
        "<"
            + new BigInteger(RANDOM_BITS, random)
            + "."
            + now.toEpochMilli()
            + "@"
            + hostName
            + ">");
  }
}
