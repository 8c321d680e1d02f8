package io.pop3.protocol.reply;

import io.pop3.protocol.model.Octets;
import java.util.Optional;

/**
 * The drop listing, answer to STAT: how many messages, and their size together (RFC 1939 section
 * 5).
 *
 * @param messages how many, marked ones left out
 * @param octets their sizes added up
 */
public record DropListing(int messages, Octets octets) {

  /**
   * Checks the count.
   *
   * @throws IllegalArgumentException if {@code messages} is negative
   */
  public DropListing {
    if (messages < 0) {
      throw new IllegalArgumentException("messages: " + messages + " (expected: >= 0)");
    }
  }

  /**
   * Parses the text of a STAT reply; whatever follows the second number is ignored (ledger
   * 1939-STAT-4).
   *
   * @param text the text behind {@code +OK } and the space
   * @return the listing; empty if this is none
   */
  public static Optional<DropListing> parse(String text) {
    int countEnd = Decimal.fieldEnd(text, 0);
    long count = Decimal.parse(text, 0, countEnd);
    if (countEnd == text.length() || count < 0 || count > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    long octets = Decimal.parse(text, countEnd + 1, Decimal.fieldEnd(text, countEnd + 1));
    return octets < 0
        ? Optional.empty()
        : Optional.of(new DropListing((int) count, new Octets(octets)));
  }

  /**
   * The text of a STAT reply.
   *
   * @return two numbers and nothing more (ledger 1939-STAT-3)
   */
  public String format() {
    return messages + " " + octets;
  }
}
