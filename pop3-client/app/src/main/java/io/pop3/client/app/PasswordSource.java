package io.pop3.client.app;

import io.pop3.protocol.model.Secret;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where the password comes from: a prompt without echo, unless an option names something else. It
 * is never an argument, which every user of a machine can read.
 */
final class PasswordSource {

  private static final int MAX_OCTETS = 65_536;

  @Option(names = "--password-stdin", description = "Read the password from standard input.")
  private boolean fromStandardInput;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Read the password from the first line of a file.")
  private @Nullable Path file;

  @Option(
      names = "--password-env",
      paramLabel = "NAME",
      description = "Read the password from an environment variable.")
  private @Nullable String variable;

  /** The password; the caller wipes it. */
  Secret get(String prompt) throws IOException {
    int given = (fromStandardInput ? 1 : 0) + (file == null ? 0 : 1) + (variable == null ? 0 : 1);
    if (given > 1) {
      throw new UserErrorException("password: " + given + " sources (expected: one)");
    }
    Path path = file;
    if (path != null) {
      try (InputStream in = Files.newInputStream(path)) {
        return firstLine(in, "file " + path);
      } catch (IOException e) {
        throw new UserErrorException(
            "password file: " + path + " (expected: a file that can be read)");
      }
    }
    if (fromStandardInput) {
      return firstLine(System.in, "standard input");
    }
    return variable == null ? fromTerminal(prompt) : fromEnvironment(variable);
  }

  private static Secret fromEnvironment(String name) {
    String value = System.getenv(name);
    if (value == null || value.isEmpty()) {
      throw new UserErrorException("environment variable: " + name + " (expected: set)");
    }
    return Secret.of(value);
  }

  private static Secret fromTerminal(String prompt) {
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("Password of %s: ", prompt);
    if (typed == null || typed.length == 0) {
      throw new UserErrorException(
          "password: none (expected: one typed at a terminal, or --password-stdin, --password-file or"
              + " --password-env)");
    }
    ByteBuffer octets = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
    Arrays.fill(typed, '\0');
    Secret secret = Secret.of(octets.array(), octets.arrayOffset(), octets.remaining());
    Arrays.fill(octets.array(), (byte) 0);
    return secret;
  }

  private static Secret firstLine(InputStream in, String from) throws IOException {
    byte[] octets = in.readNBytes(MAX_OCTETS);
    int end = 0;
    while (end < octets.length && octets[end] != '\n') {
      end++;
    }
    if (end > 0 && octets[end - 1] == '\r') {
      end--;
    }
    if (end == 0) {
      throw new UserErrorException("password: empty (expected: a line of " + from + ")");
    }
    Secret secret = Secret.of(octets, 0, end);
    Arrays.fill(octets, (byte) 0);
    return secret;
  }
}
