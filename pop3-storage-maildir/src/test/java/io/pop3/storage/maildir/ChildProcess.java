package io.pop3.storage.maildir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own that runs a main class of these tests, and can be killed. */
final class ChildProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private ChildProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static ChildProcess start(Class<?> main, String... arguments) throws IOException {
    return start(List.of(), main, arguments);
  }

  /**
   * Starts a JVM.
   *
   * @param prefix a command that takes the JVM's command line as its further arguments
   */
  static ChildProcess start(List<String> prefix, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new ChildProcess(builder.start());
  }

  /** What the operating system calls it. */
  long id() {
    return process.pid();
  }

  /** The next line that the process prints; empty at the end. */
  String readLine() throws IOException {
    String line = output.readLine();
    return line == null ? "" : line;
  }

  /** All lines to the end of the process. */
  List<String> readLines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
    }
    return lines;
  }

  /** Lets a process go on that reads an octet. */
  void letGo() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** Sends SIGKILL, and waits for the end. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Kills it, if it still runs. */
  @Override
  public void close() throws IOException {
    kill();
    output.close();
  }
}
