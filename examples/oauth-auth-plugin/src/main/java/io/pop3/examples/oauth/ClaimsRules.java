package io.pop3.examples.oauth;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenAccepted;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenRejected;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenVerdict;
import io.pop3.spi.maildrop.MaildropOwner;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a genuine token must say to be good for a login (ledger 7628-VAL-2). */
final class ClaimsRules {

  private static final String EMAIL = "email";

  /**
   * A token bound to a key (RFC 7800) must come with a proof that its sender has the key, for which
   * OAUTHBEARER has no room: whoever stole it must not get in with it.
   */
  private static final String KEY_BINDING = "cnf";

  private final OAuthConfiguration configuration;
  private final Verifier verifier;

  ClaimsRules(OAuthConfiguration configuration, Clock clock) {
    this.configuration = configuration;
    this.verifier = new Verifier(configuration, clock);
  }

  TokenVerdict judge(JWTClaimsSet claims, Optional<UserName> asked) {
    try {
      verifier.verify(claims, null);
    } catch (BadJWTException e) {
      return invalidToken();
    }
    if (!scopes(claims).containsAll(configuration.scope())) {
      return rejected("insufficient_scope");
    }
    Optional<UserName> user = user(claims);
    if (user.isEmpty() || (asked.isPresent() && !asked.equals(user))) {
      return invalidToken();
    }
    return new TokenAccepted(MaildropOwner.of(user.get()));
  }

  TokenVerdict invalidToken() {
    return rejected("invalid_token");
  }

  /** The client learns which scope to ask for, and where (RFC 7628 section 3.2.2). */
  private TokenVerdict rejected(String status) {
    Optional<String> scope =
        configuration.scope().isEmpty()
            ? Optional.empty()
            : Optional.of(String.join(" ", new TreeSet<>(configuration.scope())));
    return new TokenRejected(status, scope, configuration.openidConfiguration());
  }

  /** Issuers write {@code scope}, a list apart by spaces (RFC 8693), or {@code scp}, an array. */
  private static Set<String> scopes(JWTClaimsSet claims) {
    Set<String> scopes = new HashSet<>();
    for (String name : List.of("scope", "scp")) {
      @Nullable Object value = claims.getClaim(name);
      if (value instanceof String text) {
        scopes.addAll(List.of(text.split(" ", -1)));
      } else if (value instanceof Collection<?> several) {
        several.forEach(scope -> scopes.add(String.valueOf(scope)));
      }
    }
    return scopes;
  }

  private Optional<UserName> user(JWTClaimsSet claims) {
    String claim = configuration.userClaim();
    if (claim.equals(EMAIL) && Boolean.FALSE.equals(claims.getClaim("email_verified"))) {
      // Anybody could have said so.
      return Optional.empty();
    }
    return claims.getClaim(claim) instanceof String name && UserName.isValid(name)
        ? Optional.of(new UserName(name))
        : Optional.empty();
  }

  /** The library's rules, under our clock. */
  private static final class Verifier extends DefaultJWTClaimsVerifier<SecurityContext> {

    private final Clock clock;

    Verifier(OAuthConfiguration configuration, Clock clock) {
      super(
          configuration.audience().isEmpty() ? null : configuration.audience(),
          issuer(configuration),
          required(configuration),
          Set.of(KEY_BINDING));
      this.clock = clock;
      setMaxClockSkew((int) configuration.clockSkew().toSeconds());
    }

    private static JWTClaimsSet issuer(OAuthConfiguration configuration) {
      JWTClaimsSet.Builder expected = new JWTClaimsSet.Builder();
      configuration.issuer().ifPresent(expected::issuer);
      return expected.build();
    }

    /** A token that says itself how long it is good must say so; of others the issuer knows. */
    private static Set<String> required(OAuthConfiguration configuration) {
      return configuration.source() instanceof OAuthConfiguration.Signed ? Set.of("exp") : Set.of();
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }
}
