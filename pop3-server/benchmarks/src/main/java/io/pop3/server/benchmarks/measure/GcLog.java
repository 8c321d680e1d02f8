package io.pop3.server.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pauses in a log that a JVM wrote by {@code -Xlog:gc:file=…}. */
public final class GcLog {

  private static final Pattern PAUSE = Pattern.compile("\\bPause .*\\s(\\d+\\.\\d+)ms$");

  private final Path file;

  /**
   * A log.
   *
   * @param file where it is
   */
  public GcLog(Path file) {
    this.file = file;
  }

  /**
   * What was collected so far.
   *
   * @return the pauses
   * @throws IOException if the log can't be read
   */
  public Pauses pauses() throws IOException {
    return parse(Files.readString(file));
  }

  static Pauses parse(String log) {
    int count = 0;
    double total = 0;
    for (String line : log.lines().toList()) {
      Matcher pause = PAUSE.matcher(line);
      if (pause.find()) {
        count++;
        total += Double.parseDouble(pause.group(1));
      }
    }
    return new Pauses(count, total);
  }

  /**
   * Pauses of the garbage collector.
   *
   * @param count how many
   * @param milliseconds how long together
   */
  public record Pauses(int count, double milliseconds) {

    /** No pauses, as of a server without a garbage collector. */
    public static final Pauses NONE = new Pauses(0, 0);

    /**
     * What two runs had.
     *
     * @param other of the other one
     * @return both together
     */
    public Pauses plus(Pauses other) {
      return new Pauses(count + other.count, milliseconds + other.milliseconds);
    }

    /**
     * What came since.
     *
     * @param earlier what there was then
     * @return the difference
     */
    public Pauses since(Pauses earlier) {
      return new Pauses(count - earlier.count, milliseconds - earlier.milliseconds);
    }
  }
}
