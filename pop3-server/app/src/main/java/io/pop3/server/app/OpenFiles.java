package io.pop3.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many files a process may have open at a time, connections included. Read from {@code /proc},
 * since a start has no time to load what the JDK has for it; unknown where there is none.
 */
final class OpenFiles {

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Pattern LINE =
      Pattern.compile("^Max open files +(\\d{1,18}) ", Pattern.MULTILINE);

  /** The connection, the lock of the maildrop, the message that is being sent. */
  private static final int A_SESSION = 3;

  /** What a server without a session has open: jars, logs, its listeners. */
  private static final int BESIDE = 200;

  private OpenFiles() {}

  /** What is to be said about the limit of this process, if anything is. */
  static Optional<String> shortage(int connections) {
    try {
      return shortage(limit(Files.readString(LIMITS)), connections);
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  /** The limit that a text of the kind of {@code /proc/PID/limits} tells, unless it is none. */
  static OptionalLong limit(String limits) {
    Matcher line = LINE.matcher(limits);
    return line.find() ? OptionalLong.of(Long.parseLong(line.group(1))) : OptionalLong.empty();
  }

  static Optional<String> shortage(OptionalLong limit, int connections) {
    long needed = (long) connections * A_SESSION + BESIDE;
    if (limit.isEmpty() || limit.getAsLong() >= needed) {
      return Optional.empty();
    }
    return Optional.of(
        "open files: at most "
            + limit.getAsLong()
            + " (expected: "
            + needed
            + " for limit.connections = "
            + connections
            + ", "
            + A_SESSION
            + " a session): sessions beyond that will fail");
  }
}
