package io.pop3.conformance.internal.wire;

/** A server ended the connection where something else was awaited. */
public final class EndOfConnection extends Discrepancy {

  private static final long serialVersionUID = 1L;

  EndOfConnection(String expected, String seen) {
    super(expected, seen);
  }
}
