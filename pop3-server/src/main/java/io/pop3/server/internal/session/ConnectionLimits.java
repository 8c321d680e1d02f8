package io.pop3.server.internal.session;

import io.pop3.server.options.Limits;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts open connections, in all and per address. Safe for several threads. */
public final class ConnectionLimits {

  private static final int PREFIX_OCTETS = 8;

  private final Limits limits;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentMap<ByteBuffer, Integer> byAddress = new ConcurrentHashMap<>();

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
    if (byAddress.merge(key(peer), 1, Integer::sum) > limits.connectionsPerAddress()) {
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
    byAddress.computeIfPresent(key(peer), (key, count) -> count == 1 ? null : count - 1);
  }

  /**
   * How many connections are open.
   *
   * @return the number
   */
  public int open() {
    return open.get();
  }

  /** One customer usually has a whole /64 of IPv6. */
  private static ByteBuffer key(InetAddress peer) {
    byte[] octets = peer.getAddress();
    return ByteBuffer.wrap(
        peer instanceof Inet6Address ? Arrays.copyOf(octets, PREFIX_OCTETS) : octets);
  }
}
