package io.pop3.examples.oauth;

import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.AuthenticationBackendFactory;
import java.util.Set;

/**
 * What {@code authentication = oauth} selects in the server's configuration. The keys are those of
 * {@link ConfigurationReader}; the README of this example says what each is for.
 *
 * <p>The issuer need not be up when the server starts: until it is, clients are told to come back.
 */
public final class OAuthBackendFactory implements AuthenticationBackendFactory {

  /** For {@link java.util.ServiceLoader}. */
  public OAuthBackendFactory() {}

  @Override
  public String name() {
    return "oauth";
  }

  @Override
  public String description() {
    return "bearer tokens of an OAuth 2 issuer, signed or introspected";
  }

  @Override
  public Set<String> configurationKeys() {
    return ConfigurationReader.KEYS;
  }

  /**
   * Makes a backend, without talking to the issuer.
   *
   * @throws ProviderConfigurationException with everything that is wrong
   */
  @Override
  public AuthenticationBackend create(ProviderContext context) {
    OAuthConfiguration configuration = new ConfigurationReader(context).read();
    Http http = new Http(configuration.timeout());
    TokenReader reader =
        configuration.source() instanceof OAuthConfiguration.Signed signed
            ? new SignedTokens(signed, http, context.clock())
            : new Introspection((OAuthConfiguration.Introspected) configuration.source(), http);
    return new OAuthBackend(reader, new ClaimsRules(configuration, context.clock()));
  }
}
