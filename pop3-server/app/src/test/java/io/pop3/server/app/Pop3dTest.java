package io.pop3.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pop3dTest {

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Pop3d.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private String config(String content) throws IOException {
    return Files.writeString(directory.resolve("pop3d.properties"), content).toString();
  }

  private String goodConfig(int port) throws IOException {
    Files.writeString(directory.resolve("users"), "harish:{PLAIN}vegetables\n");
    Files.createDirectories(directory.resolve("mail"));
    return config(
        """
        listen = 127.0.0.1:%d
        authentication.file.path = users
        authentication.file.weak-schemes = PLAIN
        maildrops.maildir.root = mail/%%u
        """
            .formatted(port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "unknown"})
  void allCommandsAreListedUnlessOneIsNamed(String argument) {
    run(argument);

    assertThat(out + "" + err)
        .contains(
            "serve ",
            "demo ",
            "user ",
            "maildrop ",
            "check-config ",
            "describe-config ",
            "plugins ",
            "archive ");
  }

  @Test
  void aCommandHasSubcommandsAndHelp() {
    assertThat(run("user", "--help")).isZero();

    assertThat(out.toString()).contains("pop3d user", "passwd");
  }

  @Test
  void everyKeyIsDescribedAndEveryPluginToo() {
    assertThat(run("describe-config")).isZero();

    assertThat(out.toString())
        .contains("#listen = ", "#timeout.idle = 600s", "authentication.file.path");
  }

  @Test
  void thePluginsOfTheClassPathAreListed() {
    assertThat(run("plugins")).isZero();

    assertThat(out.toString()).contains("authentication = file", "maildrops = maildir");
  }

  @Test
  void aGoodConfigurationIsCalledGood() throws IOException {
    assertThat(run("check-config", "--config", goodConfig(0))).isZero();

    assertThat(out.toString()).contains("good");
  }

  @Test
  void mistakesAreToldWithoutStackTraceAndWithStatusTwo() throws IOException {
    String config = config("listen = 127.0.0.1\ntimeout.idl = 5\n");

    assertThat(run("check-config", "--config", config)).isEqualTo(2);

    assertThat(err.toString())
        .contains("timeout.idl: unknown key; did you mean timeout.idle?")
        .doesNotContain("\tat ");
  }

  @Test
  void aMissingUsersFileIsNamed() throws IOException {
    String config =
        config(
            """
            listen = 127.0.0.1:0
            authentication.file.path = nowhere
            maildrops.maildir.root = mail/%u
            """);

    assertThat(run("serve", "--config", config)).isEqualTo(2);

    assertThat(err.toString()).contains("nowhere").doesNotContain("\tat ");
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String config = goodConfig(taken.getLocalPort());

      assertThat(run("serve", "--config", config)).isEqualTo(2);

      assertThat(err.toString())
          .contains("127.0.0.1:" + taken.getLocalPort())
          .doesNotContain("\tat ");
    }
  }

  @Test
  void anUnknownCommandShowsTheUsage() {
    assertThat(run("sreve")).isEqualTo(2);

    assertThat(err.toString()).contains("serve");
  }

  @Test
  void usersAreAddedListedAndRemovedButNeverTwice() throws IOException {
    String config = goodConfig(0);

    assertThat(run("user", "list", "--config", config)).isZero();
    assertThat(out.toString()).isEqualTo("harish" + System.lineSeparator());
    assertThat(run("user", "remove", "--config", config, "nobody")).isEqualTo(2);
    assertThat(err.toString()).contains("nobody");
    assertThat(run("user", "remove", "--config", config, "harish")).isZero();
    assertThat(Files.readString(directory.resolve("users"))).doesNotContain("harish");
  }
}
