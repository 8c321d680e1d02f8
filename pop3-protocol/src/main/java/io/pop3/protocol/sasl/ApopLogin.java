package io.pop3.protocol.sasl;

import io.pop3.protocol.digest.ApopDigest;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.util.Optional;

/**
 * What APOP sends and checks, prepared by both sides alike: the name as a query, the secret as what
 * is stored (RFC 6856 section 2.2, ledger 6856-USER-5). A digest hides how its secret was spelled,
 * so that here, unlike with PASS, the server can't make up for a client that prepares nothing.
 *
 * <p>Printable ASCII stays as it is, so that RFC 1939 section 7 holds unchanged. Stateless; safe
 * for several threads.
 */
public final class ApopLogin {

  private ApopLogin() {}

  /**
   * The name as it is sent and looked up.
   *
   * @param name as somebody typed or sent it
   * @return the prepared name; nothing if it is refused (ledger 6856-USER-6)
   */
  public static Optional<UserName> name(UserName name) {
    return PreparedText.name(name.value());
  }

  /**
   * The digest that a client sends.
   *
   * @param timestamp the timestamp of the greeting
   * @param secret what client and server share; not wiped
   * @return 32 lower-case hexadecimal digits; nothing if the secret is refused or is not UTF-8
   */
  public static Optional<String> digest(ApopTimestamp timestamp, Secret secret) {
    Optional<Secret> prepared = SaslPrep.prepareStored(secret);
    if (prepared.isEmpty()) {
      return Optional.empty();
    }
    try (Secret text = prepared.get()) {
      return Optional.of(ApopDigest.of(timestamp, text));
    }
  }

  /**
   * Checks the digest that a client sent, in constant time for secrets of printable ASCII.
   *
   * @param given what the client sent, in any case of its digits
   * @param timestamp the timestamp of the greeting of this very connection
   * @param secret what client and server share; not wiped
   * @return whether the client knows the secret; never for a secret that is refused
   */
  public static boolean matches(String given, ApopTimestamp timestamp, Secret secret) {
    Optional<Secret> prepared = SaslPrep.prepareStored(secret);
    if (prepared.isEmpty()) {
      return false;
    }
    try (Secret text = prepared.get()) {
      return ApopDigest.matches(given, timestamp, text);
    }
  }
}
