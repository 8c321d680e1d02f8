package io.pop3.protocol.sasl;

/** What a {@link SaslClientExchange} answers a challenge with. */
public sealed interface SaslClientStep permits SaslClientStep.Response, SaslClientStep.Cancel {

  /** The kinds of steps, to switch on. */
  enum Kind {
    /** {@link Response}. */
    RESPONSE,
    /** {@link Cancel}. */
    CANCEL
  }

  /**
   * The kind of this step.
   *
   * @return a constant for each class
   */
  Kind kind();

  /** Send this in base64. */
  final class Response implements SaslClientStep {
    private final byte[] octets;

    Response(byte[] octets) {
      this.octets = octets;
    }

    /**
     * The response before base64.
     *
     * @return the octets themselves, no copy, empty for an empty line; they may hold a password,
     *     and the host wipes them when they are sent
     */
    public byte[] octets() {
      return octets;
    }

    @Override
    public Kind kind() {
      return Kind.RESPONSE;
    }

    @Override
    public String toString() {
      return "Response[" + octets.length + " octets, redacted]";
    }
  }

  /**
   * Send a line of {@code *} alone, and let nothing the server says afterwards count as a login.
   *
   * @param fault why
   */
  record Cancel(SaslClientFault fault) implements SaslClientStep {
    @Override
    public Kind kind() {
      return Kind.CANCEL;
    }
  }
}
