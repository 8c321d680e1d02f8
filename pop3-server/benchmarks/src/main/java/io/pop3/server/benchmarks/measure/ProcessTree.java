package io.pop3.server.benchmarks.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process and all its descendants, as {@code /proc} shows them. */
public final class ProcessTree {

  private static final Path PROC = Path.of("/proc");

  /** What Linux counts CPU time in towards programs, on every machine that Java 17 runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int FIRST_CPU_FIELD = 11;
  private static final int CPU_FIELDS = 4;
  private static final String PSS = "Pss:";

  private final long root;

  /**
   * A tree.
   *
   * @param root the id of its first process
   */
  public ProcessTree(long root) {
    this.root = root;
  }

  /**
   * The first process.
   *
   * @return its id
   */
  public long root() {
    return root;
  }

  /**
   * CPU time used so far, in user and system mode, by processes that live and by those that ended
   * and were waited for.
   *
   * @return seconds, exact to a hundredth a process
   * @throws IOException if the first process is gone
   */
  public double cpuSeconds() throws IOException {
    long ticks = 0;
    for (String stat : read("stat")) {
      ticks += cpuTicks(stat);
    }
    return ticks / TICKS_PER_SECOND;
  }

  /**
   * Memory, pages shared between processes counted once.
   *
   * @return KiB
   * @throws IOException if the first process is gone or another user's
   */
  public long pssKilobytes() throws IOException {
    long kilobytes = 0;
    for (String rollup : read("smaps_rollup")) {
      kilobytes += pss(rollup);
    }
    return kilobytes;
  }

  private List<String> read(String name) throws IOException {
    String first = Files.readString(PROC.resolve(Long.toString(root)).resolve(name));
    return Stream.concat(
            Stream.of(first),
            ProcessHandle.of(root).stream()
                .flatMap(ProcessHandle::descendants)
                .map(process -> readIfAlive(process.pid(), name)))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static String readIfAlive(long pid, String name) {
    try {
      return Files.readString(
          PROC.resolve(Long.toString(pid)).resolve(name), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  /** The sum of utime, stime, cutime and cstime of a line of {@code /proc/PID/stat}. */
  static long cpuTicks(String stat) {
    // The name of the process stands in parentheses and may hold blanks and parentheses itself.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = 0; i < CPU_FIELDS; i++) {
      ticks += Long.parseLong(fields[FIRST_CPU_FIELD + i]);
    }
    return ticks;
  }

  /** What {@code /proc/PID/smaps_rollup} says as Pss, in KiB. */
  static long pss(String rollup) {
    return rollup
        .lines()
        .filter(line -> line.startsWith(PSS))
        .mapToLong(line -> Long.parseLong(line.substring(PSS.length()).replace("kB", "").strip()))
        .sum();
  }
}
