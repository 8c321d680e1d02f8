package io.pop3.protocol.compliance;

/** Hears of each use that a peer makes of a tolerance. */
@FunctionalInterface
public interface DeviationListener {

  /**
   * Called on the thread that drives the connection; must neither block nor throw.
   *
   * @param deviation what the peer did
   */
  void tolerated(Deviation deviation);
}
