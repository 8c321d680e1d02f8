package io.pop3.server.benchmarks.maildrop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process and its descendants take, as Linux counts it. */
final class ProcessTree {

  private static final long MILLIS_PER_TICK = 10;
  private static final int USER_TICKS = 11;
  private static final int CHILDREN_SYSTEM_TICKS = 14;

  private final ProcessHandle root;

  ProcessTree(ProcessHandle root) {
    this.root = root;
  }

  private Stream<ProcessHandle> all() {
    return Stream.concat(Stream.of(root), root.descendants());
  }

  /** Processor time so far, with that of processes that have ended, in steps of 10 ms. */
  long cpuMillis() {
    return all().mapToLong(process -> ticks(process.pid())).sum() * MILLIS_PER_TICK;
  }

  private static long ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name, in parentheses, may hold anything.
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
      return fields.subList(USER_TICKS, CHILDREN_SYSTEM_TICKS + 1).stream()
          .mapToLong(Long::parseLong)
          .sum();
    } catch (IOException ended) {
      return 0;
    }
  }

  /** Memory in octets; pages that several processes share count once. */
  long memory() {
    return all().mapToLong(process -> proportionalOctets(process.pid())).sum();
  }

  private static long proportionalOctets(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .sum();
    } catch (IOException ended) {
      return 0;
    }
  }
}
