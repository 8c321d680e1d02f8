package io.pop3.server.plugin;

import io.pop3.spi.authentication.AuthenticationBackendFactory;
import io.pop3.spi.maildrop.MaildropStoreFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The plugins there are, by kind and name. Filled once by one thread, then safe for several
 * threads.
 *
 * <pre>{@code
 * PluginCatalog catalog = new PluginCatalog().discover(loader).discoverIn(directory);
 * builder.maildrops(catalog.maildrops("maildir"), context);
 * }</pre>
 *
 * <p>Close a catalog after the servers that use its plugins: that releases the jars found by {@link
 * #discoverIn}.
 */
public final class PluginCatalog implements AutoCloseable {

  private final FactoryIndex<AuthenticationBackendFactory> authentication =
      new FactoryIndex<>("authentication backend");
  private final FactoryIndex<MaildropStoreFactory> maildrops = new FactoryIndex<>("maildrop store");
  private final List<URLClassLoader> loaders = new ArrayList<>();

  /** A catalog without any plugin. */
  public PluginCatalog() {}

  /**
   * Adds a factory.
   *
   * @param factory creates backends
   * @return this catalog
   * @throws PluginException if its name is taken or illegal
   */
  public PluginCatalog add(AuthenticationBackendFactory factory) {
    authentication.add(factory);
    return this;
  }

  /**
   * Adds a factory.
   *
   * @param factory creates stores
   * @return this catalog
   * @throws PluginException if its name is taken or illegal
   */
  public PluginCatalog add(MaildropStoreFactory factory) {
    maildrops.add(factory);
    return this;
  }

  /**
   * Adds all factories that {@link ServiceLoader} finds.
   *
   * @param loader where to look
   * @return this catalog
   * @throws PluginException if a name is taken or illegal, or a factory can't be loaded
   */
  public PluginCatalog discover(ClassLoader loader) {
    authentication.addAll(ServiceLoader.load(AuthenticationBackendFactory.class, loader));
    maildrops.addAll(ServiceLoader.load(MaildropStoreFactory.class, loader));
    return this;
  }

  /**
   * Adds all factories of the jars in a directory. The jars share one class loader, so that a
   * plugin can bring its libraries along.
   *
   * @param directory holds jars; a directory that does not exist holds none
   * @return this catalog
   * @throws PluginException if a name is taken or illegal, or a factory can't be loaded
   * @throws UncheckedIOException if the directory can't be read
   */
  public PluginCatalog discoverIn(Path directory) {
    List<URL> jars = jars(directory);
    if (!jars.isEmpty()) {
      URLClassLoader loader =
          new URLClassLoader(
              "plugins", jars.toArray(URL[]::new), PluginCatalog.class.getClassLoader());
      loaders.add(loader);
      discover(loader);
    }
    return this;
  }

  private static List<URL> jars(Path directory) {
    List<URL> jars = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
        for (Path file : files) {
          jars.add(file.toUri().toURL());
        }
      } catch (IOException unreadable) {
        throw new UncheckedIOException(
            "plugin directory: " + directory + " (expected: readable)", unreadable);
      }
    }
    return jars;
  }

  /**
   * Chooses an authentication backend.
   *
   * @param name as configured
   * @return its factory
   * @throws PluginException if there is none of this name; names those there are
   */
  public AuthenticationBackendFactory authentication(String name) {
    return authentication.find(name);
  }

  /**
   * Chooses a maildrop store.
   *
   * @param name as configured
   * @return its factory
   * @throws PluginException if there is none of this name; names those there are
   */
  public MaildropStoreFactory maildrops(String name) {
    return maildrops.find(name);
  }

  /**
   * All factories of authentication backends.
   *
   * @return the factories, sorted by name
   */
  public List<AuthenticationBackendFactory> authenticationFactories() {
    return authentication.all();
  }

  /**
   * All factories of maildrop stores.
   *
   * @return the factories, sorted by name
   */
  public List<MaildropStoreFactory> maildropFactories() {
    return maildrops.all();
  }

  /** Releases the jars found in directories; harmless if repeated. */
  @Override
  public void close() {
    for (URLClassLoader loader : loaders) {
      try {
        loader.close();
      } catch (IOException failed) {
        throw new UncheckedIOException("plugin jars: can't be released", failed);
      }
    }
    loaders.clear();
  }
}
