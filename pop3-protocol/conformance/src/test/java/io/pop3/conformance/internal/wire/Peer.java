package io.pop3.conformance.internal.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A server that does whatever a test says with its one connection, and the link to it. */
final class Peer implements AutoCloseable {

  /** What the server does once the link is open: a reset before that would be a failed connect. */
  interface Act {
    void on(Socket socket) throws IOException;
  }

  private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final ScheduledExecutorService clockwork = Executors.newScheduledThreadPool(1);
  private final WireRecord record = new WireRecord();
  private final Transcript transcript = new Transcript();
  private final CountDownLatch opened = new CountDownLatch(1);
  private final Deadline deadline;
  private final Link link;

  private Peer(Act act, Duration patience, Duration limit) throws IOException {
    Thread thread = new Thread(() -> serve(act), "peer");
    thread.setDaemon(true);
    thread.start();
    deadline = new Deadline(limit, clockwork);
    link =
        Link.open(
            InetSocketAddress.createUnresolved("localhost", listener.getLocalPort()),
            Duration.ofSeconds(10),
            patience,
            0,
            deadline);
    opened.countDown();
  }

  static Peer doing(Act act) throws IOException {
    return new Peer(act, Duration.ofSeconds(20), Duration.ofSeconds(30));
  }

  static Peer doing(Duration patience, Duration limit, Act act) throws IOException {
    return new Peer(act, patience, limit);
  }

  /** A server that says something and stops. */
  static Peer saying(String octets) throws IOException {
    return doing(
        socket -> {
          socket.getOutputStream().write(Octets.bytes(octets));
          socket.shutdownOutput();
          socket.getInputStream().readAllBytes();
        });
  }

  private void serve(Act act) {
    try (Socket socket = listener.accept()) {
      opened.await();
      act.on(socket);
    } catch (IOException | InterruptedException e) {
      // The test is over.
    }
  }

  Link link() {
    return link;
  }

  Dialogue dialogue() {
    return new Dialogue(link, 1, record, transcript);
  }

  WireRecord record() {
    return record;
  }

  Transcript transcript() {
    return transcript;
  }

  @Override
  public void close() throws IOException {
    link.close();
    deadline.close();
    clockwork.shutdownNow();
    listener.close();
  }
}
