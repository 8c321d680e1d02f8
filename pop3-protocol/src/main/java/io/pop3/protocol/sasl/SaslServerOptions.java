package io.pop3.protocol.sasl;

import io.pop3.protocol.model.ApopTimestamp;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What the exchanges of a server have in common. Immutable; as safe for several threads as its
 * random source and its challenges are.
 *
 * @param random where nonces come from
 * @param challenges gives a fresh challenge for each CRAM-MD5 exchange (2195-CHAL-1), for example
 *     {@link io.pop3.protocol.digest.FreshTimestamp}
 * @param decoy invents SCRAM keys for unknown names
 * @param channelBindingRequired whether SCRAM fails unless the client binds the channel
 *     (5802-CB-5); a server that demands this should advertise the {@code -PLUS} mechanisms alone
 *     (5802-NAME-2)
 * @param host the host name under which clients know the service; where OAUTHBEARER names another
 *     one, it fails (7628-VAL-1)
 * @param port the port of the service, checked likewise
 */
public record SaslServerOptions(
    SecureRandom random,
    Supplier<ApopTimestamp> challenges,
    ScramDecoy decoy,
    boolean channelBindingRequired,
    Optional<String> host,
    OptionalInt port) {

  /**
   * Options that demand neither channel binding nor any host and port.
   *
   * @param random where nonces come from
   * @param challenges gives a fresh challenge for each CRAM-MD5 exchange
   * @param decoy invents SCRAM keys for unknown names
   * @return the options
   */
  public static SaslServerOptions of(
      SecureRandom random, Supplier<ApopTimestamp> challenges, ScramDecoy decoy) {
    return new SaslServerOptions(
        random, challenges, decoy, false, Optional.empty(), OptionalInt.empty());
  }

  /**
   * The same, but SCRAM fails unless the client binds the channel.
   *
   * @return other options
   */
  public SaslServerOptions requiringChannelBinding() {
    return new SaslServerOptions(random, challenges, decoy, true, host, port);
  }

  /**
   * The same, but checking the host and port that OAUTHBEARER names.
   *
   * @param serviceHost the host name under which clients know the service
   * @param servicePort the port of the service
   * @return other options
   */
  public SaslServerOptions servedAt(String serviceHost, int servicePort) {
    return new SaslServerOptions(
        random,
        challenges,
        decoy,
        channelBindingRequired,
        Optional.of(serviceHost),
        OptionalInt.of(servicePort));
  }
}
