package io.pop3.server.benchmarks.command;

import io.pop3.server.benchmarks.load.Tally;
import io.pop3.server.benchmarks.measure.GcLog;

/**
 * What one round gave.
 *
 * @param tally what was done
 * @param serverSeconds CPU time that the server used
 * @param clientSeconds CPU time that the generator used
 * @param otherSeconds CPU time that others used meanwhile: noise
 * @param pauses of the server's garbage collector
 */
record Figures(
    Tally tally,
    double serverSeconds,
    double clientSeconds,
    double otherSeconds,
    GcLog.Pauses pauses) {

  /** What two runs gave, one after the other. */
  Figures plus(Figures other) {
    return new Figures(
        tally.plus(other.tally),
        serverSeconds + other.serverSeconds,
        clientSeconds + other.clientSeconds,
        otherSeconds + other.otherSeconds,
        pauses.plus(other.pauses));
  }

  double clientBusy() {
    return clientSeconds / tally.seconds();
  }

  double disturbance() {
    return Math.max(0, otherSeconds) / tally.seconds();
  }
}
