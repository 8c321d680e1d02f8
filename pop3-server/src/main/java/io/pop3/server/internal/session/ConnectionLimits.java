package io.pop3.server.internal.session;

import io.pop3.server.internal.network.AddressKey;
import io.pop3.server.options.Limits;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts open connections, in all and per address. Safe for several threads. */
public final class ConnectionLimits {

  private final Limits limits;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentMap<AddressKey, Integer> byAddress = new ConcurrentHashMap<>();

  /**
   * Limits that nothing counts against yet.
   *
   * @param limits how many
   */
  public ConnectionLimits(Limits limits) {
    this.limits = limits;
  }

  /**
   * Counts a connection.
   *
   * @param peer where it comes from
   * @return which limit forbids it; if empty, {@link #release} must follow
   */
  public Optional<String> acquire(InetAddress peer) {
    if (open.incrementAndGet() > limits.connections()) {
      open.decrementAndGet();
      return Optional.of(limits.connections() + " connections");
    }
    if (byAddress.merge(AddressKey.of(peer), 1, Integer::sum) > limits.connectionsPerAddress()) {
      release(peer);
      return Optional.of(limits.connectionsPerAddress() + " connections from one address");
    }
    return Optional.empty();
  }

  /**
   * Counts a connection no more.
   *
   * @param peer where it came from
   */
  public void release(InetAddress peer) {
    open.decrementAndGet();
    byAddress.computeIfPresent(AddressKey.of(peer), (key, count) -> count == 1 ? null : count - 1);
  }

  /**
   * How many connections are open.
   *
   * @return the number
   */
  public int open() {
    return open.get();
  }
}
