package io.pop3.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MaildropStoreFactory;
import io.pop3.spi.testkit.InMemoryAuthenticationBackendFactory;
import io.pop3.spi.testkit.InMemoryMaildropStore;
import io.pop3.spi.testkit.InMemoryMaildropStoreFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCatalogTest {

  private record Named(String name, Set<String> configurationKeys) implements MaildropStoreFactory {

    Named(String name) {
      this(name, Set.of());
    }

    @Override
    public MaildropStore create(ProviderContext context) {
      return new InMemoryMaildropStore();
    }
  }

  @Test
  void discoveredFactoriesAreFoundByName() {
    try (PluginCatalog catalog = new PluginCatalog().discover(getClass().getClassLoader())) {
      String name = new InMemoryMaildropStoreFactory().name();
      assertThat(catalog.maildrops(name)).isInstanceOf(InMemoryMaildropStoreFactory.class);
      assertThat(catalog.authentication(new InMemoryAuthenticationBackendFactory().name()))
          .isInstanceOf(InMemoryAuthenticationBackendFactory.class);
    }
  }

  /** Several loaders see the same class: that is no conflict. */
  @Test
  void classFoundTwiceIsOnePlugin() {
    ClassLoader loader = getClass().getClassLoader();
    try (PluginCatalog catalog = new PluginCatalog().discover(loader).discover(loader)) {
      assertThat(catalog.maildropFactories()).hasSize(1);
      assertThat(catalog.authenticationFactories()).hasSize(1);
    }
  }

  /** PF-01. */
  @Test
  void duplicateNameIsRefusedNamingBothOrigins() {
    try (PluginCatalog catalog = new PluginCatalog().add(new Named("same"))) {
      MaildropStoreFactory other =
          new MaildropStoreFactory() {
            @Override
            public String name() {
              return "same";
            }

            @Override
            public MaildropStore create(ProviderContext context) {
              return new InMemoryMaildropStore();
            }
          };
      assertThatThrownBy(() -> catalog.add(other))
          .isInstanceOf(PluginException.class)
          .hasMessageStartingWith("maildrop store: two are named same: " + Named.class.getName())
          .hasMessageContaining(" and " + other.getClass().getName())
          .hasMessageEndingWith("(expected: one)");
    }
  }

  /** PF-01. */
  @Test
  void illegalNameIsRefused() {
    try (PluginCatalog catalog = new PluginCatalog()) {
      assertThatThrownBy(() -> catalog.add(new Named("Bad Name")))
          .isInstanceOf(PluginException.class)
          .hasMessageContaining("name \"Bad Name\"")
          .hasMessageEndingWith("(expected: [a-z][a-z0-9-]*)");
    }
  }

  @Test
  void unknownNameListsTheKnownOnesAndTheNearest() {
    try (PluginCatalog catalog =
        new PluginCatalog().add(new Named("maildir")).add(new Named("mbox"))) {
      assertThatThrownBy(() -> catalog.maildrops("mialdir"))
          .isInstanceOf(PluginException.class)
          .hasMessage(
              "maildrop store: \"mialdir\" (expected: one of maildir, mbox, perhaps maildir)");
      assertThatThrownBy(() -> catalog.maildrops("cassandra"))
          .hasMessage("maildrop store: \"cassandra\" (expected: one of maildir, mbox)");
      assertThatThrownBy(() -> catalog.authentication("file"))
          .hasMessage("authentication backend: \"file\" (expected: one of none is installed)");
    }
  }

  /** PF-02; values are not shown, for they may be secrets. */
  @Test
  void unknownKeysAreRefusedAllAtOnceWithTheNearest() {
    Named factory = new Named("maildir", Set.of("root", "fsync"));
    ProviderContext context =
        ProviderContext.of(Map.of("rot", "/mail", "password", "secret", "fsync", "true"));
    assertThatThrownBy(() -> ConfigurationKeys.check(factory, context))
        .isInstanceOf(ProviderConfigurationException.class)
        .hasMessageContaining("rot: ")
        .hasMessageContaining("a key of plugin maildir, perhaps root")
        .hasMessageContaining("password: ")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("/mail");
  }

  @Test
  void directoryWithoutJarsHoldsNoPlugins(@TempDir Path directory) {
    try (PluginCatalog catalog =
        new PluginCatalog().discoverIn(directory).discoverIn(directory.resolve("missing"))) {
      assertThat(catalog.maildropFactories()).isEmpty();
    }
  }

  @Test
  void jarOfABrokenPluginIsNamed(@TempDir Path directory) throws IOException {
    Path jar = directory.resolve("broken.jar");
    try (FileSystem files =
        FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
      Path services = files.getPath("META-INF/services");
      Files.createDirectories(services);
      Files.writeString(
          services.resolve(MaildropStoreFactory.class.getName()), "org.example.Missing\n");
    }
    try (PluginCatalog catalog = new PluginCatalog()) {
      assertThatThrownBy(() -> catalog.discoverIn(directory))
          .isInstanceOf(PluginException.class)
          .hasMessageStartingWith("maildrop store: can't be loaded: ")
          .hasMessageContaining("org.example.Missing");
    }
  }
}
