package io.pop3.conformance.toy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A small POP3 server of one account that can be made wrong in any way. A thread for each
 * connection; they end when it is closed.
 */
public final class ToyServer implements AutoCloseable {

  public static final String USER = "mary";
  public static final String PASSWORD = "tanstaaf Tanstaaf";

  private final ToyOptions options;
  private final ToyBehavior behavior;
  private final ToyMaildrop maildrop = new ToyMaildrop();
  private final ServerSocket cleartext;
  private final ServerSocket tls;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicLong serial = new AtomicLong(1000);
  private final AtomicLong delayed = new AtomicLong();

  private ToyServer(ToyOptions options, ToyBehavior behavior) throws IOException {
    this.options = options;
    this.behavior = behavior;
    this.cleartext = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.tls = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  public static ToyServer start(ToyOptions options, ToyBehavior behavior) {
    try {
      ToyServer server = new ToyServer(options, behavior);
      server.run("toy-accept", () -> server.accept(server.cleartext, false));
      server.run("toy-accept-tls", () -> server.accept(server.tls, true));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return cleartext.getLocalPort();
  }

  public int tlsPort() {
    return tls.getLocalPort();
  }

  public ToyMaildrop maildrop() {
    return maildrop;
  }

  ToyOptions options() {
    return options;
  }

  ToyBehavior behavior() {
    return behavior;
  }

  /** A number that is given out once. */
  long nextSerial() {
    return serial.incrementAndGet();
  }

  /** LOGIN-DELAY without a clock: the first login after a good one comes too soon. */
  boolean isTooSoon() {
    return options.loginDelay()
        && behavior.enforcesLoginDelay()
        && delayed.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  void loggedIn() {
    delayed.set(1);
  }

  private void run(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(ServerSocket listener, boolean underTls) {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        run("toy-session", () -> serve(socket, underTls));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket, boolean underTls) {
    try (socket) {
      new ToySession(this, new ToyChannel(socket, behavior, options)).run(underTls);
    } catch (IOException e) {
      // The session has seen it.
    } finally {
      sockets.remove(socket);
    }
  }

  @Override
  public void close() throws IOException {
    cleartext.close();
    tls.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
