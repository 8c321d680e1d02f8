package io.pop3.conformance;

/** How much a case weighs. */
public enum Level {
  /** A server that fails it doesn't conform: the RFC requires what the case checks. */
  MUST,
  /** The RFC recommends it. */
  SHOULD,
  /** The RFC permits it; the case checks that the permission is used as the RFC describes. */
  MAY,
  /**
   * A decision of this house (A-nn) where the RFCs leave room. Another server may well have decided
   * otherwise.
   */
  HOUSE
}
