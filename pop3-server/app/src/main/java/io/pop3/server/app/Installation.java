package io.pop3.server.app;

import io.pop3.server.app.config.ConfigurationFile;
import io.pop3.server.app.config.PluginKeys;
import io.pop3.server.app.config.ServerConfiguration;
import io.pop3.server.plugin.PluginCatalog;
import io.pop3.spi.NamedFactory;
import io.pop3.spi.ProviderContext;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a configuration file and the installed plugins are together.
 *
 * @param configuration what the file says
 * @param catalog the plugins, open as long as a server uses them
 * @param baseDirectory where relative paths of plugins begin: the directory of the file
 */
record Installation(ServerConfiguration configuration, PluginCatalog catalog, Path baseDirectory)
    implements AutoCloseable {

  private static final String PLUGINS_KEY = "plugins";

  /** Where the program is installed; {@code bin/pop3d} sets it. */
  private static final String HOME_PROPERTY = "pop3d.home";

  /** Reads a configuration file and finds the plugins. */
  static Installation load(Path file) {
    Map<String, String> values = ConfigurationFile.read(file);
    Path base = file.toAbsolutePath().getParent();
    Path directory = base == null ? Path.of("") : base;
    PluginCatalog catalog = plugins(Optional.ofNullable(values.get(PLUGINS_KEY)), directory);
    try {
      ServerConfiguration configuration =
          ServerConfiguration.of(values, file.toString(), keysOf(catalog));
      return new Installation(configuration, catalog, directory);
    } catch (RuntimeException e) {
      catalog.close();
      throw e;
    }
  }

  /** The plugins on the class path and those in a directory. */
  static PluginCatalog plugins(Optional<String> configured, Path base) {
    PluginCatalog catalog = new PluginCatalog().discover(Installation.class.getClassLoader());
    try {
      String home = System.getProperty(HOME_PROPERTY);
      if (configured.isPresent() && !configured.get().isEmpty()) {
        catalog.discoverIn(base.resolve(configured.get()));
      } else if (home != null) {
        catalog.discoverIn(Path.of(home, PLUGINS_KEY));
      }
      return catalog;
    } catch (RuntimeException e) {
      catalog.close();
      throw e;
    }
  }

  ProviderContext authenticationContext() {
    return ProviderContext.of(configuration.authentication().keys())
        .withBaseDirectory(baseDirectory);
  }

  ProviderContext maildropsContext() {
    return ProviderContext.of(configuration.maildrops().keys()).withBaseDirectory(baseDirectory);
  }

  @Override
  public void close() {
    catalog.close();
  }

  private static PluginKeys keysOf(PluginCatalog catalog) {
    return new PluginKeys() {
      @Override
      public Optional<Set<String>> ofAuthentication(String name) {
        return keys(catalog.authenticationFactories(), name);
      }

      @Override
      public Optional<Set<String>> ofMaildrops(String name) {
        return keys(catalog.maildropFactories(), name);
      }

      @Override
      public Set<String> authenticationNames() {
        return names(catalog.authenticationFactories());
      }

      @Override
      public Set<String> maildropNames() {
        return names(catalog.maildropFactories());
      }
    };
  }

  private static Optional<Set<String>> keys(
      Collection<? extends NamedFactory> factories, String name) {
    return factories.stream()
        .filter(factory -> factory.name().equals(name))
        .findFirst()
        .map(NamedFactory::configurationKeys);
  }

  private static Set<String> names(Collection<? extends NamedFactory> factories) {
    return factories.stream()
        .map(NamedFactory::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
