package io.pop3.protocol.server;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.compliance.DeviationListener;
import io.pop3.protocol.wire.WireLimits;

/**
 * What a server connection needs to know beforehand. Immutable.
 *
 * @param compliance what to tolerate
 * @param deviations hears of each tolerance used
 * @param tls whether TLS is active already (RFC 8314 section 3.3)
 * @param stls whether STLS would work
 * @param utf8 whether UTF8 is offered
 * @param utf8Credentials whether USER, PASS and APOP may carry UTF-8 (RFC 6856 section 2.2)
 * @param maxSaslLineOctets the limit for AUTH lines and responses, line end left out
 * @param maxBadCommands after so many bad commands in a row the session ends
 * @param maxFailedLogins after so many failed logins the session ends
 */
public record ServerOptions(
    Compliance compliance,
    DeviationListener deviations,
    boolean tls,
    boolean stls,
    boolean utf8,
    boolean utf8Credentials,
    int maxSaslLineOctets,
    int maxBadCommands,
    int maxFailedLogins) {

  /** The default number of bad commands in a row. */
  public static final int DEFAULT_BAD_COMMANDS = 20;

  /** The default number of failed logins. */
  public static final int DEFAULT_FAILED_LOGINS = 3;

  private static final int MIN_SASL_LINE_OCTETS = 1024;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if a limit is out of its range
   */
  public ServerOptions {
    atLeast("SASL line octets", maxSaslLineOctets, MIN_SASL_LINE_OCTETS);
    atLeast("bad commands", maxBadCommands, 1);
    atLeast("failed logins", maxFailedLogins, 1);
  }

  private static void atLeast(String what, int value, int smallest) {
    if (value < smallest) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: >= " + smallest + ")");
    }
  }

  /**
   * The recommended limits; no TLS, STLS or UTF-8.
   *
   * @return the options
   */
  public static ServerOptions defaults() {
    return new ServerOptions(
        Compliance.DEFAULT,
        deviation -> {},
        false,
        false,
        false,
        false,
        WireLimits.SASL_LINE_OCTETS,
        DEFAULT_BAD_COMMANDS,
        DEFAULT_FAILED_LOGINS);
  }
}
