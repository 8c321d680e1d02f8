package io.pop3.protocol.sasl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Chooses the mechanism of a client's login, and the next one should it fail (5034-OUT-3). Each
 * mechanism is named once. Not safe for several threads.
 *
 * <p>Candidates are the mechanisms that the server offers, that fit the credentials, and that the
 * options allow, in the order of {@link SaslMechanism}:
 *
 * <ul>
 *   <li>none that needs TLS without TLS, none that sends a password without TLS unless that is
 *       allowed (4616-SEC-1, LOGIN-2, 7628-TLS-1);
 *   <li>no {@code -PLUS} mechanism without something to bind to, and none without it where the
 *       server offers it and the channel can be bound, or where binding is required (5802-CB-1,
 *       5802-CB-2);
 *   <li>LOGIN only where PLAIN is not offered (LOGIN-1);
 *   <li>none of a weaker class than one that has failed, unless that is allowed (decision A-36).
 * </ul>
 *
 * <p>A host that hears that the credentials are wrong, from the response code {@code [AUTH]}, does
 * better to ask its user than to send them by yet another mechanism.
 */
public final class SaslMechanismSelector {

  private final Deque<SaslMechanism> candidates = new ArrayDeque<>();

  /**
   * Finds the candidates.
   *
   * @param credentials what the client can prove its identity with
   * @param options what the client knows of its connection, and allows on it
   */
  public SaslMechanismSelector(SaslCredentials credentials, SaslClientOptions options) {
    for (SaslMechanism mechanism : SaslMechanism.values()) {
      if (options.offered().contains(mechanism)
          && credentials.fits(mechanism)
          && isProtected(mechanism, options)
          && isBoundAsItShould(mechanism, options)
          && !isSuperseded(mechanism, options)
          && isStrongEnough(mechanism, options)) {
        candidates.add(mechanism);
      }
    }
  }

  /**
   * The mechanism to try, or to try next after the one named before has failed.
   *
   * @return the mechanism; nothing if none is left that would do
   */
  public Optional<SaslMechanism> next() {
    return Optional.ofNullable(candidates.poll());
  }

  private static boolean isProtected(SaslMechanism mechanism, SaslClientOptions options) {
    if (options.tls()) {
      return true;
    }
    return !mechanism.needsTls() && (!mechanism.isPlaintext() || options.plaintextAllowed());
  }

  private static boolean isBoundAsItShould(SaslMechanism mechanism, SaslClientOptions options) {
    boolean able = !options.bindings().isEmpty();
    if (mechanism.bindsChannel()) {
      return able;
    }
    boolean offered = mechanism.boundForm().filter(options.offered()::contains).isPresent();
    return !options.channelBindingRequired() && !(able && offered);
  }

  private static boolean isSuperseded(SaslMechanism mechanism, SaslClientOptions options) {
    return mechanism == SaslMechanism.LOGIN && options.offered().contains(SaslMechanism.PLAIN);
  }

  /** The first candidate is the strongest, so that its class is the one to keep to. */
  private boolean isStrongEnough(SaslMechanism mechanism, SaslClientOptions options) {
    SaslMechanism strongest = candidates.peek();
    return strongest == null
        || options.weakerAllowed()
        || mechanism.strength().compareTo(strongest.strength()) >= 0;
  }
}
