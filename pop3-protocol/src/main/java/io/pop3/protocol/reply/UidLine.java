package io.pop3.protocol.reply;

import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Printable;
import java.util.Optional;

/**
 * A unique-id listing: a message and its unique-id (RFC 1939 section 7). Some servers send
 * unique-ids longer than 70 octets or with spaces, so a client takes them as opaque.
 *
 * @param message its number
 * @param uniqueId the identifier as it came, one character an octet; not empty
 */
public record UidLine(MessageNumber message, String uniqueId) {

  /**
   * Checks the identifier.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public UidLine {
    if (uniqueId.isEmpty()) {
      throw new IllegalArgumentException("unique-id: empty (expected: 1 octet at least)");
    }
  }

  /**
   * Parses a line of UIDL: everything behind the first space is the unique-id, spaces at its end
   * left out.
   *
   * @param text the line, one character an octet
   * @return the listing; empty if this is none
   */
  public static Optional<UidLine> parse(String text) {
    int numberEnd = Decimal.fieldEnd(text, 0);
    long number = Decimal.parse(text, 0, numberEnd);
    if (number < 1 || number > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    int end = text.length();
    while (end > numberEnd + 1 && text.charAt(end - 1) == ' ') {
      end--;
    }
    if (end <= numberEnd + 1) {
      return Optional.empty();
    }
    return Optional.of(
        new UidLine(new MessageNumber((int) number), text.substring(numberEnd + 1, end)));
  }

  /**
   * The line of a UIDL reply, or the text of a reply to UIDL with a number.
   *
   * @return number and unique-id
   */
  public String format() {
    return message + " " + uniqueId;
  }

  @Override
  public String toString() {
    return "UidLine[" + message + " " + Printable.of(uniqueId) + "]";
  }
}
