package io.pop3.conformance.internal.wire;

/** Something stood in the way that tells nothing about the server. */
public final class Obstacle extends Discrepancy {

  private static final long serialVersionUID = 1L;

  private Obstacle(String expected, String seen) {
    super(expected, seen);
  }

  /** A login came too soon after the last one for the server's LOGIN-DELAY. */
  public static Obstacle loginTooSoon(Reply reply) {
    return new Obstacle("a server without LOGIN-DELAY", reply.shown());
  }

  /** The suite doesn't trust the server's certificate. */
  static Obstacle untrusted(String reason) {
    return new Obstacle("a trusted certificate, or --insecure", reason);
  }
}
