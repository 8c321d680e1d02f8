package io.pop3.server.benchmarks.mail;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MailCheckTest {

  private final MailSet set = new MailSet("check", 2, 3, SizeLaw.fixed(1_000));
  private final UserMail mail = new UserMail(set, 1);
  private final MailCheck check = new MailCheck(mail);

  @Test
  void anotherUsersMessageIsFound() throws IOException {
    byte[] others = wire(set.message(2, 1));
    assertThatThrownBy(() -> check.next(ByteBuffer.wrap(others)))
        .isInstanceOf(WrongContentException.class)
        .hasMessageContaining("another user's");
  }

  @Test
  void aMessageThatComesTwiceIsFound() throws IOException {
    byte[] octets = wire(set.message(1, 2));
    check.next(ByteBuffer.wrap(octets));
    check.end();
    assertThatThrownBy(() -> check.next(ByteBuffer.wrap(octets)))
        .isInstanceOf(WrongContentException.class)
        .hasMessageContaining("message 2 twice");
  }

  @Test
  void whatIsNoMessageOfTheSetIsFound() {
    byte[] other =
        "Subject: something else altogether, which nobody sent\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> check.next(ByteBuffer.wrap(other)))
        .isInstanceOf(WrongContentException.class)
        .hasMessageContaining("no identity");
  }

  @Test
  void anEmptyMessageIsFound() {
    assertThatThrownBy(check::end)
        .isInstanceOf(WrongContentException.class)
        .hasMessageContaining("0 octets");
  }

  private static byte[] wire(Message message) throws IOException {
    return MessageProperties.naiveCrlf(MessageProperties.stored(message));
  }
}
