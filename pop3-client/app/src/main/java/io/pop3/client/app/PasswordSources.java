package io.pop3.client.app;

import io.pop3.protocol.model.Secret;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads passwords. None of them comes from the command line, which every user of a machine can
 * read.
 */
final class PasswordSources {

  private static final Path TERMINAL = Path.of("/dev/tty");

  /** Asks at the terminal even where standard input or output is something else. */
  private static final String PROMPT =
      """
      exec 3<>/dev/tty || exit 1
      saved=$(stty -g <&3) || exit 1
      trap 'stty "$saved" <&3' EXIT
      trap 'exit 1' INT TERM HUP
      stty -echo <&3
      printf '%s' "$1" >&3
      IFS= read -r password <&3
      printf '\\n' >&3
      printf '%s\\n' "$password"
      """;

  private PasswordSources() {}

  static Secret file(String name) {
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      return firstLine(in, name);
    } catch (NoSuchFileException e) {
      throw new UserErrorException(name + ": does not exist (expected: a password file)");
    } catch (IOException e) {
      throw new UserErrorException(name + ": can't be read: " + e.getMessage());
    }
  }

  static Secret environment(String variable) {
    String value = System.getenv(variable);
    if (value == null || value.isEmpty()) {
      throw new UserErrorException(variable + ": not set (expected: the password)");
    }
    return Secret.of(value);
  }

  static Secret standardInput() {
    try {
      return firstLine(System.in, "standard input");
    } catch (IOException e) {
      throw new UserErrorException("standard input: can't be read: " + e.getMessage());
    }
  }

  static Secret command(String command) {
    return run("password-command", "/bin/sh", "-c", command);
  }

  static Secret ask(String account) {
    String prompt = "Password for " + account + ": ";
    Console console = System.console();
    if (console != null) {
      char[] typed = console.readPassword("%s", prompt);
      return secret(typed == null ? new char[0] : typed);
    }
    if (!Files.isReadable(TERMINAL)) {
      throw noTerminal();
    }
    try {
      return run("password", "/bin/sh", "-c", PROMPT, "sh", prompt);
    } catch (UserErrorException e) {
      throw noTerminal();
    }
  }

  private static UserErrorException noTerminal() {
    return new UserErrorException(
        "password: no terminal to ask at (expected: --password-file, --password-env,"
            + " --password-command or --password-stdin)");
  }

  private static Secret run(String what, String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (InputStream in = process.getInputStream()) {
        Secret password = firstLine(in, what);
        in.transferTo(OutputStream.nullOutputStream());
        int status = process.waitFor();
        if (status != 0) {
          password.close();
          throw new UserErrorException(what + ": ended with status " + status + " (expected: 0)");
        }
        return password;
      }
    } catch (IOException e) {
      throw new UserErrorException(what + ": can't be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserErrorException(what + ": interrupted");
    }
  }

  /** The octets before the first line end. */
  private static Secret firstLine(InputStream in, String source) throws IOException {
    Line line = new Line();
    int octet = in.read();
    while (octet >= 0 && octet != '\n') {
      line.write(octet);
      octet = in.read();
    }
    return line.toSecret(source);
  }

  private static Secret secret(char[] typed) {
    ByteBuffer octets = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
    Arrays.fill(typed, '\0');
    Line line = new Line();
    line.write(octets.array(), octets.arrayOffset() + octets.position(), octets.remaining());
    Arrays.fill(octets.array(), (byte) 0);
    return line.toSecret("password");
  }

  /** A buffer that can be wiped. */
  private static final class Line extends ByteArrayOutputStream {

    Line() {
      super(1024);
    }

    Secret toSecret(String source) {
      int length = count > 0 && buf[count - 1] == '\r' ? count - 1 : count;
      try {
        if (length == 0) {
          throw new UserErrorException(source + ": empty (expected: the password)");
        }
        return Secret.of(buf, 0, length);
      } finally {
        Arrays.fill(buf, (byte) 0);
      }
    }
  }
}
