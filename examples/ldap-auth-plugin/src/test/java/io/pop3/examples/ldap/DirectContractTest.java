package io.pop3.examples.ldap;

import io.pop3.spi.ProviderContext;

/** AU-01 to AU-17 for a backend that binds as the user at once. */
final class DirectContractTest extends LdapBackendContract {

  @Override
  ProviderContext configuration(TestDirectory directory) {
    return directory.direct();
  }
}
