package io.pop3.examples.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.pop3.spi.authentication.BackendUnavailableException;
import java.text.ParseException;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads tokens that are JWTs, signed with a key that the issuer publishes.
 *
 * <p>The algorithm is one of those configured, which are all asymmetric, whatever the token itself
 * names; keys and addresses of keys that a token brings along are not looked at (RFC 8725 section
 * 3.1 and 3.10).
 */
final class SignedTokens implements TokenReader {

  /**
   * Three parts in base64url without padding (RFC 7515 section 7.1); the library is less strict.
   */
  private static final Pattern COMPACT = Pattern.compile("(?:[A-Za-z0-9_-]+\\.){2}[A-Za-z0-9_-]+");

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  SignedTokens(OAuthConfiguration.Signed configuration, Http http, Clock clock) {
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            configuration.algorithms(), new IssuerKeys(configuration.keys(), http, clock)));
    // What the claims must be is the same for all readers: see ClaimsRules.
    processor.setJWTClaimsSetVerifier(null);
  }

  @Override
  public Optional<JWTClaimsSet> read(String token) throws BackendUnavailableException {
    if (!COMPACT.matcher(token).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(processor.process(token, null));
    } catch (KeySourceException e) {
      throw BackendUnavailableException.temporary("keys of the issuer: " + e.getMessage(), e);
    } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
      // Not passed on: the message may show a part of the token.
      return Optional.empty();
    }
  }
}
