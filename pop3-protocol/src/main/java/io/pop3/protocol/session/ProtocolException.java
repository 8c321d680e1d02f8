package io.pop3.protocol.session;

/** What the two ways of breaking the protocol have in common. Messages never hold secrets. */
public abstract sealed class ProtocolException extends RuntimeException
    permits LocalProtocolException, RemoteProtocolException {

  private static final long serialVersionUID = 1L;

  ProtocolException(String message) {
    super(message);
  }
}
