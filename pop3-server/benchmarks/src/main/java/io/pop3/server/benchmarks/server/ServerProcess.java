package io.pop3.server.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The process of a server, with its ports. */
final class ServerProcess {

  private final Process process;
  private final Ports ports;
  private final double startSeconds;

  /**
   * Where a server listens on loopback.
   *
   * @param plaintext its port for connections that begin in the clear
   * @param tls its port for connections that begin with TLS
   */
  record Ports(int plaintext, int tls) {

    static Ports free() throws IOException {
      return new Ports(Site.freePort(), Site.freePort());
    }

    InetSocketAddress address(boolean secured) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), secured ? tls : plaintext);
    }
  }

  private ServerProcess(Process process, Ports ports, double startSeconds) {
    this.process = process;
    this.ports = ports;
    this.startSeconds = startSeconds;
  }

  /** Starts a server and waits until it greets. */
  static ServerProcess start(
      List<String> command, Map<String, String> environment, Ports ports, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    long begun = System.nanoTime();
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    Programs.awaitGreeting(process, ports.address(false), log);
    return new ServerProcess(process, ports, (System.nanoTime() - begun) / 1e9);
  }

  long pid() {
    return process.pid();
  }

  InetSocketAddress address(boolean tls) {
    return ports.address(tls);
  }

  /** How long it took from the start of the process to the first greeting. */
  double startSeconds() {
    return startSeconds;
  }

  void end() throws IOException {
    Programs.end(process);
  }
}
