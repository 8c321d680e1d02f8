package io.pop3.house;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The packaged {@code pop3d}, run as a user would run it. */
final class Pop3dProcess implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1(?::| port )([1-9]\\d*)");
  private static final long SECONDS = 120;

  private final Process process;
  private final List<Integer> ports;
  private final String firstLines;

  private Pop3dProcess(Process process, List<Integer> ports, String firstLines) {
    this.process = process;
    this.ports = ports;
    this.firstLines = firstLines;
  }

  static Path program() {
    return House.ROOT.resolve("pop3-server/app/target/pop3d/bin/pop3d");
  }

  /** Starts a command that serves, and waits until it has said on which port and the given word. */
  static Pop3dProcess start(Path directory, String ready, String... arguments) throws IOException {
    return start(program(), directory, ready, arguments);
  }

  /** The same with a copy of the program. */
  static Pop3dProcess start(Path program, Path directory, String ready, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.append(line).append('\n');
      List<Integer> ports = ports(seen);
      if (line.contains(ready) && !ports.isEmpty()) {
        drain(output);
        return new Pop3dProcess(process, ports, seen.toString());
      }
    }
    throw new IOException("pop3d ended before it served:\n" + seen);
  }

  private static List<Integer> ports(CharSequence text) {
    return PORT.matcher(text)
        .results()
        .map(found -> Integer.valueOf(found.group(1)))
        .distinct()
        .toList();
  }

  /**
   * Keeps the pipe from filling up. Writes nothing anywhere: a file of this thread could appear in
   * the test's directory while that is being removed.
   */
  private static void drain(BufferedReader output) {
    Thread reader =
        new Thread(
            () -> {
              try {
                output.transferTo(Writer.nullWriter());
              } catch (IOException ended) {
                // The process is gone and its pipe with it.
              }
            });
    reader.setDaemon(true);
    reader.start();
  }

  /** Runs a command to its end. */
  static Result run(Path directory, String input, String... command)
      throws IOException, InterruptedException {
    File out = Files.createTempFile(directory, "run", ".out").toFile();
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out)
            .start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.ISO_8859_1));
    process.getOutputStream().close();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IOException(String.join(" ", command) + ": did not end");
    }
    // One character an octet, so that nothing is lost.
    return new Result(
        process.exitValue(), Files.readString(out.toPath(), StandardCharsets.ISO_8859_1));
  }

  /** What a command did: its exit status and what it printed, one character an octet. */
  record Result(int status, String text) {}

  int port() {
    return ports.get(0);
  }

  /** The port where TLS begins at once, which the server names last. */
  int tlsPort() {
    return ports.get(ports.size() - 1);
  }

  String firstLines() {
    return firstLines;
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends the server as a service manager does, and returns its exit status. */
  int end() throws InterruptedException, IOException {
    process.destroy();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("pop3d did not end on SIGTERM");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    try {
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("pop3d: waiting for its end was interrupted", e);
    }
  }
}
