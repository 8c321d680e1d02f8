package io.pop3.server.internal.authentication;

import java.util.Arrays;

/**
 * Makes checks for names that nobody has take as long as others, so that time does not tell who
 * exists (ledger 1939-SEC-1): whatever is not a success is answered when nine of ten of the latest
 * checks of real users would have been over. Outliers, such as a pause of the machine, do not
 * count. Safe for several threads.
 */
final class EvenTime {

  private static final int WINDOW = 64;

  private final long[] latest = new long[WINDOW];
  private int noted;

  /** Notes how long the check of a user took that exists. */
  synchronized void note(long nanos) {
    latest[noted % WINDOW] = nanos;
    // Counts on without end: from one window on, only the remainder matters.
    noted = noted == 2 * WINDOW ? WINDOW + 1 : noted + 1;
  }

  /** How long any failed check should take; zero as long as nothing is known. */
  long nanos() {
    long[] sorted;
    synchronized (this) {
      sorted = Arrays.copyOf(latest, Math.min(noted, WINDOW));
    }
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * 9 / 10];
  }
}
