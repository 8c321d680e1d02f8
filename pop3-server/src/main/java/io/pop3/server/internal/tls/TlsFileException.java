package io.pop3.server.internal.tls;

/** A TLS file can't be used; the message names it and is fit for the operator. */
public final class TlsFileException extends Exception {

  private static final long serialVersionUID = 1L;

  TlsFileException(String message) {
    super(message);
  }

  TlsFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
