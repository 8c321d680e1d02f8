package io.pop3.spi.testkit;

/**
 * What authentication backends may differ in. {@link AuthenticationBackendContract} takes a backend
 * for one that does all of it unless the suite's {@code hasBehavior} says otherwise, and tests both
 * answers: a behaviour denied and yet shown fails like one claimed and not shown.
 */
public enum BackendBehavior {
  /** Offers {@code passwords()}. */
  CHECKS_PASSWORDS,

  /** Offers {@code sharedSecrets()}: the passwords of the suite's accounts in the clear. */
  KNOWS_SHARED_SECRETS,

  /** Offers {@code scram()}. */
  KNOWS_SCRAM_CREDENTIALS,

  /** Offers {@code bearerTokens()}. */
  CHECKS_BEARER_TOKENS,

  /** Offers {@code external()}. */
  MAPS_CERTIFICATES,

  /** Offers {@code delegation()}. */
  DELEGATES,

  /** Takes names that differ in case alone for one account. */
  IGNORES_CASE_OF_NAMES,

  /** Gives another {@code revision()} when its accounts change. */
  NOTICES_CHANGES,

  /** The suite can keep the backend from telling who its users are. */
  CAN_BE_BROKEN
}
