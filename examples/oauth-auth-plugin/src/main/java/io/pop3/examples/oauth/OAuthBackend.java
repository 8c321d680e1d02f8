package io.pop3.examples.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.authentication.BearerTokenVerifier;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenVerdict;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks bearer tokens: whether they are genuine, and what they are good for. */
final class OAuthBackend implements AuthenticationBackend {

  /** What a bearer token can be made of (RFC 6750 section 2.1). */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final TokenReader reader;
  private final ClaimsRules rules;
  private volatile boolean closed;

  OAuthBackend(TokenReader reader, ClaimsRules rules) {
    this.reader = reader;
    this.rules = rules;
  }

  @Override
  public Optional<BearerTokenVerifier> bearerTokens() {
    return Optional.of(this::verify);
  }

  private TokenVerdict verify(Secret secret, Optional<UserName> user)
      throws BackendUnavailableException {
    if (closed) {
      throw new IllegalStateException("backend: closed (expected: open)");
    }
    String token = text(secret);
    Optional<JWTClaimsSet> claims =
        TOKEN.matcher(token).matches() ? reader.read(token) : Optional.empty();
    return claims.map(found -> rules.judge(found, user)).orElseGet(rules::invalidToken);
  }

  /** Libraries want a string, which nobody can wipe; it lives no longer than the check. */
  private static String text(Secret secret) {
    byte[] octets = secret.reveal();
    try {
      return new String(octets, StandardCharsets.ISO_8859_1);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
