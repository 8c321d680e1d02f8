package io.pop3.server.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {

  @TempDir Path directory;

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("pop3d.properties"), content);
  }

  @Test
  void keysAndValuesAreReadInTheOrderOfTheFile() throws IOException {
    Path file = file("listen = 127.0.0.1:110, [::1]:110\n# a comment\nserver.name = m.example\n");

    assertThat(ConfigurationFile.read(file))
        .containsExactly(
            Map.entry("listen", "127.0.0.1:110, [::1]:110"), Map.entry("server.name", "m.example"));
  }

  @Test
  void environmentVariablesAreSubstituted() throws IOException {
    Path file = file("maildrops.maildir.root = ${env:PATH}/x\n");

    assertThat(ConfigurationFile.read(file))
        .containsEntry("maildrops.maildir.root", System.getenv("PATH") + "/x");
  }

  @Test
  void variablesThatAreNotSetAndOtherSubstitutionsAreReportedTogether() throws IOException {
    Path file = file("a = ${env:POP3D_TEST_NOT_SET}\nb = ${sys:user.home}\n");

    assertThatThrownBy(() -> ConfigurationFile.read(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("2 problems")
        .hasMessageContaining("a: ${env:POP3D_TEST_NOT_SET}")
        .hasMessageContaining("b: ${sys:user.home}")
        .hasMessageContaining("expected: ${env:NAME}");
  }

  @Test
  void aKeyGivenTwiceIsAProblem() throws IOException {
    Path file = file("login.apop = on\nlogin.apop = off\n");

    assertThatThrownBy(() -> ConfigurationFile.read(file))
        .hasMessageContaining("login.apop: given 2 times (expected: once)");
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = directory.resolve("absent.properties");

    assertThatThrownBy(() -> ConfigurationFile.read(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("does not exist");
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    Path file = directory.resolve("latin1.properties");
    Files.write(file, "server.greeting = caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> ConfigurationFile.read(file)).hasMessageContaining("not UTF-8");
  }
}
