package io.pop3.client;

/**
 * The connection is not as safe as the options demand: no STLS, a failed handshake, or a
 * certificate that does not prove the server's name. No credentials were sent.
 */
public final class TlsException extends Pop3Exception {

  private static final long serialVersionUID = 1L;

  TlsException(String message) {
    super(message);
  }

  TlsException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public Remedy remedy() {
    return Remedy.CHECK_SETTINGS;
  }
}
