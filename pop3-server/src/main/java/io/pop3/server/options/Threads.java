package io.pop3.server.options;

/**
 * How many threads a server has of its own.
 *
 * @param eventLoops move octets; one for each core is plenty
 * @param workers wait for maildrops: open, read, commit, close; unused ones end after a minute
 * @param verifiers check passwords, apart from the workers, so that a flood of logins can't starve
 *     running sessions
 */
public record Threads(int eventLoops, int workers, int verifiers) {

  private static final int MANY = 1024;
  private static final int WORKERS = 32;

  /**
   * Checks all numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Threads {
    Faults faults = new Faults();
    faults.between("event loop threads", eventLoops, 1, MANY);
    faults.between("worker threads", workers, 1, MANY);
    faults.between("verifier threads", verifiers, 1, MANY);
    faults.throwIfAny();
  }

  /**
   * An event loop and a verifier for each core, and 32 workers.
   *
   * @return the recommended values for this machine
   */
  public static Threads defaults() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Threads(cores, WORKERS, cores);
  }
}
