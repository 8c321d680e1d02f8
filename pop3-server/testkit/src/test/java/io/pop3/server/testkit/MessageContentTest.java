package io.pop3.server.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.spi.testkit.FaultyStore.Fault;
import io.pop3.spi.testkit.FaultyStore.Step;
import io.pop3.spi.testkit.HostileMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Table 7.5 of the grammar, end to end: LIST says how many octets RETR delivers, for each. */
class MessageContentTest {

  @RegisterExtension final Pop3ServerExtension pop3 = Pop3ServerExtension.create().user("a", "b");

  @ParameterizedTest
  @EnumSource
  void hostileMessageComesBackExactly(HostileMessage message) {
    assertDelivered(message.octets());
  }

  /** E-M-22: line ends, dots and the end at the edges of what is read and sent at a time. */
  @ParameterizedTest
  @CsvSource({"2048", "32768", "65535", "65536", "65537", "131072", "131073", "1000000"})
  void edgesOfBuffersDoNotShow(int octets) {
    for (String tail : new String[] {"", "\n", "\r\n", ".", "\r\n.\r\n", "\r"}) {
      assertDelivered(("x".repeat(octets - tail.length()) + tail).getBytes(ISO_8859_1));
    }
  }

  private void assertDelivered(byte[] stored) {
    pop3.mail().deliver("a", stored);
    String wire = wireForm(new String(stored, ISO_8859_1));
    try (WireClient client = pop3.connect().login("a", "b")) {
      int number = pop3.mail().messages("a").size();
      assertThat(client.call("LIST " + number)).isEqualTo("+OK " + number + " " + wire.length());
      String reply = client.callForLines("RETR " + number);
      String first = "+OK " + wire.length() + " octets\r\n";
      assertThat(reply).isEqualTo(first + stuffed(wire) + ".\r\n");
      client.call("QUIT");
    }
  }

  /** W(m) of section 4.3, in the plainest possible way. */
  private static String wireForm(String stored) {
    String repaired = stored.replaceAll("(?<!\r)\n", "\r\n");
    return repaired.isEmpty() || repaired.endsWith("\r\n") ? repaired : repaired + "\r\n";
  }

  private static String stuffed(String wire) {
    String inner = wire.replace("\r\n.", "\r\n..");
    return inner.startsWith(".") ? "." + inner : inner;
  }

  /** E-M-23: memory is bounded by buffers, not by the message. */
  @Test
  void lineOfTenMebibytesIsDelivered() {
    assertDelivered("y".repeat(10 << 20).getBytes(ISO_8859_1));
  }

  /** E-M-18, -24, -25. */
  @ParameterizedTest
  @CsvSource({
    "'H: x\r\n','H: x\r\n'",
    "'\nbody\n','\r\n'",
    "'H: x\n \nG: y\n\nb\n','H: x\r\n \r\nG: y\r\n\r\n'",
    "'',''",
    "'.\n\n.\n','..\r\n\r\n'"
  })
  void topWithoutLinesIsTheHeader(String stored, String sent) {
    pop3.mail().deliver("a", stored);
    try (WireClient client = pop3.connect().login("a", "b")) {
      assertThat(client.callForLines("TOP 1 0"))
          .isEqualTo("+OK top of message follows\r\n" + sent + ".\r\n");
    }
  }

  @Test
  void topOfALongMessageReadsItsBeginningAlone() {
    pop3.mail().deliver("a", "H: x\n\n" + "line\n".repeat(200_000));
    try (WireClient client = pop3.connect().login("a", "b")) {
      assertThat(client.callForLines("TOP 1 2"))
          .isEqualTo("+OK top of message follows\r\nH: x\r\n\r\nline\r\nline\r\n.\r\n");
      assertThat(pop3.faults().calls(Step.CONTENT)).isEqualTo(1);
    }
  }

  /** E-M-26, A-18: the client must see that octets are missing. */
  @Test
  void messageThatBreaksOffEndsTheSessionWithoutTerminator() {
    pop3.mail().deliver("a", "line\r\n".repeat(100_000));
    pop3.faults().failContentAfter(400_000, Fault.IO_EXCEPTION);
    try (WireClient client = pop3.connect().login("a", "b")) {
      client.send("RETR 1\r\nDELE 1\r\nQUIT\r\n");
      String rest = client.rest();
      assertThat(rest).startsWith("+OK 600000 octets\r\n").doesNotContain("\r\n.\r\n", "bye");
    }
    assertThat(pop3.mail().messages("a")).hasSize(1);
  }

  /** trouble before the first octet is a negative reply. */
  @Test
  void messageThatCanNotBeReadAtAllDrawsANegativeReply() {
    pop3.mail().deliver("a", "line\r\n".repeat(1000));
    pop3.faults().failContentAfter(10, Fault.IO_EXCEPTION);
    try (WireClient client = pop3.connect().login("a", "b")) {
      assertThat(client.call("RETR 1")).isEqualTo("-ERR [SYS/TEMP] message can't be read now");
      pop3.faults().heal();
      assertThat(client.callForLines("RETR 1")).startsWith("+OK 6000 octets\r\n");
    }
  }
}
