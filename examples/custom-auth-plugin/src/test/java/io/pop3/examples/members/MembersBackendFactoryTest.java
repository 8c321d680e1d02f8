package io.pop3.examples.members;

import io.pop3.spi.NamedFactory;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.testkit.FactoryContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** The contract that every factory keeps: PF-01 to PF-03. */
final class MembersBackendFactoryTest extends FactoryContract {

  @TempDir private Path directory;

  @Override
  protected Class<? extends NamedFactory> factoryType() {
    return MembersBackendFactory.class;
  }

  @Override
  protected ProviderContext validContext() throws IOException {
    MembersFile.in(directory);
    return context("members.csv");
  }

  @Override
  protected Collection<BadConfiguration> badConfigurations() {
    return List.of(
        new BadConfiguration(context("nowhere.csv"), List.of("path")),
        new BadConfiguration(context("."), List.of("path")),
        new BadConfiguration(context("\0"), List.of("path")));
  }

  private ProviderContext context(String path) {
    return ProviderContext.of(Map.of("path", path)).withBaseDirectory(directory);
  }
}
