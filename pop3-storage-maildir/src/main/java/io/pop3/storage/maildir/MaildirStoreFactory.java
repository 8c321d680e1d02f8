package io.pop3.storage.maildir;

import io.pop3.spi.ProviderContext;
import io.pop3.spi.maildrop.MaildropAdministration;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MaildropStoreFactory;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the store {@code maildir}. The keys it understands are described in this module's README.
 */
public final class MaildirStoreFactory implements MaildropStoreFactory {

  /** Makes a factory; touches nothing. */
  public MaildirStoreFactory() {}

  @Override
  public String name() {
    return "maildir";
  }

  @Override
  public String description() {
    return "Maildir: one directory per user, one file per message";
  }

  @Override
  public Set<String> configurationKeys() {
    return MaildirOptions.KEYS;
  }

  @Override
  public MaildropStore create(ProviderContext context) {
    return new MaildirStore(MaildirEnvironment.of(context));
  }

  @Override
  public Optional<MaildropAdministration> administration(ProviderContext context) {
    return Optional.of(new MaildirAdministration(MaildirEnvironment.of(context)));
  }
}
