package io.pop3.conformance.internal.wire;

/** A server did something else than a requirement says. */
public class Discrepancy extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String seen;

  /**
   * A discrepancy.
   *
   * @param expected what the requirement asks for
   * @param seen what the server did, octets escaped
   */
  public Discrepancy(String expected, String seen) {
    super("seen: " + seen + " (expected: " + expected + ")");
    this.expected = expected;
    this.seen = seen;
  }

  /** What the requirement asks for. */
  public String expected() {
    return expected;
  }

  /** What the server did. */
  public String seen() {
    return seen;
  }
}
