package io.pop3.protocol.compliance;

/**
 * A named tolerance: something an RFC forbids that deployed peers do, or that those who run servers
 * need, all the same.
 */
public enum Deviation {
  /** A command ends in LF without CR (RFC 1939 section 3, decision A-03). */
  BARE_LF_LINE_END(
      "RFC 1939 section 3", ComplianceMode.DEFAULT, "a command line that ends in LF alone"),
  /** A command has spaces after its last argument (RFC 2449 section 3, decision A-05). */
  TRAILING_SPACE("RFC 2449 section 3", ComplianceMode.DEFAULT, "spaces after the last argument"),
  /** Arguments stand more than one space apart (RFC 2449 section 3, decision A-05). */
  REPEATED_SPACE("RFC 2449 section 3", ComplianceMode.DEFAULT, "several spaces between arguments"),
  /**
   * Arguments of AUTH stand more than one space apart, as RFC 1734 allowed until RFC 5034 replaced
   * it (ledger 1734-OLD-2).
   */
  REPEATED_SPACE_IN_AUTH(
      "RFC 5034 section 4", ComplianceMode.LENIENT, "several spaces between arguments of AUTH"),
  /**
   * A server gives those who do not log in less than the ten minutes of an autologout timer (RFC
   * 1939 section 3, decision A-25): idle strangers are an attack.
   */
  EARLY_LOGIN_DEADLINE(
      "RFC 1939 section 3", ComplianceMode.DEFAULT, "a login deadline below ten minutes"),
  /**
   * A server sends header sections beyond ASCII as they are stored to clients without UTF-8 mode
   * (RFC 6856 section 2.1, decision A-50): rewriting them breaks signatures and surprises users.
   */
  NON_ASCII_HEADER_SECTION(
      "RFC 6856 section 2.1", ComplianceMode.DEFAULT, "raw header sections without UTF-8 mode");

  private final String clause;
  private final ComplianceMode mode;
  private final String description;

  Deviation(String clause, ComplianceMode mode, String description) {
    this.clause = clause;
    this.mode = mode;
    this.description = description;
  }

  /**
   * The rule that is bent.
   *
   * @return an RFC and its section
   */
  public String clause() {
    return clause;
  }

  /**
   * The strictest mode that tolerates this; laxer ones do, too.
   *
   * @return a mode, never {@link ComplianceMode#STRICT}
   */
  public ComplianceMode mode() {
    return mode;
  }

  /**
   * What is tolerated.
   *
   * @return a few words
   */
  public String description() {
    return description;
  }
}
