package io.pop3.server.app;

import io.pop3.server.plugin.ConfigurationKeys;
import io.pop3.spi.authentication.AccountAdministration;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.AuthenticationBackendFactory;
import io.pop3.spi.maildrop.MaildropAdministration;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MaildropStoreFactory;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the providers that a configuration chose, for commands that need one without a server. */
final class Providers {

  private Providers() {}

  static AuthenticationBackend authentication(Installation installation) {
    AuthenticationBackendFactory factory = authenticationFactory(installation);
    ConfigurationKeys.check(factory, installation.authenticationContext());
    return factory.create(installation.authenticationContext());
  }

  static MaildropStore maildrops(Installation installation) {
    MaildropStoreFactory factory =
        installation.catalog().maildrops(installation.configuration().maildrops().name());
    ConfigurationKeys.check(factory, installation.maildropsContext());
    return factory.create(installation.maildropsContext());
  }

  /**
   * The accounts of the configured backend; the installation stays open as long as the program
   * runs.
   */
  static AccountAdministration accounts(Path config) {
    Installation installation = Installation.load(config);
    return accountAdministration(installation)
        .orElseThrow(
            () ->
                new UserErrorException(
                    "authentication: \""
                        + installation.configuration().authentication().name()
                        + "\" (expected: a plugin whose accounts can be changed here)"));
  }

  /** The accounts of the configured backend; empty if it can't tell or change them. */
  static Optional<AccountAdministration> accountAdministration(Installation installation) {
    return authenticationFactory(installation).administration(installation.authenticationContext());
  }

  /** The maildrops of the configured store, to be looked after. */
  static MaildropAdministration maildropAdministration(Installation installation) {
    String name = installation.configuration().maildrops().name();
    MaildropStoreFactory factory = installation.catalog().maildrops(name);
    ConfigurationKeys.check(factory, installation.maildropsContext());
    return factory
        .administration(installation.maildropsContext())
        .orElseThrow(
            () ->
                new UserErrorException(
                    "maildrops: \""
                        + name
                        + "\" (expected: a plugin whose maildrops can be looked after here)"));
  }

  private static AuthenticationBackendFactory authenticationFactory(Installation installation) {
    return installation
        .catalog()
        .authentication(installation.configuration().authentication().name());
  }
}
