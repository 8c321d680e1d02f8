package io.pop3.server.internal.authentication;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.ScramDecoy;
import io.pop3.protocol.sasl.ScramKeys;
import java.util.function.UnaryOperator;

/**
 * What SCRAM verifiers of real users look like, so that invented ones look the same. Safe
 * for several threads.
 */
final class ScramLook {

  private static final int MAX_INVENTED_SALT_OCTETS = 64;

  private final Secret key;
  private final UnaryOperator<UserName> canonicalName;
  private volatile ScramDecoy decoy;
  private volatile int saltOctets = ScramKeys.DEFAULT_SALT_OCTETS;
  private volatile int iterations = ScramKeys.DEFAULT_ITERATIONS;

  /**
   * A look that nothing is known of yet.
   *
   * @param canonicalName what stands for all spellings of a name
   */
  ScramLook(Secret key, UnaryOperator<UserName> canonicalName) {
    this.key = key;
    this.canonicalName = canonicalName;
    this.decoy = newDecoy(saltOctets, iterations);
  }

  private ScramDecoy newDecoy(int octets, int count) {
    return ScramDecoy.of(key, octets, count).forSpellings(canonicalName);
  }

  /** Notes the look of a real one. */
  void note(int realSaltOctets, int realIterations) {
    if (realSaltOctets != saltOctets || realIterations != iterations) {
      int octets = Math.min(realSaltOctets, MAX_INVENTED_SALT_OCTETS);
      decoy = newDecoy(octets, realIterations);
      saltOctets = realSaltOctets;
      iterations = realIterations;
    }
  }

  ScramDecoy decoy() {
    return decoy;
  }
}
