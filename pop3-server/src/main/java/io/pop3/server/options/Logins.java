package io.pop3.server.options;

import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.SaslMechanism;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which ways to log in are open, as far as the authentication backend supports them.
 *
 * @param cleartext where passwords may be sent without TLS
 * @param apop whether to invite APOP; needs a backend with shared secrets
 * @param mechanisms the SASL mechanisms that may be used
 * @param mechanismList whether AUTH without a mechanism lists them, for old clients
 * @param certificateBinding whether to offer {@code -PLUS} mechanisms also where a login can be
 *     bound to the server's certificate alone, because the TLS in use has no exporter; clients that
 *     know only better types then fail to log in, so that it is off by default
 * @param anonymous whose maildrop ANONYMOUS opens; empty to have no such mechanism
 * @param delay how long a user has to wait from one login to the next: LOGIN-DELAY (RFC 2449
 *     section 6.5), in whole seconds; zero for no wait
 */
public record Logins(
    CleartextLogins cleartext,
    boolean apop,
    Set<SaslMechanism> mechanisms,
    boolean mechanismList,
    boolean certificateBinding,
    Optional<UserName> anonymous,
    Duration delay) {

  /**
   * Checks the delay and copies the set.
   *
   * @throws IllegalArgumentException if the delay is out of its range
   */
  public Logins {
    Faults faults = new Faults();
    faults.between("login delay", delay, Duration.ZERO, Duration.ofDays(1));
    faults.check(
        delay.equals(delay.truncatedTo(ChronoUnit.SECONDS)), "login delay", delay, "whole seconds");
    faults.throwIfAny();
    EnumSet<SaslMechanism> copy = EnumSet.noneOf(SaslMechanism.class);
    copy.addAll(mechanisms);
    mechanisms = Collections.unmodifiableSet(copy);
  }

  /**
   * Passwords in the clear on loopback alone, no APOP; every mechanism but LOGIN; no delay.
   *
   * @return the recommended values
   */
  public static Logins defaults() {
    return new Logins(
        CleartextLogins.LOOPBACK,
        false,
        EnumSet.complementOf(EnumSet.of(SaslMechanism.LOGIN)),
        true,
        false,
        Optional.empty(),
        Duration.ZERO);
  }

  /**
   * The same with another policy on passwords without TLS.
   *
   * @param newCleartext see {@link #cleartext()}
   * @return other ways
   */
  public Logins withCleartext(CleartextLogins newCleartext) {
    return new Logins(
        newCleartext, apop, mechanisms, mechanismList, certificateBinding, anonymous, delay);
  }

  /**
   * The same with APOP switched on or off.
   *
   * @param newApop see {@link #apop()}
   * @return other ways
   */
  public Logins withApop(boolean newApop) {
    return new Logins(
        cleartext, newApop, mechanisms, mechanismList, certificateBinding, anonymous, delay);
  }

  /**
   * The same with other mechanisms.
   *
   * @param newMechanisms see {@link #mechanisms()}
   * @return other ways
   */
  public Logins withMechanisms(Set<SaslMechanism> newMechanisms) {
    return new Logins(
        cleartext, apop, newMechanisms, mechanismList, certificateBinding, anonymous, delay);
  }

  /**
   * The same with the list of AUTH switched on or off.
   *
   * @param newMechanismList see {@link #mechanismList()}
   * @return other ways
   */
  public Logins withMechanismList(boolean newMechanismList) {
    return new Logins(
        cleartext, apop, mechanisms, newMechanismList, certificateBinding, anonymous, delay);
  }

  /**
   * The same with binding to certificates switched on or off.
   *
   * @param newCertificateBinding see {@link #certificateBinding()}
   * @return other ways
   */
  public Logins withCertificateBinding(boolean newCertificateBinding) {
    return new Logins(
        cleartext, apop, mechanisms, mechanismList, newCertificateBinding, anonymous, delay);
  }

  /**
   * The same with another maildrop for everybody.
   *
   * @param newAnonymous see {@link #anonymous()}
   * @return other ways
   */
  public Logins withAnonymous(Optional<UserName> newAnonymous) {
    return new Logins(
        cleartext, apop, mechanisms, mechanismList, certificateBinding, newAnonymous, delay);
  }

  /**
   * The same with another delay.
   *
   * @param newDelay see {@link #delay()}
   * @return other ways
   */
  public Logins withDelay(Duration newDelay) {
    return new Logins(
        cleartext, apop, mechanisms, mechanismList, certificateBinding, anonymous, newDelay);
  }
}
