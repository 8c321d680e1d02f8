package io.pop3.server.app;

/** A mistake of whoever typed the command; told in one line, without stack trace. */
final class UserErrorException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong, and what was expected. */
  UserErrorException(String message) {
    super(message);
  }
}
