package io.pop3.protocol.reply;

import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Octets;
import java.util.Optional;

/**
 * A scan listing: a message and its size (RFC 1939 section 5).
 *
 * @param message its number
 * @param octets its size
 */
public record ScanLine(MessageNumber message, Octets octets) {

  /**
   * Parses a line of LIST; whatever follows the size is ignored (ledger 1939-LIST-4).
   *
   * @param text the line
   * @return the listing; empty if this is none
   */
  public static Optional<ScanLine> parse(String text) {
    int numberEnd = Decimal.fieldEnd(text, 0);
    long number = Decimal.parse(text, 0, numberEnd);
    if (numberEnd == text.length() || number < 1 || number > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    long octets = Decimal.parse(text, numberEnd + 1, Decimal.fieldEnd(text, numberEnd + 1));
    return octets < 0
        ? Optional.empty()
        : Optional.of(new ScanLine(new MessageNumber((int) number), new Octets(octets)));
  }

  /**
   * The line of a LIST reply, or the text of a reply to LIST with a number.
   *
   * @return two numbers and nothing more (ledger 1939-LIST-3)
   */
  public String format() {
    return message + " " + octets;
  }
}
