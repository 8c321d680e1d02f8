package io.pop3.server.internal.netty;

/** An address can't be listened on; the message is fit for the operator. */
public final class ListenException extends Exception {

  private static final long serialVersionUID = 1L;

  ListenException(String message, Throwable cause) {
    super(message, cause);
  }

  ListenException(String message) {
    super(message);
  }
}
