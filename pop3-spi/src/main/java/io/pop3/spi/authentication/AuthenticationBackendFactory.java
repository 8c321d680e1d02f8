package io.pop3.spi.authentication;

import io.pop3.spi.NamedFactory;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import java.util.Optional;

/** Makes an {@link AuthenticationBackend} from configuration; found by its name. */
public interface AuthenticationBackendFactory extends NamedFactory {

  /**
   * Makes a backend that is ready for use.
   *
   * <p>PF-03: everything that can be validated now is, and all problems are reported at once. The
   * call may block. After an exception nothing is left open.
   *
   * @param context configuration, time and randomness
   * @return a backend, which the caller closes
   * @throws ProviderConfigurationException if the configuration can't be used
   */
  AuthenticationBackend create(ProviderContext context);

  /**
   * A way to change the accounts of the backend that this configuration describes.
   *
   * @param context as for {@link #create}; what is to hold the accounts need not exist yet
   * @return empty if accounts are kept by other means
   * @throws ProviderConfigurationException if the configuration can't be used
   */
  default Optional<AccountAdministration> administration(ProviderContext context) {
    return Optional.empty();
  }
}
