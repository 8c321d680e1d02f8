package io.pop3.server.app;

import io.pop3.protocol.model.Secret;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new password: twice and without echo at a terminal, once and from standard input where
 * there is none, so that scripts can pipe it. Passwords are no arguments, which every user of a
 * machine can read.
 */
final class PasswordPrompt {

  private PasswordPrompt() {}

  static Secret askNew(String user) {
    return terminal()
        .map(console -> fromTerminal(console, user))
        .orElseGet(PasswordPrompt::fromStandardInput);
  }

  /** Since Java 22 there is a console without a terminal, too, and a method that tells. */
  @SuppressWarnings("SystemConsoleNull")
  private static Optional<Console> terminal() {
    Console console = System.console();
    if (console == null) {
      return Optional.empty();
    }
    try {
      Object terminal = Console.class.getMethod("isTerminal").invoke(console);
      return Boolean.TRUE.equals(terminal) ? Optional.of(console) : Optional.empty();
    } catch (NoSuchMethodException beforeJava22) {
      return Optional.of(console);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("console: can't be asked whether it is a terminal", e);
    }
  }

  private static Secret fromTerminal(Console console, String user) {
    char[] first = orEmpty(console.readPassword("New password for %s: ", user));
    char[] second = orEmpty(console.readPassword("The same again: "));
    try {
      if (!Arrays.equals(first, second)) {
        throw new UserErrorException("password: the two differ (expected: the same twice)");
      }
      return secret(first);
    } finally {
      Arrays.fill(first, '\0');
      Arrays.fill(second, '\0');
    }
  }

  private static char[] orEmpty(char @Nullable [] password) {
    return password == null ? new char[0] : password;
  }

  private static Secret fromStandardInput() {
    try {
      BufferedReader input =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String line = input.readLine();
      return secret(line == null ? new char[0] : line.toCharArray());
    } catch (IOException e) {
      throw new UserErrorException("password: standard input can't be read: " + e.getMessage());
    }
  }

  private static Secret secret(char[] password) {
    if (password.length == 0) {
      throw new UserErrorException("password: empty (expected: 1 character at least)");
    }
    ByteBuffer octets = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
    Secret secret =
        Secret.of(octets.array(), octets.arrayOffset() + octets.position(), octets.remaining());
    Arrays.fill(octets.array(), (byte) 0);
    return secret;
  }
}
