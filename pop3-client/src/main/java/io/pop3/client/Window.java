package io.pop3.client;

/**
 * How much may be unanswered in a pipeline (RFC 2449 section 6.6, ledger 2449-PIPE-3).
 *
 * <p>The commands: so few that all of them, at 17 octets each at most, fit the smallest send buffer
 * an operating system gives. So a write of commands never waits for the server to read, and client
 * and server can't end up both writing.
 *
 * <p>Once full, it stays shut until half is answered, so that commands travel together.
 *
 * <p>The messages: so little by their listed sizes that whoever stops half-way has little to throw
 * away. A size is a hint; one message may always be asked for, however large.
 */
final class Window {

  static final int MAX_COMMANDS = 100;
  static final long MAX_OCTETS = 1 << 20;

  private final boolean pipelining;
  private int commands;
  private long octets;
  private boolean full;

  /**
   * An empty window.
   *
   * @param pipelining whether the server allows more than one command (ledger 2449-PIPE-4)
   */
  Window(boolean pipelining) {
    this.pipelining = pipelining;
  }

  /** Whether a command may be sent whose answer has this size. */
  boolean admits(long size) {
    return commands == 0 || (pipelining && !full && size <= MAX_OCTETS - octets);
  }

  void sent(long size) {
    commands++;
    octets += size;
    full |= commands == MAX_COMMANDS;
  }

  void answered(long size) {
    commands--;
    octets -= size;
    full &= commands > MAX_COMMANDS / 2;
  }
}
