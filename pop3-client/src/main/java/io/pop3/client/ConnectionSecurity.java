package io.pop3.client;

/** How a connection is protected before a password may pass over it (A-36, RFC 8314). */
public enum ConnectionSecurity {
  /** TLS from the first octet; port 995. The default, and the best there is. */
  IMPLICIT_TLS(995),
  /** STLS before anything but CAPA; a server that does not offer it is an error. Port 110. */
  STLS(110),
  /**
   * STLS where the server offers it, else cleartext: the password may pass readably over the
   * network. STLS that is offered and fails is an error all the same. Port 110.
   */
  STLS_IF_OFFERED(110),
  /** Cleartext, until {@link Authorization#startTls()} is called, if ever. Port 110. */
  CLEARTEXT(110);

  private final int defaultPort;

  ConnectionSecurity(int defaultPort) {
    this.defaultPort = defaultPort;
  }

  /**
   * The port registered for this kind of connection.
   *
   * @return 995 or 110
   */
  public int defaultPort() {
    return defaultPort;
  }

  /**
   * Tells whether the caller has allowed a login without TLS.
   *
   * @return whether a password may pass in cleartext
   */
  public boolean allowsCleartext() {
    return this == STLS_IF_OFFERED || this == CLEARTEXT;
  }
}
