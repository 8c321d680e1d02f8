package io.pop3.client.app;

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

class Pop3Test {

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Pop3.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private String passwordFile() throws IOException {
    return Files.writeString(directory.resolve("password"), "vegetables\r\nmore\n").toString();
  }

  @Test
  void mistakesHaveStatusTwoAndNoStackTrace() throws IOException {
    assertThat(run("stat", "--password-file", passwordFile(), "pop:/x")).isEqualTo(2);

    assertThat(err.toString()).contains("expected: pop://user@host:port/").doesNotContain("\tat ");
  }

  @Test
  void aMessageNumberIsCheckedBeforeAnythingIsSent() throws IOException {
    assertThat(run("read", "--password-file", passwordFile(), "pop://a@127.0.0.1:1/", "0"))
        .isEqualTo(2);

    assertThat(err.toString()).contains("message number: 0 (expected: >= 1)");
  }

  @Test
  void aPasswordFileThatIsNotThereIsNamed() {
    assertThat(run("stat", "--password-file", "/nowhere/at/all", "pop://a@127.0.0.1:1/"))
        .isEqualTo(2);

    assertThat(err.toString()).contains("/nowhere/at/all");
  }

  @Test
  void twoSourcesOfAPasswordAreOneTooMany() throws IOException {
    assertThat(
            run(
                "stat",
                "--password-env",
                "HOME",
                "--password-file",
                passwordFile(),
                "pop://a@127.0.0.1:1/"))
        .isEqualTo(2);

    assertThat(err.toString()).contains("password: 2 sources (expected: one)");
  }

  @Test
  void aPortWhereNobodyListensIsAFailureThatNamesIt() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    int status = run("stat", "--password-file", passwordFile(), "pop://a@127.0.0.1:" + port + "/");

    assertThat(status).isIn(1, 3);
    assertThat(err.toString()).contains(Integer.toString(port)).doesNotContain("\tat ");
  }
}
