package io.pop3.protocol.fuzz;

/** What targets check beside the laws of the testkit. */
final class Expect {

  private Expect() {}

  static void that(boolean holds, Object expected, Object actual) {
    if (!holds) {
      throw new AssertionError(actual + " (expected: " + expected + ")");
    }
  }
}
