package io.pop3.client;

/**
 * Client and server have no way to log in that both know, that is safe on this connection, and that
 * these credentials fit. Nothing was sent.
 */
public final class AuthenticationUnavailableException extends Pop3Exception {

  private static final long serialVersionUID = 1L;

  AuthenticationUnavailableException(String message) {
    super(message);
  }

  @Override
  public Remedy remedy() {
    return Remedy.CHECK_SETTINGS;
  }
}
