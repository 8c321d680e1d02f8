package io.pop3.server.benchmarks.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The law that the generator rests on: what is stored and what is expected are one message. */
class MessageProperties {

  private static final int USERS = 9;
  private static final int MESSAGES = 9;

  @Property(tries = 200)
  void whatIsExpectedIsWhatIsStoredWithCrlf(
      @ForAll @IntRange(min = 700, max = 300_000) int octets,
      @ForAll @IntRange(min = 1, max = USERS) int user,
      @ForAll @IntRange(min = 1, max = MESSAGES) int number)
      throws IOException {
    Message message = set(octets).message(user, number);
    byte[] stored = stored(message);
    assertThat(stored).hasSize(octets).endsWith('\n');
    assertThat(message.storedOctets()).isEqualTo(octets);
    byte[] wire = naiveCrlf(stored);
    assertThat(message.wireOctets()).isEqualTo(wire.length);
    assertThat(expected(message)).isEqualTo(wire);
  }

  @Property(tries = 100)
  void rightContentPassesInPiecesOfAnySize(
      @ForAll @IntRange(min = 700, max = 50_000) int octets,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 9_000) Integer> pieces)
      throws IOException {
    UserMail mail = new UserMail(set(octets), 3);
    MailCheck check = new MailCheck(mail);
    for (int number = MESSAGES; number >= 1; number--) {
      byte[] wire = naiveCrlf(stored(mail.message(number)));
      int at = 0;
      for (int i = 0; at < wire.length; i++) {
        int run = Math.min(pieces.get(i % pieces.size()), wire.length - at);
        check.next(ByteBuffer.wrap(wire, at, run));
        at += run;
      }
      assertThat(check.end()).isEqualTo(wire.length);
    }
    assertThat(check.messages()).isEqualTo(MESSAGES);
  }

  @Property(tries = 200)
  void oneWrongOctetIsFound(
      @ForAll @IntRange(min = 700, max = 50_000) int octets, @ForAll @IntRange(min = 0) int where)
      throws IOException {
    UserMail mail = new UserMail(set(octets), 3);
    byte[] wire = naiveCrlf(stored(mail.message(1)));
    wire[where % wire.length] ^= 0x20;
    MailCheck check = new MailCheck(mail);
    assertThatThrownBy(() -> checkAll(check, wire)).isInstanceOf(WrongContentException.class);
  }

  @Property(tries = 100)
  void whatIsCutShortOrGoesOnIsFound(@ForAll @IntRange(min = 0, max = 2_500) int length)
      throws IOException {
    UserMail mail = new UserMail(set(2_000), 3);
    byte[] wire = naiveCrlf(stored(mail.message(1)));
    byte[] other = new byte[length];
    System.arraycopy(wire, 0, other, 0, Math.min(length, wire.length));
    MailCheck check = new MailCheck(mail);
    if (length == wire.length) {
      checkAll(check, other);
    } else {
      assertThatThrownBy(() -> checkAll(check, other)).isInstanceOf(WrongContentException.class);
    }
  }

  private static MailSet set(int octets) {
    return new MailSet("law", USERS, MESSAGES, SizeLaw.fixed(octets));
  }

  private static void checkAll(MailCheck check, byte[] wire) {
    check.next(ByteBuffer.wrap(wire));
    check.end();
  }

  private static byte[] expected(Message message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (long at = 0; at < message.wireOctets(); ) {
      int run = message.expectedRun(at);
      out.write(message.expectedArray(at), message.expectedOffset(at), run);
      at += run;
    }
    return out.toByteArray();
  }

  static byte[] stored(Message message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    message.writeTo(out);
    return out.toByteArray();
  }

  static byte[] naiveCrlf(byte[] stored) {
    return new String(stored, StandardCharsets.ISO_8859_1)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
