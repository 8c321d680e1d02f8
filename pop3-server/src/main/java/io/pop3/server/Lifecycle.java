package io.pop3.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server has to close, in reverse order of its creation. Safe for several threads. */
final class Lifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  Lifecycle() {}

  synchronized <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  /** Closes everything, whatever some of it throws. */
  synchronized void close() {
    while (!opened.isEmpty()) {
      AutoCloseable resource = opened.pop();
      try {
        resource.close();
      } catch (Exception failed) {
        LOG.error("{} could not be closed", resource.getClass().getName(), failed);
      }
    }
  }
}
