package io.pop3.examples.oauth;

import io.pop3.spi.ProviderContext;
import io.pop3.spi.testkit.TestAccount;
import java.util.Map;

/** AU-01 to AU-17 for a backend that asks the issuer. */
final class IntrospectionContractTest extends OAuthBackendContract {

  @Override
  ProviderContext configuration(TestIssuer made) {
    return made.introspected();
  }

  @Override
  String token(TestIssuer made, TestAccount account) {
    String token = "opaque-token-of-" + account.name();
    made.known.put(token, Map.of("active", true, "sub", account.name()));
    return token;
  }
}
