package io.pop3.client.app;

import java.util.List;

/** A mistake in what was typed or configured: told in words, never with a stack trace. */
final class UserErrorException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UserErrorException(String message) {
    super(message);
  }

  /** Everything that is wrong, at once. */
  UserErrorException(List<String> problems) {
    super(String.join(System.lineSeparator() + "pop3: ", problems));
  }
}
