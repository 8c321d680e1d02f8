package io.pop3.server.benchmarks.mail;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Compares what one session retrieves with what its user was sent: every octet of every message,
 * and no message twice. For one session; not safe for several threads.
 */
public final class MailCheck {

  private final UserMail mail;
  private final BitSet seen = new BitSet();
  private final byte[] identity = new byte[Message.IDENTITY_OCTETS];
  private long position;
  private @Nullable Message expected;

  /**
   * A check.
   *
   * @param mail what the user was sent
   */
  public MailCheck(UserMail mail) {
    this.mail = mail;
  }

  /**
   * Looks at the next octets of a message, its stuffing removed.
   *
   * @param octets holds them from its position to its limit; all are consumed
   * @throws WrongContentException if one is not what it should be
   */
  public void next(ByteBuffer octets) {
    while (position < identity.length && octets.hasRemaining()) {
      identity[(int) position++] = octets.get();
      if (position == identity.length) {
        recognise();
      }
    }
    while (octets.hasRemaining()) {
      compare(octets);
    }
  }

  private void recognise() {
    OptionalInt number = Message.number(identity);
    if (number.isEmpty() || number.getAsInt() < 1 || number.getAsInt() > mail.messages()) {
      throw new WrongContentException(mail.userName() + ": begins with no identity of its user's");
    }
    Message message = mail.message(number.getAsInt());
    if (Arrays.mismatch(identity, 0, identity.length, message.expectedArray(0), 0, identity.length)
        >= 0) {
      throw new WrongContentException(mail.userName() + ": has another user's message");
    }
    if (seen.get(number.getAsInt())) {
      throw new WrongContentException(
          mail.userName() + ": message " + number.getAsInt() + " twice");
    }
    seen.set(number.getAsInt());
    expected = message;
  }

  private void compare(ByteBuffer octets) {
    Message message = expected;
    if (message == null || position >= message.wireOctets()) {
      throw new WrongContentException(
          mail.userName() + ": message goes on after octet " + position + " (expected: its end)");
    }
    int run = Math.min(message.expectedRun(position), octets.remaining());
    int from = octets.arrayOffset() + octets.position();
    int offset = message.expectedOffset(position);
    int wrong =
        Arrays.mismatch(
            octets.array(),
            from,
            from + run,
            message.expectedArray(position),
            offset,
            offset + run);
    if (wrong >= 0) {
      throw new WrongContentException(
          mail.userName() + ": wrong octet at " + (position + wrong) + " of a message");
    }
    position += run;
    octets.position(octets.position() + run);
  }

  /**
   * The message ended.
   *
   * @return its size
   * @throws WrongContentException if something is missing
   */
  public long end() {
    Message message = expected;
    long octets = position;
    if (message == null || octets != message.wireOctets()) {
      throw new WrongContentException(
          mail.userName()
              + ": message of "
              + octets
              + " octets (expected: "
              + (message == null ? "more" : message.wireOctets())
              + ")");
    }
    expected = null;
    position = 0;
    return octets;
  }

  /**
   * How many messages were complete and right.
   *
   * @return the number
   */
  public int messages() {
    return seen.cardinality();
  }
}
