package io.pop3.conformance;

/** The server can't be tested: it is not there, or it refuses the login it is to be tested with. */
public final class TargetUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  TargetUnavailableException(String message) {
    super(message);
  }
}
