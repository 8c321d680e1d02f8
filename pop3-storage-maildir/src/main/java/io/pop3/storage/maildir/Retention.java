package io.pop3.storage.maildir;

import io.pop3.spi.maildrop.MaildropOwner;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
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
   * The same with other days.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  Retention withDays(String text) {
    if (text.equals("forever")) {
      return new Retention(OptionalInt.empty(), octets);
    }
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException("forever, or days from 1 to 999999");
    }
    return new Retention(OptionalInt.of(Integer.parseInt(text)), octets);
  }

  /**
   * The same with another size.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  Retention withSize(String text) {
    if (text.equals("unlimited")) {
      return new Retention(days, OptionalLong.empty());
    }
    if (!text.matches("[1-9][0-9]{0,17}|[1-9][0-9]{0,8}[KMG]")) {
      throw new IllegalArgumentException("unlimited, or octets, or a number with K, M or G");
    }
    int last = text.length() - 1;
    int shift =
        switch (text.charAt(last)) {
          case 'K' -> 10;
          case 'M' -> 20;
          case 'G' -> 30;
          default -> 0;
        };
    long number = Long.parseLong(shift == 0 ? text : text.substring(0, last));
    return new Retention(days, OptionalLong.of(number << shift));
  }

  /**
   * What holds for an owner, whose attributes come first; one that can't be read removes nothing.
   */
  Retention of(MaildropOwner owner) {
    Retention mine = this;
    Optional<String> ownDays = Optional.ofNullable(owner.attributes().get(DAYS));
    Optional<String> ownSize = Optional.ofNullable(owner.attributes().get(SIZE));
    try {
      mine = ownDays.map(mine::withDays).orElse(mine);
    } catch (IllegalArgumentException e) {
      LOG.warn("{} of {}: {} (expected: {})", DAYS, owner.name(), ownDays.get(), e.getMessage());
      mine = mine.withDays("forever");
    }
    try {
      return ownSize.map(mine::withSize).orElse(mine);
    } catch (IllegalArgumentException e) {
      LOG.warn("{} of {}: {} (expected: {})", SIZE, owner.name(), ownSize.get(), e.getMessage());
      return mine.withSize("unlimited");
    }
  }

  /** Full days that a message stays at least; empty if it stays for ever. */
  OptionalInt leastDays() {
    return octets.isPresent() ? OptionalInt.of((int) FIRST_DAY.toDays()) : days;
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
