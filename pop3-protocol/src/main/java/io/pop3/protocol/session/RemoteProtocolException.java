package io.pop3.protocol.session;

/**
 * The peer broke the protocol beyond repair, or went away in the middle of a reply; the connection
 * must be closed.
 */
public final class RemoteProtocolException extends ProtocolException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what the peer did, and what it should have done.
   *
   * @param message for the log
   */
  public RemoteProtocolException(String message) {
    super(message);
  }
}
