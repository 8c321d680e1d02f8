package io.pop3.server.benchmarks.load;

import java.util.Arrays;

/** What the sessions of one run did. Written by one thread; read by others after the run. */
public final class Tally {

  private long sessions;
  private long messages;
  private long octets;
  private long resumed;
  private long cutShort;
  private long nanoseconds;
  private long[] latencies = new long[1024];
  private int latencyCount;

  Tally() {}

  void messageEnded(long size) {
    messages++;
    octets += size;
  }

  void sessionEnded() {
    sessions++;
  }

  void sessionTook(long latencyNanoseconds) {
    if (latencyCount == latencies.length) {
      latencies = Arrays.copyOf(latencies, latencyCount * 2);
    }
    latencies[latencyCount++] = latencyNanoseconds;
  }

  void sessionResumed() {
    resumed++;
  }

  void sessionCutShort() {
    cutShort++;
  }

  void took(long elapsed) {
    nanoseconds = elapsed;
  }

  /**
   * What two runs did, one after the other.
   *
   * @param other the later one
   * @return both together
   */
  public Tally plus(Tally other) {
    Tally sum = new Tally();
    sum.sessions = sessions + other.sessions;
    sum.messages = messages + other.messages;
    sum.octets = octets + other.octets;
    sum.resumed = resumed + other.resumed;
    sum.cutShort = cutShort + other.cutShort;
    sum.nanoseconds = nanoseconds + other.nanoseconds;
    sum.latencyCount = latencyCount + other.latencyCount;
    sum.latencies = Arrays.copyOf(latencies, sum.latencyCount);
    System.arraycopy(other.latencies, 0, sum.latencies, latencyCount, other.latencyCount);
    return sum;
  }

  /**
   * Sessions that ended with an answered QUIT.
   *
   * @return the number
   */
  public long sessions() {
    return sessions;
  }

  /**
   * Messages retrieved, complete and right.
   *
   * @return the number
   */
  public long messages() {
    return messages;
  }

  /**
   * Size of the messages.
   *
   * @return octets without stuffing
   */
  public long octets() {
    return octets;
  }

  /**
   * Sessions whose TLS was resumed.
   *
   * @return the number
   */
  public long resumed() {
    return resumed;
  }

  /**
   * Sessions that the server ended before it had answered all.
   *
   * @return the number
   */
  public long cutShort() {
    return cutShort;
  }

  /**
   * How long the run took.
   *
   * @return seconds
   */
  public double seconds() {
    return nanoseconds / 1e9;
  }

  /**
   * The time of a session, from its planned start to the answer to QUIT, that a share of the
   * sessions after the lead did not exceed.
   *
   * @param share from 0 to 1
   * @return seconds; 0 if there was no session
   */
  public double latency(double share) {
    if (latencyCount == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(latencies, latencyCount);
    Arrays.sort(sorted);
    int index = (int) Math.ceil(share * latencyCount) - 1;
    return sorted[Math.max(index, 0)] / 1e9;
  }
}
