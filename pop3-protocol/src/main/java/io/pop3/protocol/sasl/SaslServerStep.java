package io.pop3.protocol.sasl;

/**
 * What a {@link SaslServerExchange} wants next.
 *
 * @param <I> what the host knows an authenticated user by
 */
public sealed interface SaslServerStep<I>
    permits SaslServerStep.Challenge,
        SaslServerStep.Success,
        SaslServerStep.Failure,
        SaslServerRequest {

  /** The kinds of steps, to switch on. */
  enum Kind {
    /** {@link Challenge}. */
    CHALLENGE,
    /** {@link SaslServerRequest.VerifyPassword}. */
    VERIFY_PASSWORD,
    /** {@link SaslServerRequest.FindScramKeys}. */
    FIND_SCRAM_KEYS,
    /** {@link SaslServerRequest.FindSharedSecret}. */
    FIND_SHARED_SECRET,
    /** {@link SaslServerRequest.VerifyToken}. */
    VERIFY_TOKEN,
    /** {@link SaslServerRequest.MapExternal}. */
    MAP_EXTERNAL,
    /** {@link SaslServerRequest.AdmitAnonymous}. */
    ADMIT_ANONYMOUS,
    /** {@link SaslServerRequest.Authorize}. */
    AUTHORIZE,
    /** {@link Success}. */
    SUCCESS,
    /** {@link Failure}. */
    FAILURE
  }

  /**
   * The kind of this step.
   *
   * @return a constant for each class
   */
  Kind kind();

  /**
   * Send this in base64 and hand the client's answer to {@link SaslServerExchange#respond}.
   *
   * @param <I> what the host knows an authenticated user by
   */
  final class Challenge<I> implements SaslServerStep<I> {
    private final byte[] octets;

    Challenge(byte[] octets) {
      this.octets = octets;
    }

    /**
     * The challenge before base64.
     *
     * @return a copy, empty for an empty challenge
     */
    public byte[] octets() {
      return octets.clone();
    }

    @Override
    public Kind kind() {
      return Kind.CHALLENGE;
    }

    @Override
    public String toString() {
      return "Challenge[" + octets.length + " octets]";
    }
  }

  /**
   * The client is who it claims to be; the exchange is over.
   *
   * @param identity what the host answered the deciding request with
   * @param <I> what the host knows an authenticated user by
   */
  record Success<I>(I identity) implements SaslServerStep<I> {
    @Override
    public Kind kind() {
      return Kind.SUCCESS;
    }
  }

  /**
   * The client is not let in; the exchange is over.
   *
   * @param reason why, for the log and the response code
   * @param <I> what the host knows an authenticated user by
   */
  record Failure<I>(SaslFailure reason) implements SaslServerStep<I> {
    @Override
    public Kind kind() {
      return Kind.FAILURE;
    }
  }
}
