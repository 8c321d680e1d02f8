package io.pop3.server.options;

import io.pop3.protocol.server.ServerOptions;
import io.pop3.protocol.wire.WireLimits;

/**
 * How much a server takes on.
 *
 * @param connections at the same time, in all; more are greeted with {@code -ERR [SYS/TEMP]}
 * @param connectionsPerAddress at the same time, from one IPv4 address or one IPv6 /64 prefix
 * @param sessionsPerUser at the same time, of one user: the one that has the maildrop and logins
 *     that wait for it; more are answered {@code -ERR [IN-USE]} at once, since each that waits has
 *     a worker wait
 * @param failedLogins after so many failed logins a session ends
 * @param badCommands after so many bad commands in a row a session ends
 * @param saslLineOctets the longest AUTH line or SASL response, without its line end
 */
public record Limits(
    int connections,
    int connectionsPerAddress,
    int sessionsPerUser,
    int failedLogins,
    int badCommands,
    int saslLineOctets) {

  private static final int MANY = 1_000_000;
  private static final int MIN_SASL_LINE_OCTETS = 1024;
  private static final int MAX_SASL_LINE_OCTETS = 1 << 20;

  /**
   * Checks all limits.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Limits {
    Faults faults = new Faults();
    faults.between("connections", connections, 1, MANY);
    faults.between("connections per address", connectionsPerAddress, 1, MANY);
    faults.between("sessions per user", sessionsPerUser, 1, MANY);
    faults.between("failed logins", failedLogins, 1, MANY);
    faults.between("bad commands", badCommands, 1, MANY);
    faults.between("SASL line octets", saslLineOctets, MIN_SASL_LINE_OCTETS, MAX_SASL_LINE_OCTETS);
    faults.throwIfAny();
  }

  /**
   * 10,000 connections, 500 from one address, 4 sessions of one user, 3 failed logins, 20 bad
   * commands, SASL lines of 64 KiB.
   *
   * @return the recommended values
   */
  public static Limits defaults() {
    return new Limits(
        10_000,
        500,
        4,
        ServerOptions.DEFAULT_FAILED_LOGINS,
        ServerOptions.DEFAULT_BAD_COMMANDS,
        WireLimits.SASL_LINE_OCTETS);
  }

  /**
   * The same with another limit on connections in all.
   *
   * @param newConnections see {@link #connections()}
   * @return other limits
   */
  public Limits withConnections(int newConnections) {
    return new Limits(
        newConnections,
        connectionsPerAddress,
        sessionsPerUser,
        failedLogins,
        badCommands,
        saslLineOctets);
  }

  /**
   * The same with another limit on connections from one address.
   *
   * @param newConnectionsPerAddress see {@link #connectionsPerAddress()}
   * @return other limits
   */
  public Limits withConnectionsPerAddress(int newConnectionsPerAddress) {
    return new Limits(
        connections,
        newConnectionsPerAddress,
        sessionsPerUser,
        failedLogins,
        badCommands,
        saslLineOctets);
  }

  /**
   * The same with another limit on sessions of one user.
   *
   * @param newSessionsPerUser see {@link #sessionsPerUser()}
   * @return other limits
   */
  public Limits withSessionsPerUser(int newSessionsPerUser) {
    return new Limits(
        connections,
        connectionsPerAddress,
        newSessionsPerUser,
        failedLogins,
        badCommands,
        saslLineOctets);
  }

  /**
   * The same with another limit on failed logins.
   *
   * @param newFailedLogins see {@link #failedLogins()}
   * @return other limits
   */
  public Limits withFailedLogins(int newFailedLogins) {
    return new Limits(
        connections,
        connectionsPerAddress,
        sessionsPerUser,
        newFailedLogins,
        badCommands,
        saslLineOctets);
  }

  /**
   * The same with another limit on bad commands.
   *
   * @param newBadCommands see {@link #badCommands()}
   * @return other limits
   */
  public Limits withBadCommands(int newBadCommands) {
    return new Limits(
        connections,
        connectionsPerAddress,
        sessionsPerUser,
        failedLogins,
        newBadCommands,
        saslLineOctets);
  }

  /**
   * The same with another limit on SASL lines.
   *
   * @param newSaslLineOctets see {@link #saslLineOctets()}
   * @return other limits
   */
  public Limits withSaslLineOctets(int newSaslLineOctets) {
    return new Limits(
        connections,
        connectionsPerAddress,
        sessionsPerUser,
        failedLogins,
        badCommands,
        newSaslLineOctets);
  }
}
