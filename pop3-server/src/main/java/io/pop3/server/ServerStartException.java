package io.pop3.server;

/**
 * A server can't start: an address can't be listened on, or a plugin can't be created. The message
 * names the thing, its value and what was expected; everything that was already started is stopped
 * again.
 */
public final class ServerStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ServerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
