package io.pop3.spi.maildrop;

import io.pop3.spi.NamedFactory;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import java.util.Optional;

/** Makes a {@link MaildropStore} from configuration; found by its name. */
public interface MaildropStoreFactory extends NamedFactory {

  /**
   * Makes a store that is ready for use.
   *
   * <p>PF-03: everything that can be validated now is, and all problems are reported at once. The
   * call may block. After an exception nothing is left open.
   *
   * @param context configuration, time and randomness
   * @return a store, which the caller closes
   * @throws ProviderConfigurationException if the configuration can't be used
   */
  MaildropStore create(ProviderContext context);

  /**
   * A way to look after the maildrops of the store that this configuration describes.
   *
   * @param context as for {@link #create}
   * @return empty if there is none
   * @throws ProviderConfigurationException if the configuration can't be used
   */
  default Optional<MaildropAdministration> administration(ProviderContext context) {
    return Optional.empty();
  }
}
