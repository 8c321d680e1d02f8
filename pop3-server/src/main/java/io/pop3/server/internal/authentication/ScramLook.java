package io.pop3.server.internal.authentication;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.sasl.ScramDecoy;
import io.pop3.protocol.sasl.ScramKeys;

/**
 * What SCRAM verifiers of real users look like, so that invented ones look the same. Safe
 * for several threads.
 */
final class ScramLook {

  private static final int MAX_INVENTED_SALT_OCTETS = 64;

  private final Secret key;
  private volatile ScramDecoy decoy;
  private volatile int saltOctets = ScramKeys.DEFAULT_SALT_OCTETS;
  private volatile int iterations = ScramKeys.DEFAULT_ITERATIONS;

  ScramLook(Secret key) {
    this.key = key;
    this.decoy = ScramDecoy.of(key, saltOctets, iterations);
  }

  /** Notes the look of a real one. */
  void note(int realSaltOctets, int realIterations) {
    if (realSaltOctets != saltOctets || realIterations != iterations) {
      int octets = Math.min(realSaltOctets, MAX_INVENTED_SALT_OCTETS);
      decoy = ScramDecoy.of(key, octets, realIterations);
      saltOctets = realSaltOctets;
      iterations = realIterations;
    }
  }

  ScramDecoy decoy() {
    return decoy;
  }
}
