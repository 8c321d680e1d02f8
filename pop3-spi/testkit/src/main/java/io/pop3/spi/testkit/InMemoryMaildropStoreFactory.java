package io.pop3.spi.testkit;

import io.pop3.spi.ProviderContext;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MaildropStoreFactory;

/** Makes {@link InMemoryMaildropStore}s; its name is {@code memory} and it has no keys. */
public final class InMemoryMaildropStoreFactory implements MaildropStoreFactory {

  /** For {@link java.util.ServiceLoader}. */
  public InMemoryMaildropStoreFactory() {}

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String description() {
    return "keeps mail in memory until the server ends; for tests";
  }

  @Override
  public MaildropStore create(ProviderContext context) {
    return new InMemoryMaildropStore(context.random());
  }
}
