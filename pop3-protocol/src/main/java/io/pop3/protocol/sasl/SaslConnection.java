package io.pop3.protocol.sasl;

import java.util.Set;

/**
 * What a server's exchange must know of the connection it runs on. Immutable.
 *
 * @param advertised the mechanisms that this connection shows in CAPA now; a client that says the
 *     server offered no channel binding is believed only if it did not (5802-CB-3)
 * @param bindings what logins of this connection can be bound to
 */
public record SaslConnection(Set<SaslMechanism> advertised, ChannelBindings bindings) {

  /** Copies the set. */
  public SaslConnection {
    advertised = Set.copyOf(advertised);
  }
}
