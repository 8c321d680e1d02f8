package io.pop3.server.benchmarks.mail;

/** A server gave an octet that is not the one it was sent. */
public final class WrongContentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * What is wrong.
   *
   * @param message what, where, and what was expected
   */
  public WrongContentException(String message) {
    super(message);
  }
}
