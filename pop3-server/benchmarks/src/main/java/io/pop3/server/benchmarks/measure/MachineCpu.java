package io.pop3.server.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How busy the whole machine is: what servers and clients did not use, somebody else did. */
public final class MachineCpu {

  private static final double TICKS_PER_SECOND = 100;
  private static final int IDLE_FIELD = 3;
  private static final int WAIT_FIELD = 4;
  private static final int FIELDS = 8;

  private MachineCpu() {}

  /**
   * CPU time that all processors were busy so far.
   *
   * @return seconds
   * @throws IOException if {@code /proc} can't be read
   */
  public static double busySeconds() throws IOException {
    return busyTicks(Files.readString(Path.of("/proc/stat"))) / TICKS_PER_SECOND;
  }

  static long busyTicks(String stat) {
    String[] fields = stat.lines().findFirst().orElseThrow().split(" +", -1);
    long ticks = 0;
    for (int i = 0; i < FIELDS; i++) {
      if (i != IDLE_FIELD && i != WAIT_FIELD) {
        ticks += Long.parseLong(fields[i + 1]);
      }
    }
    return ticks;
  }
}
