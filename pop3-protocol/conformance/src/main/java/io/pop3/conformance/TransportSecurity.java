package io.pop3.conformance;

/** How the suite protects the sessions in which it logs in. */
public enum TransportSecurity {
  /** Not at all. */
  NONE,
  /** By STLS on the cleartext port (RFC 2595). */
  STLS,
  /** By TLS from the first octet (RFC 8314). */
  IMPLICIT
}
