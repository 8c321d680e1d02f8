package io.pop3.protocol.sasl;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A question that only the host's user directory can answer. The host asks it wherever it may
 * block, returns to the thread that drives the exchange, and calls one of the answering methods,
 * once; the exchange then goes on.
 *
 * <p>Where the directory itself is in trouble there is no answer: the host closes the exchange and
 * tells the client so in its own words.
 *
 * <p>Answering throws {@link IllegalStateException} if the request has been answered before or the
 * exchange has been closed.
 *
 * @param <I> what the host knows an authenticated user by
 */
public abstract sealed class SaslServerRequest<I> implements SaslServerStep<I> {

  private final SaslServerExchange<I> exchange;
  private final Kind kind;
  private final Supplier<SaslServerStep<I>> ifRejected;

  private SaslServerRequest(
      SaslServerExchange<I> exchange, Kind kind, Supplier<SaslServerStep<I>> ifRejected) {
    this.exchange = exchange;
    this.kind = kind;
    this.ifRejected = ifRejected;
  }

  @Override
  public final Kind kind() {
    return kind;
  }

  /**
   * Answers no: the user is unknown, the credential is wrong, or the user may not.
   *
   * @return the next step
   */
  public final SaslServerStep<I> reject() {
    return answer(ifRejected);
  }

  final SaslServerStep<I> answer(Supplier<SaslServerStep<I>> continuation) {
    return exchange.resume(this, continuation);
  }

  /** Names the kind alone. */
  @Override
  public final String toString() {
    return "SaslServerRequest[" + kind + "]";
  }

  /**
   * A question answered by yes or no.
   *
   * @param <I> what the host knows an authenticated user by
   */
  public abstract static sealed class Decision<I> extends SaslServerRequest<I> {
    private final Function<I, SaslServerStep<I>> ifAccepted;

    private Decision(
        SaslServerExchange<I> exchange,
        Kind kind,
        Function<I, SaslServerStep<I>> ifAccepted,
        Supplier<SaslServerStep<I>> ifRejected) {
      super(exchange, kind, ifRejected);
      this.ifAccepted = ifAccepted;
    }

    /**
     * Answers yes.
     *
     * @param identity who the client is; comes back in {@link SaslServerStep.Success}
     * @return the next step
     */
    public final SaslServerStep<I> accept(I identity) {
      return answer(() -> ifAccepted.apply(identity));
    }
  }

  /**
   * Is this the user's password? From PLAIN and LOGIN.
   *
   * @param <I> what the host knows an authenticated user by
   */
  public static final class VerifyPassword<I> extends Decision<I> {
    private final UserName name;
    private final Secret password;

    VerifyPassword(
        SaslServerExchange<I> exchange,
        UserName name,
        Secret password,
        Function<I, SaslServerStep<I>> ifAccepted) {
      super(
          exchange,
          Kind.VERIFY_PASSWORD,
          ifAccepted,
          () -> new Failure<>(SaslFailure.WRONG_CREDENTIAL));
      this.name = name;
      this.password = password;
    }

    /**
     * Whom the client claims to be.
     *
     * @return the name, prepared by {@link SaslPrep}
     */
    public UserName name() {
      return name;
    }

    /**
     * The password.
     *
     * @return the password, prepared by {@link SaslPrep}; it belongs to the host, who wipes it when
     *     it has been checked or is not going to be
     */
    public Secret password() {
      return password;
    }
  }

  /**
   * Which SCRAM keys does the user have? {@link #reject()} says none, and the exchange plays on to
   * its end (decision A-44).
   *
   * @param <I> what the host knows an authenticated user by
   */
  public static final class FindScramKeys<I> extends SaslServerRequest<I> {
    private final UserName name;
    private final ScramHash hash;
    private final BiFunction<I, ScramKeys, SaslServerStep<I>> ifFound;

    FindScramKeys(
        SaslServerExchange<I> exchange,
        UserName name,
        ScramHash hash,
        BiFunction<I, ScramKeys, SaslServerStep<I>> ifFound,
        Supplier<SaslServerStep<I>> ifUnknown) {
      super(exchange, Kind.FIND_SCRAM_KEYS, ifUnknown);
      this.name = name;
      this.hash = hash;
      this.ifFound = ifFound;
    }

    /**
     * Whom the client claims to be.
     *
     * @return the name, prepared by {@link SaslPrep}
     */
    public UserName name() {
      return name;
    }

    /**
     * The hash function of the mechanism.
     *
     * @return the hash
     */
    public ScramHash hash() {
      return hash;
    }

    /**
     * Answers with the user's keys.
     *
     * @param identity who the client is if it can prove it; comes back in {@link
     *     SaslServerStep.Success}
     * @param keys the keys
     * @return the next step
     * @throws IllegalArgumentException if the keys were made with another hash function
     */
    public SaslServerStep<I> found(I identity, ScramKeys keys) {
      if (keys.hash() != hash) {
        throw new IllegalArgumentException("hash: " + keys.hash() + " (expected: " + hash + ")");
      }
      return answer(() -> ifFound.apply(identity, keys));
    }
  }

  /**
   * Which secret in the clear does the user share with the server? From CRAM-MD5.
   *
   * @param <I> what the host knows an authenticated user by
   */
  public static final class FindSharedSecret<I> extends SaslServerRequest<I> {
    private final UserName name;
    private final BiFunction<I, Secret, SaslServerStep<I>> ifFound;

    FindSharedSecret(
        SaslServerExchange<I> exchange,
        UserName name,
        BiFunction<I, Secret, SaslServerStep<I>> ifFound,
        Supplier<SaslServerStep<I>> ifUnknown) {
      super(exchange, Kind.FIND_SHARED_SECRET, ifUnknown);
      this.name = name;
      this.ifFound = ifFound;
    }

    /**
     * Whom the client claims to be.
     *
     * @return the name, prepared by {@link SaslPrep}
     */
    public UserName name() {
      return name;
    }

    /**
     * Answers with the secret.
     *
     * @param identity who the client is if it knows the secret; comes back in {@link
     *     SaslServerStep.Success}
     * @param secret the secret; neither kept nor wiped
     * @return the next step
     */
    public SaslServerStep<I> found(I identity, Secret secret) {
      return answer(() -> ifFound.apply(identity, secret));
    }
  }

  /**
   * Is this token good? From OAUTHBEARER and XOAUTH2.
   *
   * @param <I> what the host knows an authenticated user by
   */
  public static final class VerifyToken<I> extends Decision<I> {
    private final Secret token;
    private final Optional<UserName> user;
    private final Function<BearerTokenError, SaslServerStep<I>> explain;

    VerifyToken(
        SaslServerExchange<I> exchange,
        Secret token,
        Optional<UserName> user,
        Function<BearerTokenError, SaslServerStep<I>> explain) {
      super(
          exchange,
          Kind.VERIFY_TOKEN,
          Success::new,
          () -> explain.apply(BearerTokenError.INVALID_TOKEN));
      this.token = token;
      this.user = user;
      this.explain = explain;
    }

    /**
     * The token.
     *
     * @return the token without the word {@code Bearer}; it belongs to the host, who wipes it when
     *     it has been checked or is not going to be
     */
    public Secret token() {
      return token;
    }

    /**
     * Whom the client asked to be, if it said so; the token must be good for that user.
     *
     * @return the name, prepared by {@link SaslPrep}
     */
    public Optional<UserName> user() {
      return user;
    }

    /**
     * Answers no, and tells the client why (7628-ERR-1).
     *
     * @param error what the client learns
     * @return the next step
     */
    public SaslServerStep<I> reject(BearerTokenError error) {
      return answer(() -> explain.apply(error));
    }
  }

  /**
   * Which user does the client's TLS certificate stand for? From EXTERNAL.
   *
   * @param <I> what the host knows an authenticated user by
   */
  public static final class MapExternal<I> extends Decision<I> {
    private final Optional<UserName> requested;

    MapExternal(SaslServerExchange<I> exchange, Optional<UserName> requested) {
      super(
          exchange,
          Kind.MAP_EXTERNAL,
          Success::new,
          () -> new Failure<>(SaslFailure.WRONG_CREDENTIAL));
      this.requested = requested;
    }

    /**
     * Whom the client asked to be; empty to be whoever the certificate names (4422-EXT-1). The host
     * accepts only if the certificate is good for that user.
     *
     * @return the name, prepared by {@link SaslPrep}
     */
    public Optional<UserName> requested() {
      return requested;
    }
  }

  /**
   * May somebody without a name come in, and as whom? From ANONYMOUS.
   *
   * @param <I> what the host knows an authenticated user by
   */
  public static final class AdmitAnonymous<I> extends Decision<I> {
    private final String trace;

    AdmitAnonymous(SaslServerExchange<I> exchange, String trace) {
      super(
          exchange,
          Kind.ADMIT_ANONYMOUS,
          Success::new,
          () -> new Failure<>(SaslFailure.WRONG_CREDENTIAL));
      this.trace = trace;
    }

    /**
     * What the client says of itself: proof of nothing, for the log at most.
     *
     * @return up to 255 characters without controls, possibly none
     */
    public String trace() {
      return trace;
    }
  }

  /**
   * May this authenticated user act as another? Asked only where the client wants to (decision
   *
   *
   * @param <I> what the host knows an authenticated user by
   */
  public static final class Authorize<I> extends Decision<I> {
    private final I authenticated;
    private final UserName requested;

    Authorize(
        SaslServerExchange<I> exchange,
        I authenticated,
        UserName requested,
        Function<I, SaslServerStep<I>> ifAccepted) {
      super(exchange, Kind.AUTHORIZE, ifAccepted, () -> new Failure<>(SaslFailure.NOT_AUTHORIZED));
      this.authenticated = authenticated;
      this.requested = requested;
    }

    /**
     * Who proved to be whom.
     *
     * @return what the host answered the first request with
     */
    public I authenticated() {
      return authenticated;
    }

    /**
     * Whom the client wants to act as. The host accepts with the identity of that user.
     *
     * @return the name, prepared by {@link SaslPrep}
     */
    public UserName requested() {
      return requested;
    }
  }
}
