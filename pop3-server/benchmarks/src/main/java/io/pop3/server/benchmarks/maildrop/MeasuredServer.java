package io.pop3.server.benchmarks.maildrop;

import io.pop3.server.benchmarks.measure.ProcessTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A server under measurement: started, stopped, and asked what it takes. */
abstract class MeasuredServer implements AutoCloseable {

  private static final int PORT = 11_190;
  private static final long START_SECONDS = 60;
  private static final long OCTETS_PER_KILOBYTE = 1024;

  private final String name;
  private @Nullable Process process;

  MeasuredServer(String name) {
    this.name = name;
  }

  /** The program and its arguments, after whatever it reads was written. */
  abstract ProcessBuilder command(int port) throws IOException;

  /** Whether a file of a maildir is one that this server made. */
  abstract boolean owns(String fileName);

  /** Memory in use, in octets, as exactly as can be told. */
  long memory() throws IOException {
    return tree().pssKilobytes() * OCTETS_PER_KILOBYTE;
  }

  final String name() {
    return name;
  }

  /** Starts it, and waits until it accepts connections. */
  final void start() throws IOException {
    ProcessBuilder builder = command(PORT).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process started = builder.start();
    process = started;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!accepts()) {
      if (!started.isAlive() || System.nanoTime() > deadline) {
        started.destroyForcibly();
        throw new IOException(name + ": did not start: " + String.join(" ", builder.command()));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(address());
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  static InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT);
  }

  final ProcessTree tree() {
    return new ProcessTree(running().pid());
  }

  final Process running() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException(name + ": not started");
    }
    return running;
  }

  /** Stops it, if it runs. */
  @Override
  public final void close() {
    Process running = process;
    process = null;
    if (running != null) {
      running.destroy();
      running.onExit().join();
    }
  }

  /** Where the maildir of a user is below the root of all. */
  static Path maildir(Path root, String user) {
    return root.resolve(user).resolve("Maildir");
  }
}
