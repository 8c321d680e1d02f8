package io.pop3.conformance.toy;

/** The key of a toy server's certificate. */
public enum ToyKey {
  /** On P-256. */
  CURVE,
  /** RSA with 1024 bits, which is too short. */
  SHORT_RSA
}
