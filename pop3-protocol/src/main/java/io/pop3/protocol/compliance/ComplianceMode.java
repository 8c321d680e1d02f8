package io.pop3.protocol.compliance;

/** How much to tolerate, from the strictest on: each mode tolerates more than the one before. */
public enum ComplianceMode {
  /** Nothing: by the letter of the RFCs. */
  STRICT,
  /** What deployed peers and their operators are known to need. */
  DEFAULT,
  /** Everything that has a name, also what only dead clients did. */
  LENIENT
}
