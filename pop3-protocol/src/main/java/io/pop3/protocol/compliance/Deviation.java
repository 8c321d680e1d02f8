package io.pop3.protocol.compliance;

/** A named tolerance: something an RFC forbids that deployed peers do all the same. */
public enum Deviation {
  /** A command ends in LF without CR (RFC 1939 section 3, decision A-03). */
  BARE_LF_LINE_END("RFC 1939 section 3", "a command line that ends in LF alone"),
  /** A command has spaces after its last argument (RFC 2449 section 3, decision A-05). */
  TRAILING_SPACE("RFC 2449 section 3", "spaces after the last argument"),
  /** Arguments stand more than one space apart (RFC 2449 section 3, decision A-05). */
  REPEATED_SPACE("RFC 2449 section 3", "several spaces between arguments");

  private final String clause;
  private final String description;

  Deviation(String clause, String description) {
    this.clause = clause;
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
   * What is tolerated.
   *
   * @return a few words
   */
  public String description() {
    return description;
  }
}
