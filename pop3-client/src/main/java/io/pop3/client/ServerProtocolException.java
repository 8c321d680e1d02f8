package io.pop3.client;

/** The server broke the protocol beyond repair; the connection was dropped. */
public final class ServerProtocolException extends Pop3Exception {

  private static final long serialVersionUID = 1L;

  ServerProtocolException(String message) {
    super(message);
  }

  ServerProtocolException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public Remedy remedy() {
    return Remedy.SEEK_HELP;
  }
}
