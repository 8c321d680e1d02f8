package io.pop3.server.internal.netty;

import io.pop3.server.options.ListenAddress;
import java.util.List;

/**
 * Where a server listens.
 *
 * @param all at least one address
 */
public record ListenAddresses(List<ListenAddress> all) {

  /** Copies the list. */
  public ListenAddresses {
    all = List.copyOf(all);
  }
}
