package io.pop3.storage.maildir;

import io.pop3.spi.maildrop.Expiry;
import io.pop3.spi.maildrop.MaildropOwner;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long mail stays. What is older than the days goes, and of what is left the oldest until the
 * rest has the size; yet nothing goes for its size in its first day.
 *
 * @param days full days that mail stays; empty for ever
 * @param octets the size of all messages together, in their wire form; empty if any will do
 */
record Retention(OptionalInt days, OptionalLong octets) {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** Configuration key and owner attribute: the days. */
  static final String DAYS = "retention-days";

  /** Configuration key and owner attribute: the size. */
  static final String SIZE = "retention-size";

  /** Nothing is removed. */
  static final Retention FOREVER = new Retention(OptionalInt.empty(), OptionalLong.empty());

  private static final Duration FIRST_DAY = Duration.ofDays(1);

  /**
   * Reads days.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  static OptionalInt parseDays(String text) {
    if (text.equals("forever")) {
      return OptionalInt.empty();
    }
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException("forever, or days from 1 to 999999");
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  /**
   * Reads a size.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  static OptionalLong parseSize(String text) {
    if (text.equals("unlimited")) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(SizeOption.parse(text, "unlimited"));
  }

  /**
   * What holds for an owner: the account's own attributes, as far as they can be read and no mail
   * goes earlier than is announced.
   *
   * @param floor full days that all mail stays at least; empty for ever
   */
  Retention of(MaildropOwner owner, OptionalInt floor) {
    Retention mine = this;
    try {
      String ownDays = owner.attributes().get(DAYS);
      if (ownDays != null) {
        mine = new Retention(parseDays(ownDays), mine.octets);
      }
      String ownSize = owner.attributes().get(SIZE);
      if (ownSize != null) {
        mine = new Retention(mine.days, parseSize(ownSize));
      }
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "{} and {} of {}: {} (expected: {}); all mail stays",
          DAYS,
          SIZE,
          owner.name(),
          owner.attributes(),
          e.getMessage());
      return FOREVER;
    }
    if (mine.leastDays().orElse(Integer.MAX_VALUE) >= floor.orElse(Integer.MAX_VALUE)) {
      return mine;
    }
    LOG.warn(
        "{} and {} of {}: {} (expected: at least the days announced, {}); these are taken",
        DAYS,
        SIZE,
        owner.name(),
        owner.attributes(),
        floor);
    return new Retention(floor, OptionalLong.empty());
  }

  /** Full days that a message stays at least; empty if it stays for ever. */
  OptionalInt leastDays() {
    return octets.isPresent() ? OptionalInt.of((int) FIRST_DAY.toDays()) : days;
  }

  /** The same for those whom it concerns. */
  Expiry expiry() {
    return new Expiry(leastDays(), false);
  }

  /** The messages whose time has come. */
  BitSet expired(MessageTable table, MessageFiles paths, Instant now) throws IOException {
    BitSet expired = new BitSet();
    if (days.isPresent()) {
      Instant limit = now.minus(Duration.ofDays(days.getAsInt()));
      for (int index = 0; index < table.count(); index++) {
        expired.set(index, arrivedBefore(limit, table, paths, index));
      }
    }
    if (octets.isPresent()) {
      addOldest(expired, table, paths, now.minus(FIRST_DAY));
    }
    return expired;
  }

  private void addOldest(BitSet expired, MessageTable table, MessageFiles paths, Instant limit)
      throws IOException {
    long left = 0;
    for (int index = 0; index < table.count(); index++) {
      left += expired.get(index) ? 0 : table.wireOctets(index);
    }
    for (int index = 0; index < table.count() && left > octets.orElseThrow(); index++) {
      if (!expired.get(index) && arrivedBefore(limit, table, paths, index)) {
        expired.set(index);
        left -= table.wireOctets(index);
      }
    }
  }

  /**
   * A file's name tells when it was delivered, and so does its time, until somebody copies it. Only
   * if both are old, the message is.
   */
  private static boolean arrivedBefore(
      Instant limit, MessageTable table, MessageFiles paths, int index) throws IOException {
    if (table.name(index).seconds() >= limit.getEpochSecond()) {
      return false;
    }
    try {
      long modified = paths.facts(index).modifiedNanos();
      return Duration.ofNanos(modified).toSeconds() < limit.getEpochSecond();
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
