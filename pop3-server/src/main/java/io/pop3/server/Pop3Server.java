package io.pop3.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * A POP3 server: not started, running, or closed for ever. Safe for several threads.
 *
 * <p>Several servers can live in one program; they share nothing.
 */
public interface Pop3Server extends AutoCloseable {

  /**
   * Begins the description of a server.
   *
   * @return a builder with recommended settings
   */
  static Pop3ServerBuilder builder() {
    return new Pop3ServerBuilder();
  }

  /**
   * Binds all addresses and begins to serve. Blocks until clients can connect.
   *
   * @return this server
   * @throws ServerStartException if an address can't be listened on; the server is closed then
   * @throws IllegalStateException if it was started or closed before
   */
  Pop3Server start();

  /**
   * Where clients can connect, in the order in which the addresses were given, with the real port
   * for those given as 0.
   *
   * @return the addresses; empty unless the server is running
   */
  List<InetSocketAddress> boundAddresses();

  /**
   * Tells whether clients can connect.
   *
   * @return true from the end of {@link #start()} to the beginning of {@link #stop}
   */
  boolean isRunning();

  /**
   * How many connections are open.
   *
   * @return the number, those that are about to close included
   */
  int connections();

  /**
   * Stops: takes no more connections, ends idle sessions at once and the others when their current
   * reply is sent or {@code grace} is over; then closes the plugins it created. Sessions that have
   * not come to QUIT remove nothing. Blocks until all of that is done; harmless if repeated.
   *
   * @param grace how long to wait for replies under way; commits under way are always waited for
   */
  void stop(Duration grace);

  /** Stops with the grace of the options. */
  @Override
  void close();
}
