package io.pop3.protocol.wire;

/**
 * The limits of the protocol, each with its source. All are octets and include CRLF unless said.
 */
public final class WireLimits {

  /** A command line: RFC 2449 section 4, decision A-02. */
  public static final int COMMAND_LINE_OCTETS = 255;

  /** The name in USER, without CRLF: 255 less {@code USER }, and CRLF. */
  public static final int USER_NAME_OCTETS = 248;

  /** The password in PASS, without CRLF: 255 less {@code PASS }, and CRLF. */
  public static final int PASSWORD_OCTETS = 248;

  /** The digest in APOP: RFC 1939 section 7. */
  public static final int APOP_DIGEST_OCTETS = 32;

  /** The name in APOP: 255 less {@code APOP }, a space, the digest, and CRLF. */
  public static final int APOP_NAME_OCTETS = 215;

  /** The name of a SASL mechanism: RFC 4422 section 3.1. */
  public static final int MECHANISM_OCTETS = 20;

  /**
   * An AUTH line or a SASL response, without its line end, as a server accepts it by default:
   * decision A-39.
   */
  public static final int SASL_LINE_OCTETS = 65_536;

  /** A line without end is given up after so many octets: decision A-02. */
  public static final int DISCARDED_OCTETS = 65_536;

  /** The first line of a reply, greeting included: RFC 1939 section 3, RFC 2449 section 4. */
  public static final int STATUS_LINE_OCTETS = 512;

  /** A capability line: RFC 2449 section 5. */
  public static final int CAPABILITY_LINE_OCTETS = 512;

  /** A status line or listing line as a client accepts it: decision A-21. */
  public static final int CLIENT_LINE_OCTETS = 8192;

  private WireLimits() {}
}
