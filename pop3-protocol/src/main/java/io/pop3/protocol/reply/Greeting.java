package io.pop3.protocol.reply;

import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Printable;
import java.util.Optional;

/**
 * The line a server sends first (RFC 1939 section 4).
 *
 * @param line the line; negative if there is no service
 */
public record Greeting(StatusLine line) {

  /**
   * A greeting.
   *
   * @param text what to say; no angle brackets (ledger 2449-GRAM-5)
   * @return the greeting
   * @throws IllegalArgumentException if the text could not stand in a greeting
   */
  public static Greeting of(String text) {
    return new Greeting(StatusLine.ok(checked(text)));
  }

  /**
   * A greeting that invites APOP.
   *
   * @param text what to say; no angle brackets (ledger 2449-GRAM-5)
   * @param timestamp unique to this connection (ledger 1939-APOP-2)
   * @return the greeting
   * @throws IllegalArgumentException if the text could not stand in a greeting
   */
  public static Greeting of(String text, ApopTimestamp timestamp) {
    return new Greeting(StatusLine.ok(checked(text) + " " + timestamp));
  }

  /**
   * A greeting that says there is no service now.
   *
   * @param code why
   * @param text what to say
   * @return the greeting
   */
  public static Greeting refusal(ResponseCode code, String text) {
    return new Greeting(StatusLine.err(code, checked(text)));
  }

  private static String checked(String text) {
    if (text.indexOf('<') >= 0 || text.indexOf('>') >= 0) {
      throw new IllegalArgumentException(
          "greeting: " + Printable.of(text) + " (expected: no angle brackets)");
    }
    return text;
  }

  /**
   * The timestamp that invites APOP; its presence is the only sign that APOP works (ledger
   * 1939-APOP-9).
   *
   * @return empty if there is none, more than one, or a malformed one
   */
  public Optional<ApopTimestamp> timestamp() {
    return line.isPositive() ? ApopTimestamp.find(line.text()) : Optional.empty();
  }
}
