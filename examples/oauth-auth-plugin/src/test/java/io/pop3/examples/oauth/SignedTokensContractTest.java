package io.pop3.examples.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.testkit.TestAccount;
import java.time.Duration;
import java.util.Date;

/** AU-01 to AU-17 for a backend that looks at signatures. */
final class SignedTokensContractTest extends OAuthBackendContract {

  @Override
  ProviderContext configuration(TestIssuer made) {
    return made.signed();
  }

  @Override
  String token(TestIssuer made, TestAccount account) {
    // Good for longer than an issuer may be away.
    JWTClaimsSet claims =
        made.claims(account.name())
            .expirationTime(Date.from(made.clock.instant().plus(Duration.ofDays(1))))
            .build();
    return made.sign(claims);
  }
}
