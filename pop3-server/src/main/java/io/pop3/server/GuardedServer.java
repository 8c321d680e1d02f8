package io.pop3.server;

import io.pop3.server.internal.netty.ListenException;
import io.pop3.server.internal.netty.NettyServer;
import io.pop3.server.options.Pop3ServerOptions;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** Sees to it that a server is started once and stopped completely. */
final class GuardedServer implements Pop3Server {

  private enum State {
    NEW,
    RUNNING,
    CLOSED
  }

  private final NettyServer netty;
  private final Lifecycle lifecycle;
  private final Duration grace;
  private volatile State state = State.NEW;
  private List<InetSocketAddress> addresses = List.of();

  @Inject
  GuardedServer(NettyServer netty, Lifecycle lifecycle, Pop3ServerOptions options) {
    this.netty = netty;
    this.lifecycle = lifecycle;
    this.grace = options.timeouts().stopGrace();
  }

  @Override
  public synchronized Pop3Server start() {
    if (state != State.NEW) {
      throw new IllegalStateException("server: start in state " + state + " (expected: NEW)");
    }
    try {
      netty.start();
    } catch (ListenException refused) {
      stop(Duration.ZERO);
      throw new ServerStartException(String.valueOf(refused.getMessage()), refused);
    }
    addresses = netty.boundAddresses();
    state = State.RUNNING;
    return this;
  }

  @Override
  public synchronized List<InetSocketAddress> boundAddresses() {
    return addresses;
  }

  @Override
  public boolean isRunning() {
    return state == State.RUNNING;
  }

  @Override
  public int connections() {
    return netty.connections();
  }

  @Override
  public synchronized void stop(Duration newGrace) {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    addresses = List.of();
    netty.stop(newGrace);
    lifecycle.close();
  }

  @Override
  public void close() {
    stop(grace);
  }
}
