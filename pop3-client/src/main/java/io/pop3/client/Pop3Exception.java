package io.pop3.client;

import java.io.IOException;

/**
 * Something went wrong between this client and a server. Messages name the thing, its value and
 * what was expected; what a server said in them is escaped, and they never hold a secret.
 */
public abstract sealed class Pop3Exception extends IOException
    permits AuthenticationUnavailableException,
        ConnectionException,
        RefusedException,
        ServerProtocolException,
        TlsException {

  private static final long serialVersionUID = 1L;

  Pop3Exception(String message) {
    super(message);
  }

  Pop3Exception(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * What can be done about it.
   *
   * @return the remedy
   */
  public abstract Remedy remedy();
}
