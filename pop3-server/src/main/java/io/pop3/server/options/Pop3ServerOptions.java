package io.pop3.server.options;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.compliance.Deviation;
import io.pop3.protocol.downgrade.DowngradePolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of a server that are neither addresses nor plugins. Immutable; begin with {@link
 * #defaults()}.
 *
 * @param identity what the server says of itself
 * @param compliance which deviations of clients to tolerate
 * @param logins which ways to log in are open
 * @param timeouts how long to wait
 * @param limits how much to take on
 * @param threads how many threads to have
 * @param defence how to meet those who guess passwords
 * @param tls certificates; empty for neither STLS nor TLS
 * @param headersBeyondAscii what sessions without UTF-8 mode get of messages with such header
 *     sections; empty to follow from the compliance: see {@link #downgrade()}
 */
public record Pop3ServerOptions(
    Identity identity,
    Compliance compliance,
    Logins logins,
    Timeouts timeouts,
    Limits limits,
    Threads threads,
    Defence defence,
    Optional<TlsOptions> tls,
    Optional<DowngradePolicy> headersBeyondAscii) {

  /**
   * The recommended settings: what deployed clients need, and no password in the clear off
   * loopback.
   *
   * @return the settings
   */
  public static Pop3ServerOptions defaults() {
    return new Pop3ServerOptions(
        Identity.defaults(),
        Compliance.DEFAULT,
        Logins.defaults(),
        Timeouts.defaults(),
        Limits.defaults(),
        Threads.defaults(),
        Defence.defaults(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * How long a client may take to log in. Unless {@link Deviation#EARLY_LOGIN_DEADLINE} is
   * tolerated, it is never less than the 10 minutes of RFC 1939 section 3.
   *
   * @return the time from the greeting to the end of authentication
   */
  public Duration loginDeadline() {
    Duration login = timeouts.login();
    boolean early = compliance.tolerates(Deviation.EARLY_LOGIN_DEADLINE);
    return early || login.compareTo(Timeouts.MIN_IDLE) > 0 ? login : Timeouts.MIN_IDLE;
  }

  /**
   * What a session without UTF-8 mode gets of messages whose header sections go beyond ASCII
   * . {@link DowngradePolicy#SURROGATE} costs: the first STAT or LIST of a session reads the
   * header section of every message, and every LIST or RETR of a message that of this one; what was
   * found is kept until the session ends. {@link DowngradePolicy#REJECT} reads that of the message
   * asked for. {@link DowngradePolicy#RAW}, and UTF-8 mode, read nothing.
   *
   * @return the chosen policy, or what follows from the compliance
   */
  public DowngradePolicy downgrade() {
    return headersBeyondAscii.orElseGet(() -> DowngradePolicy.of(compliance));
  }

  /**
   * The same with another identity.
   *
   * @param newIdentity see {@link #identity()}
   * @return other settings
   */
  public Pop3ServerOptions withIdentity(Identity newIdentity) {
    return new Pop3ServerOptions(
        newIdentity,
        compliance,
        logins,
        timeouts,
        limits,
        threads,
        defence,
        tls,
        headersBeyondAscii);
  }

  /**
   * The same with other tolerances.
   *
   * @param newCompliance see {@link #compliance()}
   * @return other settings
   */
  public Pop3ServerOptions withCompliance(Compliance newCompliance) {
    return new Pop3ServerOptions(
        identity,
        newCompliance,
        logins,
        timeouts,
        limits,
        threads,
        defence,
        tls,
        headersBeyondAscii);
  }

  /**
   * The same with other ways to log in.
   *
   * @param newLogins see {@link #logins()}
   * @return other settings
   */
  public Pop3ServerOptions withLogins(Logins newLogins) {
    return new Pop3ServerOptions(
        identity,
        compliance,
        newLogins,
        timeouts,
        limits,
        threads,
        defence,
        tls,
        headersBeyondAscii);
  }

  /**
   * The same with other timeouts.
   *
   * @param newTimeouts see {@link #timeouts()}
   * @return other settings
   */
  public Pop3ServerOptions withTimeouts(Timeouts newTimeouts) {
    return new Pop3ServerOptions(
        identity,
        compliance,
        logins,
        newTimeouts,
        limits,
        threads,
        defence,
        tls,
        headersBeyondAscii);
  }

  /**
   * The same with other limits.
   *
   * @param newLimits see {@link #limits()}
   * @return other settings
   */
  public Pop3ServerOptions withLimits(Limits newLimits) {
    return new Pop3ServerOptions(
        identity,
        compliance,
        logins,
        timeouts,
        newLimits,
        threads,
        defence,
        tls,
        headersBeyondAscii);
  }

  /**
   * The same with other threads.
   *
   * @param newThreads see {@link #threads()}
   * @return other settings
   */
  public Pop3ServerOptions withThreads(Threads newThreads) {
    return new Pop3ServerOptions(
        identity,
        compliance,
        logins,
        timeouts,
        limits,
        newThreads,
        defence,
        tls,
        headersBeyondAscii);
  }

  /**
   * The same with another defence.
   *
   * @param newDefence see {@link #defence()}
   * @return other settings
   */
  public Pop3ServerOptions withDefence(Defence newDefence) {
    return new Pop3ServerOptions(
        identity,
        compliance,
        logins,
        timeouts,
        limits,
        threads,
        newDefence,
        tls,
        headersBeyondAscii);
  }

  /**
   * The same with TLS.
   *
   * @param newTls see {@link #tls()}
   * @return other settings
   */
  public Pop3ServerOptions withTls(TlsOptions newTls) {
    return new Pop3ServerOptions(
        identity,
        compliance,
        logins,
        timeouts,
        limits,
        threads,
        defence,
        Optional.of(newTls),
        headersBeyondAscii);
  }

  /**
   * The same with a policy on header sections beyond ASCII.
   *
   * @param newPolicy see {@link #headersBeyondAscii()}
   * @return other settings
   */
  public Pop3ServerOptions withHeadersBeyondAscii(DowngradePolicy newPolicy) {
    return new Pop3ServerOptions(
        identity,
        compliance,
        logins,
        timeouts,
        limits,
        threads,
        defence,
        tls,
        Optional.of(newPolicy));
  }
}
