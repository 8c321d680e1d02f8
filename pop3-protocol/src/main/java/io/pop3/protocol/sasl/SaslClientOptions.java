package io.pop3.protocol.sasl;

import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a client's exchanges must know of their connection, and what the client allows on it.
 * Immutable; made with {@link #on}.
 */
public final class SaslClientOptions {

  /** The highest iteration count accepted by default (decision A-44). */
  public static final int DEFAULT_MAX_ITERATIONS = 10_000_000;

  private final SecureRandom random;
  private final Set<SaslMechanism> offered;
  private final boolean tls;
  private final ChannelBindings bindings;
  private final boolean channelBindingRequired;
  private final boolean plaintextAllowed;
  private final boolean weakerAllowed;
  private final int minIterations;
  private final int maxIterations;
  private final boolean initialResponses;
  private final Optional<String> host;
  private final OptionalInt port;

  private SaslClientOptions(Builder builder) {
    this.random = builder.random;
    this.offered = Set.copyOf(builder.offered);
    this.tls = builder.tls;
    this.bindings = builder.bindings;
    this.channelBindingRequired = builder.channelBindingRequired;
    this.plaintextAllowed = builder.plaintextAllowed;
    this.weakerAllowed = builder.weakerAllowed;
    this.minIterations = builder.minIterations;
    this.maxIterations = builder.maxIterations;
    this.initialResponses = builder.initialResponses;
    this.host = builder.host;
    this.port = builder.port;
  }

  /**
   * Begins with the strictest options for a connection.
   *
   * @param random where nonces come from
   * @param offered the mechanisms that CAPA showed on this connection, as it is protected now
   * @param tls whether the connection is protected by TLS and the server's certificate has been
   *     verified (5034-MTI-4)
   * @return a builder: no channel bindings, no plaintext without TLS, no weaker class after a
   *     failure, {@value ScramKeys#MIN_ITERATIONS} to {@value #DEFAULT_MAX_ITERATIONS} iterations,
   *     initial responses wherever they fit
   */
  public static Builder on(SecureRandom random, Set<SaslMechanism> offered, boolean tls) {
    return new Builder(random, offered, tls);
  }

  SecureRandom random() {
    return random;
  }

  Set<SaslMechanism> offered() {
    return offered;
  }

  boolean tls() {
    return tls;
  }

  ChannelBindings bindings() {
    return bindings;
  }

  boolean channelBindingRequired() {
    return channelBindingRequired;
  }

  boolean plaintextAllowed() {
    return plaintextAllowed;
  }

  boolean weakerAllowed() {
    return weakerAllowed;
  }

  int minIterations() {
    return minIterations;
  }

  int maxIterations() {
    return maxIterations;
  }

  boolean initialResponses() {
    return initialResponses;
  }

  Optional<String> host() {
    return host;
  }

  OptionalInt port() {
    return port;
  }

  /** Collects options. */
  public static final class Builder {
    private final SecureRandom random;
    private final Set<SaslMechanism> offered;
    private final boolean tls;
    private ChannelBindings bindings = ChannelBindings.NONE;
    private boolean channelBindingRequired;
    private boolean plaintextAllowed;
    private boolean weakerAllowed;
    private int minIterations = ScramKeys.MIN_ITERATIONS;
    private int maxIterations = DEFAULT_MAX_ITERATIONS;
    private boolean initialResponses = true;
    private Optional<String> host = Optional.empty();
    private OptionalInt port = OptionalInt.empty();

    private Builder(SecureRandom random, Set<SaslMechanism> offered, boolean tls) {
      this.random = random;
      this.offered = EnumSet.noneOf(SaslMechanism.class);
      this.offered.addAll(offered);
      this.tls = tls;
    }

    /**
     * Binds SCRAM to the channel where the server can (5802-CB-1).
     *
     * @param channelBindings what this connection can be bound to
     * @return this
     */
    public Builder bindings(ChannelBindings channelBindings) {
      bindings = channelBindings;
      return this;
    }

    /**
     * Uses no mechanism that does not bind the channel (5802-CB-2).
     *
     * @return this
     */
    public Builder requireChannelBinding() {
      channelBindingRequired = true;
      return this;
    }

    /**
     * Sends passwords without TLS too, for everybody on the way to read. Tokens never are
     * (7628-TLS-1).
     *
     * @return this
     */
    public Builder allowPlaintextWithoutTls() {
      plaintextAllowed = true;
      return this;
    }

    /**
     * Tries mechanisms of a weaker {@linkplain SaslMechanism.Strength class} when one has failed
     * (decision A-36): whoever makes the strong ones fail then gets the password.
     *
     * @return this
     */
    public Builder allowWeakerAfterFailure() {
      weakerAllowed = true;
      return this;
    }

    /**
     * Sets which iteration counts of SCRAM are accepted: a low one makes the password cheap to
     * guess, a high one keeps this client busy (5802-S1-3).
     *
     * @param least the least count, 1 or more
     * @param most the highest count, not below the least
     * @return this
     * @throws IllegalArgumentException if the bounds are out of their range
     */
    public Builder iterations(int least, int most) {
      if (least < 1 || most < least) {
        throw new IllegalArgumentException(
            "iterations: " + least + " to " + most + " (expected: ascending bounds from 1)");
      }
      minIterations = least;
      maxIterations = most;
      return this;
    }

    /**
     * Never sends an initial response together with AUTH but waits for the empty challenge: the
     * two-line form that some servers demand for XOAUTH2, and the only safe one where the server
     * told no capabilities (5034-CAPA-5).
     *
     * @return this
     */
    public Builder withoutInitialResponses() {
      initialResponses = false;
      return this;
    }

    /**
     * Names the service in OAUTHBEARER (7628-MSG-5).
     *
     * @param name the host name connected to
     * @param number the port connected to, 1 to 65535
     * @return this
     * @throws IllegalArgumentException if the name has characters that the mechanism can't send, or
     *     the port is out of its range
     */
    public Builder service(String name, int number) {
      if (name.isEmpty() || !name.chars().allMatch(c -> c >= 0x21 && c <= 0x7E)) {
        throw new IllegalArgumentException("host: not a host name (expected: printable ASCII)");
      }
      if (number < 1 || number > 65_535) {
        throw new IllegalArgumentException("port: " + number + " (expected: 1 to 65535)");
      }
      host = Optional.of(name);
      port = OptionalInt.of(number);
      return this;
    }

    /**
     * Takes what has been set.
     *
     * @return the options
     */
    public SaslClientOptions build() {
      return new SaslClientOptions(this);
    }
  }
}
