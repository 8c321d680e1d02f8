package io.pop3.server.internal.authentication;

import io.pop3.protocol.model.UserName;
import io.pop3.server.internal.network.AddressKey;
import io.pop3.server.observer.LoginFailure;
import io.pop3.server.observer.SessionInfo;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * One attempt to log in: what is known of it, as it goes on. Used by one thread at a time, the
 * event loop or a worker.
 */
public final class LoginAttempt {

  private final SessionInfo session;
  private final AddressKey address;
  private final String mechanism;
  private final List<X509Certificate> certificates;
  private Optional<UserName> claimed = Optional.empty();
  private LoginFailure failure = LoginFailure.BAD_EXCHANGE;
  private Optional<EvenTimes.Check> check = Optional.empty();
  private int fingerprint;
  private long beganNanos;

  /**
   * Begins an attempt.
   *
   * @param session the session
   * @param mechanism the way: {@code USER}, {@code APOP} or a SASL mechanism
   * @param certificates the client's verified certificate chain; empty if it has none
   */
  public LoginAttempt(SessionInfo session, String mechanism, List<X509Certificate> certificates) {
    this.session = session;
    this.address = AddressKey.of(session.peer().getAddress());
    this.mechanism = mechanism;
    this.certificates = List.copyOf(certificates);
  }

  /**
   * The session.
   *
   * @return as it was when the attempt began
   */
  public SessionInfo session() {
    return session;
  }

  /**
   * The way.
   *
   * @return {@code USER}, {@code APOP} or a SASL mechanism
   */
  public String mechanism() {
    return mechanism;
  }

  /**
   * Whom the client claims to be, as far as it is known.
   *
   * @return the name
   */
  public Optional<UserName> claimed() {
    return claimed;
  }

  /**
   * Why it failed, if it did.
   *
   * @return for the log
   */
  public LoginFailure failure() {
    return failure;
  }

  /**
   * Says why it failed.
   *
   * @param reason for the log
   */
  public void fail(LoginFailure reason) {
    failure = reason;
  }

  AddressKey address() {
    return address;
  }

  List<X509Certificate> certificates() {
    return certificates;
  }

  void claim(UserName name) {
    claimed = Optional.of(name);
  }

  /** What the backend was asked last; empty if nothing. */
  Optional<EvenTimes.Check> check() {
    return check;
  }

  void ask(EvenTimes.Check asked) {
    check = Optional.of(asked);
  }

  int fingerprint() {
    return fingerprint;
  }

  void note(int newFingerprint) {
    fingerprint = newFingerprint;
  }

  long beganNanos() {
    return beganNanos;
  }

  void begin(long nanos) {
    beganNanos = nanos;
  }
}
