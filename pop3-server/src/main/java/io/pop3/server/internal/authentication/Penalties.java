package io.pop3.server.internal.authentication;

import io.pop3.server.internal.network.AddressKey;
import io.pop3.server.options.Defence;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Delays that grow with failures, for the address they come from and for the user they are aimed at
 * . A wrong password that is tried again and again, as a mail program does whose user has
 * changed the password, counts once. Bounded; safe for several threads.
 */
final class Penalties {

  private static final int MAX_ENTRIES = 20_000;
  private static final int MAX_DOUBLINGS = 20;

  private final Defence defence;
  private final LongSupplier nanoTime;
  private final BoundedMap<Object, Record> records = new BoundedMap<>(MAX_ENTRIES);

  /** The failures of an address or a user. */
  private static final class Record {
    private int failures;
    private long last;
    private int lastFingerprint;
  }

  Penalties(Defence defence, LongSupplier nanoTime) {
    this.defence = defence;
    this.nanoTime = nanoTime;
  }

  /** How long an address has to wait before the next login from there is looked at. */
  synchronized Duration of(AddressKey address) {
    return delayOf(address);
  }

  /** How long a failed login of a user has to wait for its answer. */
  synchronized Duration of(String user) {
    return delayOf(user);
  }

  private Duration delayOf(Object key) {
    Record found = records.get(key);
    if (found == null || defence.firstDelay().isZero()) {
      return Duration.ZERO;
    }
    if (isForgotten(found)) {
      records.remove(key);
      return Duration.ZERO;
    }
    int doublings = Math.min(found.failures - 1, MAX_DOUBLINGS);
    Duration delay = defence.firstDelay().multipliedBy(1L << doublings);
    return delay.compareTo(defence.greatestDelay()) < 0 ? delay : defence.greatestDelay();
  }

  private boolean isForgotten(Record found) {
    return nanoTime.getAsLong() - found.last >= defence.forgetAfter().toNanos();
  }

  /**
   * Notes a failure.
   *
   * @param fingerprint tells a wrong password from others; 0 if there is none
   */
  synchronized void failed(AddressKey address, String user, int fingerprint) {
    note(address, fingerprint);
    note(user, fingerprint);
  }

  private void note(Object key, int fingerprint) {
    Record found = records.computeIfAbsent(key, absent -> new Record());
    if (found.failures > 0 && isForgotten(found)) {
      found.failures = 0;
    }
    boolean repeated =
        found.failures > 0 && fingerprint != 0 && fingerprint == found.lastFingerprint;
    if (!repeated) {
      found.failures++;
    }
    found.lastFingerprint = fingerprint;
    found.last = nanoTime.getAsLong();
  }
}
