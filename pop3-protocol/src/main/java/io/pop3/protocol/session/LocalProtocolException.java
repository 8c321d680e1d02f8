package io.pop3.protocol.session;

/** The host of a connection misused it: a fault of the program, not of the peer. */
public final class LocalProtocolException extends ProtocolException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what was done, and what should have been.
   *
   * @param message for the developer
   */
  public LocalProtocolException(String message) {
    super(message);
  }
}
