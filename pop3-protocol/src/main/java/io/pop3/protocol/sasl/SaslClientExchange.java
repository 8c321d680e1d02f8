package io.pop3.protocol.sasl;

import io.pop3.protocol.model.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one SASL exchange: challenges in, responses out.
 *
 * <pre>{@code
 * first = exchange.initialResponse();      // goes with AUTH, if there is one
 * // on a challenge:   step = exchange.respond(challenge): send it, or cancel
 * // on +OK:           fault = exchange.conclude(): a login only if there is none
 * // on -ERR:          exchange.tokenError() may say why
 * }</pre>
 *
 * <p>Any octets at all lead to a step. A challenge that can't be decoded the host answers with
 * {@code *} by itself (5034-B64-2). SCRAM computes for as long as the server's iteration count
 * demands, within the bounds of the options: not for an event loop. Not safe for several threads.
 */
public abstract sealed class SaslClientExchange implements AutoCloseable
    permits BearerTokenClient, CramMd5Client, LoginClient, ScramClient, SingleMessageClient {

  private enum State {
    NEW,
    FIRST_OWED,
    OPEN,
    CANCELLED,
    CLOSED
  }

  private final SaslMechanism mechanism;
  private final boolean initialResponses;
  private State state = State.NEW;
  private @Nullable SaslClientFault fault;

  SaslClientExchange(SaslMechanism mechanism, SaslClientOptions options) {
    this.mechanism = mechanism;
    this.initialResponses = options.initialResponses();
  }

  /**
   * Opens an exchange. Which mechanism is wise {@link SaslMechanismSelector} says.
   *
   * @param mechanism the mechanism
   * @param credentials what to prove the client's identity with; the secret is copied
   * @param options what the exchange must know of its connection
   * @return an exchange that has sent nothing
   * @throws IllegalArgumentException if the credentials don't fit the mechanism, if it binds the
   *     channel where there is nothing to bind to, or if it does not where the options demand it or
   *     both sides could (5802-CB-1, 5802-CB-2)
   */
  public static SaslClientExchange open(
      SaslMechanism mechanism, SaslCredentials credentials, SaslClientOptions options) {
    if (!credentials.fits(mechanism)) {
      throw new IllegalArgumentException(
          "mechanism: " + mechanism.mechanismName() + " (expected: one for these credentials)");
    }
    checkBinding(mechanism, options);
    if (credentials instanceof SaslCredentials.Password password) {
      return open(mechanism, password, options);
    }
    if (credentials instanceof SaslCredentials.Token token) {
      return new BearerTokenClient(mechanism, token, options);
    }
    if (credentials instanceof SaslCredentials.Anonymous anonymous) {
      return SingleMessageClient.anonymous(anonymous, options);
    }
    return SingleMessageClient.external(credentials, options);
  }

  /** 5802-CB-1, 5802-CB-2. */
  private static void checkBinding(SaslMechanism mechanism, SaslClientOptions options) {
    boolean able = !options.bindings().isEmpty();
    boolean offered = mechanism.boundForm().filter(options.offered()::contains).isPresent();
    if (mechanism.bindsChannel() && !able) {
      throw new IllegalArgumentException(
          mechanism.mechanismName() + ": nothing to bind to (expected: a channel binding)");
    }
    if (!mechanism.bindsChannel() && (options.channelBindingRequired() || (able && offered))) {
      throw new IllegalArgumentException(
          mechanism.mechanismName() + ": binds no channel (expected: a -PLUS mechanism)");
    }
  }

  private static SaslClientExchange open(
      SaslMechanism mechanism, SaslCredentials.Password credentials, SaslClientOptions options) {
    return switch (mechanism) {
      case PLAIN -> SingleMessageClient.plain(credentials, options);
      case LOGIN -> new LoginClient(credentials, options);
      case CRAM_MD5 -> new CramMd5Client(credentials, options);
      default -> new ScramClient(mechanism, credentials, options);
    };
  }

  /**
   * The mechanism of this exchange.
   *
   * @return the mechanism
   */
  public final SaslMechanism mechanism() {
    return mechanism;
  }

  /**
   * Begins the exchange.
   *
   * @return what to send together with AUTH, to be wiped by the host when it is sent; nothing if
   *     the server speaks first, if the line would be too long (5034-IR-1), or if the options
   *     forbid it: then AUTH goes alone, and an empty challenge draws the first message
   * @throws IllegalStateException if it has been begun before or closed
   */
  public final Optional<Secret> initialResponse() {
    if (state != State.NEW) {
      throw new IllegalStateException("exchange: " + state + " (expected: NEW)");
    }
    if (!mechanism.isClientFirst()) {
      state = State.OPEN;
      return Optional.empty();
    }
    if (!initialResponses || !mechanism.fitsCommandLine(firstLength())) {
      state = State.FIRST_OWED;
      return Optional.empty();
    }
    state = State.OPEN;
    return Optional.of(first());
  }

  /**
   * Answers a challenge.
   *
   * @param challenge the challenge, decoded; neither kept nor wiped
   * @return the answer
   * @throws IllegalStateException if the exchange has not been begun, has been cancelled or closed
   */
  public final SaslClientStep respond(Secret challenge) {
    if (state != State.OPEN && state != State.FIRST_OWED) {
      throw new IllegalStateException("exchange: " + state + " (expected: OPEN)");
    }
    SaslClientStep step = answer(challenge);
    if (step instanceof SaslClientStep.Cancel cancel) {
      state = State.CANCELLED;
      fault = cancel.fault();
      wipe();
    }
    return step;
  }

  private SaslClientStep answer(Secret challenge) {
    if (challenge.length() > SaslServerExchange.MAX_MESSAGE_OCTETS) {
      return cancel(SaslClientFault.MALFORMED_CHALLENGE);
    }
    if (state == State.OPEN) {
      return receive(challenge.reveal());
    }
    state = State.OPEN;
    return challenge.length() == 0
        ? new SaslClientStep.Response(first())
        : cancel(SaslClientFault.UNEXPECTED_CHALLENGE);
  }

  /**
   * Judges a positive reply. Whatever the server says, there is no login unless the mechanism came
   * to its end (5802-S2-1).
   *
   * @return nothing if the login counts; else why it does not, and the host closes the connection
   */
  public final Optional<SaslClientFault> conclude() {
    if (fault != null) {
      return Optional.of(fault);
    }
    return state == State.OPEN && isComplete()
        ? Optional.empty()
        : Optional.of(faultOfPrematureSuccess());
  }

  /**
   * Why the server refused a token, if it said so.
   *
   * @return the reason; a named scope is the one to request the next token for (7628-CLI-2)
   */
  public Optional<BearerTokenError> tokenError() {
    return Optional.empty();
  }

  /** Wipes what the exchange holds. Idempotent. */
  @Override
  public final void close() {
    state = State.CLOSED;
    wipe();
  }

  /** The length of the first message, where the client speaks first. */
  int firstLength() {
    return 0;
  }

  /** The first message, where the client speaks first. */
  Secret first() {
    throw new IllegalStateException(mechanism.mechanismName() + ": the server speaks first");
  }

  /** The answer to a challenge after the first message. */
  abstract SaslClientStep receive(byte[] challenge);

  /** Tells whether nothing is left to say. */
  abstract boolean isComplete();

  /** Overwrites whatever is secret. */
  abstract void wipe();

  SaslClientFault faultOfPrematureSuccess() {
    return SaslClientFault.PREMATURE_SUCCESS;
  }

  static SaslClientStep cancel(SaslClientFault reason) {
    return new SaslClientStep.Cancel(reason);
  }

  /** Names mechanism and state alone. */
  @Override
  public final String toString() {
    return "SaslClientExchange[" + mechanism.mechanismName() + ", " + state + "]";
  }
}
