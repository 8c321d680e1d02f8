package io.pop3.conformance.internal.wire;

/** A login that had to work came too soon for the server's LOGIN-DELAY, which tells nothing. */
public final class LoginTooSoon extends Discrepancy {

  private static final long serialVersionUID = 1L;

  /** The server said so. */
  public LoginTooSoon(Reply reply) {
    super("a login", reply.shown());
  }
}
