package io.pop3.spi.testkit;

import io.pop3.spi.NamedFactory;
import io.pop3.spi.ProviderContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;

final class InMemoryMaildropStoreFactoryTest extends FactoryContract {

  @Override
  protected Class<? extends NamedFactory> factoryType() {
    return InMemoryMaildropStoreFactory.class;
  }

  @Override
  protected ProviderContext validContext() {
    return ProviderContext.of(Map.of());
  }

  @Override
  protected Collection<BadConfiguration> badConfigurations() {
    return List.of();
  }
}
