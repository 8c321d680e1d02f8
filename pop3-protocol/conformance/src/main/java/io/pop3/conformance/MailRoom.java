package io.pop3.conformance;

import io.pop3.conformance.internal.wire.Octets;
import java.io.IOException;
import java.util.Arrays;

/** Mail for the cases, delivered past the server. */
final class MailRoom {

  private final ConformanceTarget target;

  MailRoom(ConformanceTarget target) {
    this.target = target;
  }

  boolean canDeliver() {
    return target.mailbox().isPresent();
  }

  /** Whether what is delivered is stored octet by octet. */
  boolean isVerbatim() {
    return target.mailbox().filter(MailboxControl::storesVerbatim).isPresent();
  }

  /** Leaves exactly these messages in the maildrop. */
  void put(String... messages) {
    clear();
    Arrays.stream(messages).forEach(this::add);
  }

  /** Leaves the first samples in the maildrop. */
  void putSamples(int count) {
    clear();
    for (int i = 1; i <= count; i++) {
      add(sample(i));
    }
  }

  /** Removes all mail. */
  void clear() {
    MailboxControl control = control();
    try {
      control.clear();
    } catch (IOException e) {
      throw failed("clear", e);
    }
  }

  /** Delivers one message more. */
  void add(String message) {
    MailboxControl control = control();
    try {
      control.deliver(Octets.bytes(message));
    } catch (IOException e) {
      throw failed("deliver", e);
    }
  }

  private MailboxControl control() {
    return target
        .mailbox()
        .orElseThrow(() -> Undecided.notRun("missing: " + Need.DELIVERY.description()));
  }

  private static Undecided failed(String what, IOException e) {
    return Undecided.notRun("mailbox control: can't " + what + ": " + e.getMessage());
  }

  /**
   * A message as a store keeps it: different from all others, of another size, with several body
   * lines, some of them full of dots.
   *
   * @param number 1 or more
   */
  static String sample(int number) {
    return header("sample " + number)
        + "\nLine one of sample "
        + number
        + "\n.\n..\n.begins with a dot\n\n"
        + "filler\n".repeat(number)
        + "The last line.\n";
  }

  /** A header section without the empty line behind it. */
  static String header(String subject) {
    return "From: Conformance Suite <suite@conformance.example>\n"
        + "To: <mailbox@conformance.example>\n"
        + "Subject: "
        + subject
        + "\n"
        + "Date: Mon, 01 Jan 2024 12:00:00 +0000\n"
        + "Message-ID: <"
        + subject.replace(' ', '.')
        + "@conformance.example>\n";
  }

  /**
   * The form of a stored message on the wire (decisions ): every LF has a CR before
   * it, a lone CR stays, and the end is a line end.
   */
  static String wire(String stored) {
    StringBuilder wire = new StringBuilder(stored.length() + 64);
    for (int i = 0; i < stored.length(); i++) {
      char c = stored.charAt(i);
      if (c == '\n' && (i == 0 || stored.charAt(i - 1) != '\r')) {
        wire.append('\r');
      }
      wire.append(c);
    }
    int length = wire.length();
    boolean complete =
        length == 0
            || (length >= 2 && wire.charAt(length - 2) == '\r' && wire.charAt(length - 1) == '\n');
    return complete ? wire.toString() : wire.append("\r\n").toString();
  }
}
