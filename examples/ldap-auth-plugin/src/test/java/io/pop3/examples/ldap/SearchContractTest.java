package io.pop3.examples.ldap;

import io.pop3.spi.ProviderContext;

/** AU-01 to AU-17 for a backend that searches for the user first. */
final class SearchContractTest extends LdapBackendContract {

  @Override
  ProviderContext configuration(TestDirectory directory) {
    return directory.searching();
  }
}
