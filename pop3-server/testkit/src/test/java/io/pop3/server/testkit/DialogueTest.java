package io.pop3.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The classic dialogue, octet by octet. */
class DialogueTest {

  @RegisterExtension
  final Pop3ServerExtension pop3 =
      Pop3ServerExtension.create()
          .user("harish", "vegetables")
          .mail("harish", "Subject: one\r\n\r\n.dot\nlast")
          .mail("harish", "Subject: two\n\nbody 1\nbody 2\n");

  @Test
  void classicDialogueIsExact() {
    try (WireClient client = pop3.connect()) {
      assertThat(client.line()).isEqualTo("+OK POP3 server ready");
      assertThat(client.call("USER harish")).isEqualTo("+OK send PASS");
      assertThat(client.call("PASS vegetables")).isEqualTo("+OK maildrop has 2 messages");
      assertThat(client.call("STAT")).isEqualTo("+OK 2 60");
      assertThat(client.callForLines("LIST"))
          .isEqualTo("+OK 2 messages (60 octets)\r\n1 28\r\n2 32\r\n.\r\n");
      assertThat(client.callForLines("RETR 1"))
          .isEqualTo("+OK 28 octets\r\nSubject: one\r\n\r\n..dot\r\nlast\r\n.\r\n");
      assertThat(client.call("DELE 1")).isEqualTo("+OK message marked as deleted");
      assertThat(client.call("RETR 1")).isEqualTo("-ERR no such message");
      assertThat(client.callForLines("TOP 2 1"))
          .isEqualTo("+OK top of message follows\r\nSubject: two\r\n\r\nbody 1\r\n.\r\n");
      assertThat(client.call("STAT")).isEqualTo("+OK 1 32");
      assertThat(client.call("QUIT")).isEqualTo("+OK bye, 1 message removed, 1 left");
      assertThat(client.rest()).isEmpty();
    }
    assertThat(pop3.mail().messages("harish")).hasSize(1);
  }
}
