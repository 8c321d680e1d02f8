package io.pop3.client.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/**
 * Shows a message at a terminal, where what an unknown sender wrote must not move the cursor,
 * change colours or answer questions (grammar E-R-21): control characters and those that turn the
 * direction of writing become question marks, and line ends those of the terminal.
 */
final class Terminal {

  private static final String PROPERTY = "pop3.terminal";

  private Terminal() {}

  /** Whether standard output is a terminal; the start script knows. */
  static boolean isOutput() {
    return Boolean.getBoolean(PROPERTY);
  }

  static void show(InputStream message, PrintWriter out) throws IOException {
    Reader characters = new InputStreamReader(message, StandardCharsets.UTF_8);
    char[] buffer = new char[8192];
    int count = characters.read(buffer);
    while (count >= 0) {
      for (int i = 0; i < count; i++) {
        if (buffer[i] != '\r') {
          out.print(isHarmless(buffer[i]) ? buffer[i] : '?');
        }
      }
      count = characters.read(buffer);
    }
    out.flush();
  }

  private static boolean isHarmless(char c) {
    boolean turnsDirection = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    return c == '\n' || c == '\t' || !(Character.isISOControl(c) || turnsDirection);
  }
}
