package io.pop3.server.benchmarks.load;

/** How connections are secured. */
public enum Security {
  /** Not at all. */
  PLAINTEXT,
  /** TLS from the first octet on, a full handshake every time. */
  TLS,
  /** TLS from the first octet on; sessions that the server gave are resumed. */
  TLS_RESUMED;

  /**
   * Whether connections begin with TLS.
   *
   * @return whether they do
   */
  public boolean isTls() {
    return this != PLAINTEXT;
  }
}
