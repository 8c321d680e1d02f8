package io.pop3.server.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs, and waits for servers to answer. */
final class Programs {

  private static final long PATIENCE_NANOSECONDS = TimeUnit.SECONDS.toNanos(60);
  private static final int PAUSE_MILLISECONDS = 2;

  private Programs() {}

  static void run(List<String> command, List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>(command);
    line.addAll(arguments);
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (waitFor(process) != 0) {
      throw new IOException(String.join(" ", line) + ": failed: " + output);
    }
  }

  /** Waits until a server greets. */
  static void awaitGreeting(Process server, InetSocketAddress address, Path log)
      throws IOException {
    long begun = System.nanoTime();
    while (!greets(address)) {
      if (!server.isAlive()) {
        throw new IOException("server: ended before it answered; see " + log);
      }
      if (System.nanoTime() - begun > PATIENCE_NANOSECONDS) {
        server.destroy();
        throw new IOException("server on " + address + ": does not answer; see " + log);
      }
      pause();
    }
  }

  private static boolean greets(InetSocketAddress address) {
    try (Socket socket = new Socket(address.getAddress(), address.getPort());
        InputStream in = socket.getInputStream()) {
      return in.read() == '+';
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }

  static void end(Process process) throws IOException {
    process.destroy();
    waitFor(process);
  }

  private static int waitFor(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }
}
