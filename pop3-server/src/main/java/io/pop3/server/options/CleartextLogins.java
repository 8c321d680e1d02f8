package io.pop3.server.options;

/** Where passwords may be sent without TLS: USER with PASS, and SASL PLAIN and LOGIN. */
public enum CleartextLogins {
  /** Nowhere. */
  REFUSED,
  /** Only between programs on this machine: the client's address is a loopback address. */
  LOOPBACK,
  /** Everywhere. Passwords can then be read by whoever sees the network. */
  ALLOWED
}
