package io.pop3.protocol.sasl;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of one SASL exchange: messages in, steps out. It never blocks; what only a user
 * directory can know it asks its host for.
 *
 * <pre>{@code
 * step = exchange.start(initialResponse);
 * // CHALLENGE:        send it; step = exchange.respond(the client's answer)
 * // VERIFY_PASSWORD…: ask the directory on a worker thread; step = request.accept(…) or reject()
 * // SUCCESS, FAILURE: the exchange is over
 * }</pre>
 *
 * <p>Any octets at all lead to a step; only a host that calls out of turn meets an exception. When
 * the client cancels with {@code *}, or the connection ends, the host closes the exchange. Any
 * thread may call, but one call must have happened before the next: the worker that asked the
 * directory either answers itself while nobody else calls, or hands its result back to the
 * connection's thread.
 *
 * @param <I> what the host knows an authenticated user by; passed through untouched
 */
public abstract sealed class SaslServerExchange<I> implements AutoCloseable
    permits AnonymousServer,
        BearerTokenServer,
        CramMd5Server,
        ExternalServer,
        LoginServer,
        PlainServer,
        ScramServer {

  /** The greatest length of a message: a line of the default limit (decision A-39), decoded. */
  public static final int MAX_MESSAGE_OCTETS = 49_152;

  private enum State {
    NEW,
    AWAITING_RESPONSE,
    AWAITING_ANSWER,
    ENDED
  }

  private final SaslMechanism mechanism;
  private State state = State.NEW;
  private @Nullable SaslServerRequest<I> pending;

  SaslServerExchange(SaslMechanism mechanism) {
    this.mechanism = mechanism;
  }

  /**
   * Opens an exchange. Whether the mechanism may be used on this connection at all the host has
   * decided before.
   *
   * @param mechanism the mechanism that the client asked for
   * @param options what the exchanges of this server have in common
   * @param connection the connection it runs on
   * @param <I> what the host knows an authenticated user by
   * @return an exchange that has not been started
   */
  public static <I> SaslServerExchange<I> open(
      SaslMechanism mechanism, SaslServerOptions options, SaslConnection connection) {
    return switch (mechanism) {
      case PLAIN -> new PlainServer<>();
      case LOGIN -> new LoginServer<>();
      case CRAM_MD5 -> new CramMd5Server<>(options.challenges().get());
      case OAUTHBEARER, XOAUTH2 -> new BearerTokenServer<>(mechanism, options);
      case EXTERNAL -> new ExternalServer<>();
      case ANONYMOUS -> new AnonymousServer<>();
      case SCRAM_SHA_1,
          SCRAM_SHA_256,
          SCRAM_SHA_512,
          SCRAM_SHA_1_PLUS,
          SCRAM_SHA_256_PLUS,
          SCRAM_SHA_512_PLUS ->
          new ScramServer<>(mechanism, options, connection);
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
   * Starts the exchange.
   *
   * @param initialResponse what came with AUTH, decoded; neither kept nor wiped
   * @return the first step
   * @throws IllegalStateException if it has been started before or closed
   */
  public final SaslServerStep<I> start(Optional<Secret> initialResponse) {
    leave(State.NEW);
    if (initialResponse.isEmpty()) {
      return enter(begin());
    }
    return enter(bounded(initialResponse.get(), this::beginWith));
  }

  /**
   * Goes on with the client's answer to a challenge.
   *
   * @param response the answer, decoded; neither kept nor wiped
   * @return the next step
   * @throws IllegalStateException if no challenge is open
   */
  public final SaslServerStep<I> respond(Secret response) {
    leave(State.AWAITING_RESPONSE);
    return enter(bounded(response, this::receive));
  }

  /** Goes on with an answer of the host. */
  final SaslServerStep<I> resume(
      SaslServerRequest<I> request, Supplier<SaslServerStep<I>> continuation) {
    if (pending != request) {
      throw new IllegalStateException("request: already answered, or its exchange is closed");
    }
    leave(State.AWAITING_ANSWER);
    return enter(continuation.get());
  }

  /** Ends the exchange and wipes what it holds. Idempotent. */
  @Override
  public final void close() {
    state = State.ENDED;
    pending = null;
    wipe();
  }

  /** The first step where AUTH had no initial response. */
  SaslServerStep<I> begin() {
    return new SaslServerStep.Challenge<>(new byte[0]);
  }

  /** The first step where AUTH had an initial response. */
  SaslServerStep<I> beginWith(byte[] initialResponse) {
    return receive(initialResponse);
  }

  /** The step that follows a message of the client. */
  abstract SaslServerStep<I> receive(byte[] message);

  /** Overwrites whatever is secret. */
  void wipe() {}

  /** Goes on as the user asked for, if the authenticated one is or may act as that user. */
  final SaslServerStep<I> authorize(
      I identity,
      UserName authenticated,
      Optional<UserName> requested,
      Function<I, SaslServerStep<I>> next) {
    if (requested.isEmpty() || requested.get().equals(authenticated)) {
      return next.apply(identity);
    }
    return new SaslServerRequest.Authorize<>(this, identity, requested.get(), next);
  }

  final SaslServerStep<I> fail(SaslFailure reason) {
    return new SaslServerStep.Failure<>(reason);
  }

  private SaslServerStep<I> bounded(Secret message, Function<byte[], SaslServerStep<I>> next) {
    if (message.length() > MAX_MESSAGE_OCTETS) {
      return fail(SaslFailure.MALFORMED);
    }
    byte[] octets = message.reveal();
    try {
      return next.apply(octets);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  private void leave(State expected) {
    if (state != expected) {
      throw new IllegalStateException("exchange: " + state + " (expected: " + expected + ")");
    }
    pending = null;
  }

  private SaslServerStep<I> enter(SaslServerStep<I> step) {
    if (step instanceof SaslServerStep.Challenge) {
      state = State.AWAITING_RESPONSE;
    } else if (step instanceof SaslServerRequest<I> request) {
      state = State.AWAITING_ANSWER;
      pending = request;
    } else {
      close();
    }
    return step;
  }

  /** Names mechanism and state alone. */
  @Override
  public final String toString() {
    return "SaslServerExchange[" + mechanism.mechanismName() + ", " + state + "]";
  }
}
