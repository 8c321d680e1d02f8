package io.pop3.server.options;

/**
 * Which ways to log in are open, as far as the authentication backend supports them.
 *
 * @param cleartext where passwords may be sent without TLS
 * @param apop whether to invite APOP; needs a backend with shared secrets
 */
public record Logins(CleartextLogins cleartext, boolean apop) {

  /**
   * Passwords in the clear on loopback alone, no APOP.
   *
   * @return the recommended values
   */
  public static Logins defaults() {
    return new Logins(CleartextLogins.LOOPBACK, false);
  }

  /**
   * The same with another policy on passwords without TLS.
   *
   * @param newCleartext see {@link #cleartext()}
   * @return other ways
   */
  public Logins withCleartext(CleartextLogins newCleartext) {
    return new Logins(newCleartext, apop);
  }

  /**
   * The same with APOP switched on or off.
   *
   * @param newApop see {@link #apop()}
   * @return other ways
   */
  public Logins withApop(boolean newApop) {
    return new Logins(cleartext, newApop);
  }
}
