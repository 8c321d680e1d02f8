package io.pop3.protocol.sasl;

import io.pop3.protocol.model.Secret;

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

  /**
   * Send this in base64.
   *
   * @param response the response before base64, empty for an empty line; it may hold a password,
   *     and belongs to the host, who wipes it when it is sent
   */
  record Response(Secret response) implements SaslClientStep {
    @Override
    public Kind kind() {
      return Kind.RESPONSE;
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
