package io.pop3.auth.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.pop3.spi.NamedFactory;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.testkit.FactoryContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAuthenticationBackendFactoryTest extends FactoryContract {

  @TempDir private Path directory;

  @BeforeEach
  void writeUsersFile() throws Exception {
    Files.writeString(directory.resolve("users"), Samples.line("harish", "vegetables"));
  }

  @Override
  protected Class<? extends NamedFactory> factoryType() {
    return FileAuthenticationBackendFactory.class;
  }

  @Override
  protected ProviderContext validContext() {
    return context(
        Map.of(
            "path", "users",
            "weak-schemes", "PLAIN, ssha SSHA256",
            "scram", "SHA-256,SHA-1",
            "ignore-case", "true"));
  }

  @Override
  protected Collection<BadConfiguration> badConfigurations() {
    return List.of(
        bad(Map.of(), "path"),
        bad(Map.of("path", " "), "path"),
        bad(Map.of("path", "nul\0"), "path"),
        bad(Map.of("path", "missing"), "path"),
        bad(Map.of("path", "."), "path"),
        bad(Map.of("path", "users/below-a-file"), "path"),
        bad(Map.of("path", "users", "weak-schemes", "PLAIN,MD5"), "weak-schemes"),
        bad(Map.of("path", "users", "weak-schemes", "ARGON2ID"), "weak-schemes"),
        bad(Map.of("path", "users", "scram", "SHA-384"), "scram"),
        bad(Map.of("path", "users", "ignore-case", "yes"), "ignore-case"),
        bad(
            Map.of("weak-schemes", "MD5,SHA", "scram", "x", "ignore-case", ""),
            "path",
            "weak-schemes",
            "weak-schemes",
            "scram",
            "ignore-case"));
  }

  private BadConfiguration bad(Map<String, String> configuration, String... keys) {
    return new BadConfiguration(context(configuration), List.of(keys));
  }

  private ProviderContext context(Map<String, String> configuration) {
    return ProviderContext.of(configuration).withBaseDirectory(directory);
  }

  @Test
  void itIsNamedFile() {
    assertThat(new FileAuthenticationBackendFactory().name()).isEqualTo("file");
  }

  @Test
  void aMissingFileIsNamedWithItsPath() {
    assertThatThrownBy(() -> create(Map.of("path", "missing")))
        .isInstanceOf(ProviderConfigurationException.class)
        .hasMessage(
            "path: \""
                + directory.resolve("missing")
                + "\" (expected: a file that can be read, but it does not exist)");
  }

  @Test
  void aDirectoryIsNoUsersFile() {
    assertThatThrownBy(() -> create(Map.of("path", directory.toString())))
        .isInstanceOf(ProviderConfigurationException.class)
        .hasMessageContaining("but it is not a regular file");
  }

  @Test
  void aFileThatMayNotBeReadIsNamedWithItsPath() throws Exception {
    Path users = directory.resolve("users");
    Files.setPosixFilePermissions(users, Set.of());
    assumeFalse(Files.isReadable(users), "this account may read everything");

    assertThatThrownBy(() -> create(Map.of("path", "users")))
        .isInstanceOf(ProviderConfigurationException.class)
        .hasMessageContaining(users + "\"")
        .hasMessageContaining("may not be accessed");
  }

  @Test
  void brokenLinesDoNotKeepTheServerFromStarting() throws Exception {
    Files.writeString(directory.resolve("users"), "broken\n");

    create(Map.of("path", "users")).close();
  }

  private AutoCloseable create(Map<String, String> configuration) {
    return new FileAuthenticationBackendFactory().create(context(configuration));
  }
}
