package io.pop3.server.options;

/**
 * Where a server listens, and how connections there begin.
 *
 * @param host a host name or address; {@code 0.0.0.0} or {@code ::} for all of this machine
 * @param port the port; 0 for any free one
 * @param security how connections begin
 */
public record ListenAddress(String host, int port, Security security) {

  /** The port of POP3 that begins in the clear: RFC 1939 section 3 (ledger 1939-PORT-1). */
  public static final int DEFAULT_PORT = 110;

  /** The port of POP3 over TLS: RFC 8314 section 3.3. */
  public static final int DEFAULT_TLS_PORT = 995;

  private static final int MAX_PORT = 65_535;

  /** How a connection begins. */
  public enum Security {
    /** In the clear; STLS is offered if the server has a certificate. */
    CLEARTEXT,
    /** With a TLS handshake, before the greeting (RFC 8314 section 3.3). */
    IMPLICIT_TLS
  }

  /**
   * Checks the address; whether the host exists shows at the start.
   *
   * @throws IllegalArgumentException if the host is blank or the port out of range
   */
  public ListenAddress {
    Faults faults = new Faults();
    faults.check(!host.isBlank(), "listen host", '"' + host + '"', "a host name or address");
    faults.between("listen port", port, 0, MAX_PORT);
    faults.throwIfAny();
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
