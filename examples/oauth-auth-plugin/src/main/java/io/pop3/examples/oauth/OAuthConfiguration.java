package io.pop3.examples.oauth;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of a backend, checked.
 *
 * @param source how it is found out what a token says
 * @param issuer who must have issued a token; empty if the source vouches for that
 * @param audience whom a token may be meant for, one of these; empty if the source vouches for that
 * @param userClaim what a token calls its user, who has mail under that name
 * @param scope what a token must allow, all of it
 * @param openidConfiguration where clients learn about the issuer
 * @param clockSkew by how much clocks may differ
 * @param timeout how long to wait for an answer of the issuer
 */
record OAuthConfiguration(
    Source source,
    Optional<String> issuer,
    Set<String> audience,
    String userClaim,
    Set<String> scope,
    Optional<String> openidConfiguration,
    Duration clockSkew,
    Duration timeout) {

  OAuthConfiguration {
    audience = Set.copyOf(audience);
    scope = Set.copyOf(scope);
  }

  /** How it is found out what a token says. */
  sealed interface Source {}

  /**
   * Tokens say it themselves, and are signed.
   *
   * @param keys where the issuer publishes its keys
   * @param algorithms those it signs with, none of them symmetric
   */
  record Signed(URI keys, Set<JWSAlgorithm> algorithms) implements Source {}

  /**
   * The issuer is asked.
   *
   * @param endpoint where
   * @param authorization the value of the header that shows who asks; a secret
   */
  record Introspected(URI endpoint, String authorization) implements Source {

    /** Leaves the secret out. */
    @Override
    public String toString() {
      return "Introspected[endpoint=" + endpoint + "]";
    }
  }
}
