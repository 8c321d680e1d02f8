package io.pop3.server.benchmarks.load;

/** A server did not do what every server should, or could not be reached. */
public final class LoadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LoadException(String message) {
    super(message);
  }

  LoadException(String message, Throwable cause) {
    super(message, cause);
  }
}
