package io.pop3.client.retrieval;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a message stays on the server after it was retrieved. Immutable. */
public final class Retention {

  private static final int MAX_DAYS = 36_500;

  private final Optional<Duration> kept;

  private Retention(Optional<Duration> kept) {
    this.kept = kept;
  }

  /**
   * Download and delete.
   *
   * @return the mode
   */
  public static Retention deleteAtOnce() {
    return new Retention(Optional.of(Duration.ZERO));
  }

  /**
   * Download and keep.
   *
   * @return the mode
   */
  public static Retention keepForEver() {
    return new Retention(Optional.empty());
  }

  /**
   * Download and keep, to be deleted in a later retrieval.
   *
   * @param days days of 24 hours after the message was retrieved, 1 to 36500
   * @return the mode
   * @throws IllegalArgumentException if it is out of range
   */
  public static Retention keepForDays(int days) {
    if (days < 1 || days > MAX_DAYS) {
      throw new IllegalArgumentException("days: " + days + " (expected: 1 to " + MAX_DAYS + ")");
    }
    return new Retention(Optional.of(Duration.ofDays(days)));
  }

  /** Whether a message may stay, so that it must be recognised in the next retrieval. */
  boolean keeps() {
    return kept.isEmpty() || !kept.get().isZero();
  }

  /** Whether it is time to delete what was stored then. */
  boolean isOver(Instant stored, Instant now) {
    return kept.isPresent() && (!keeps() || !now.isBefore(stored.plus(kept.get())));
  }

  /** Whether messages stay longer than a server leaves them there (ledger 2449-EXP-7). */
  boolean exceeds(int days) {
    return keeps() && (kept.isEmpty() || kept.get().compareTo(Duration.ofDays(days)) >= 0);
  }

  @Override
  public String toString() {
    return kept.map(time -> time.isZero() ? "delete" : "keep for " + time.toDays() + " days")
        .orElse("keep");
  }
}
