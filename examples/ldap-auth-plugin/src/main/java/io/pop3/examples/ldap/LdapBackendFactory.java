package io.pop3.examples.ldap;

import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.AuthenticationBackendFactory;
import java.util.Set;

/**
 * What {@code authentication = ldap} selects in the server's configuration. The keys are those of
 * {@link ConfigurationReader}; the README of this example says what each is for.
 *
 * <p>The directory need not be up when the server starts: until it is, clients are told to come
 * back.
 */
public final class LdapBackendFactory implements AuthenticationBackendFactory {

  /** For {@link java.util.ServiceLoader}. */
  public LdapBackendFactory() {}

  @Override
  public String name() {
    return "ldap";
  }

  @Override
  public String description() {
    return "users and passwords from an LDAP directory";
  }

  @Override
  public Set<String> configurationKeys() {
    return ConfigurationReader.KEYS;
  }

  /**
   * Makes a backend, without talking to the directory.
   *
   * @throws ProviderConfigurationException with everything that is wrong
   */
  @Override
  public AuthenticationBackend create(ProviderContext context) {
    LdapConfiguration configuration = new ConfigurationReader(context).read();
    return new LdapBackend(new Directory(configuration, context.random()));
  }
}
