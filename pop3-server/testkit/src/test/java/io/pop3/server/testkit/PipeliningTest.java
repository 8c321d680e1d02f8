package io.pop3.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PipeliningTest {

  private static final int MANY = 10_000;

  @RegisterExtension
  final Pop3ServerExtension pop3 =
      Pop3ServerExtension.create().user("a", "b").mail("a", "one\r\n".repeat(500));

  /** 2449-PIPE-1. */
  @Test
  void tenThousandCommandsAreAnsweredInOrder() {
    try (WireClient client = pop3.connect().login("a", "b")) {
      String lines =
          IntStream.range(0, MANY)
              .mapToObj(i -> i % 3 == 0 ? "NOOP\r\n" : i % 3 == 1 ? "LIST 1\r\n" : "DELE 9\r\n")
              .collect(Collectors.joining());
      String replies =
          IntStream.range(0, MANY)
              .mapToObj(
                  i ->
                      i % 3 == 0
                          ? "+OK done\r\n"
                          : i % 3 == 1 ? "+OK 1 2500\r\n" : "-ERR no such message\r\n")
              .collect(Collectors.joining());
      client.send(lines + "QUIT\r\n");
      assertThat(client.rest()).isEqualTo(replies + "+OK bye, 0 messages removed, 1 left\r\n");
    }
  }

  /** 2449-PIPE-3: the server stops reading while the client does not read, and goes on later. */
  @Test
  void clientThatWritesAllBeforeItReadsIsServed() throws InterruptedException {
    try (WireClient client = WireClient.connect(pop3.address(), 4096).login("a", "b")) {
      Thread writer = new Thread(() -> client.send("RETR 1\r\n".repeat(MANY) + "QUIT\r\n"));
      writer.start();
      String reply = "+OK 2500 octets\r\n" + "one\r\n".repeat(500) + ".\r\n";
      for (int i = 0; i < MANY; i++) {
        assertThat(client.octets(reply.length())).isEqualTo(reply);
      }
      assertThat(client.rest()).isEqualTo("+OK bye, 0 messages removed, 1 left\r\n");
      writer.join();
    }
  }

  /** USER and PASS may be sent together. */
  @Test
  void wholeSessionInOneSegmentWorks() {
    try (WireClient client = pop3.connect()) {
      client.send("USER a\r\nPASS b\r\nSTAT\r\nDELE 1\r\nQUIT\r\nNOOP\r\n");
      assertThat(client.rest().lines())
          .containsExactly(
              "+OK POP3 server ready",
              "+OK send PASS",
              "+OK maildrop has 1 message",
              "+OK 1 2500",
              "+OK message marked as deleted",
              "+OK bye, 1 message removed, none left");
    }
  }

  /** Listings stream: no reply is held whole. */
  @Test
  void longListingsAreComplete() {
    for (int i = 0; i < 20_000; i++) {
      pop3.mail().deliver("a", "m");
    }
    try (WireClient client = pop3.connect().login("a", "b")) {
      String list = client.callForLines("LIST");
      assertThat(list).startsWith("+OK 20001 messages (62500 octets)\r\n1 2500\r\n2 3\r\n");
      assertThat(list).endsWith("\r\n20001 3\r\n.\r\n");
      assertThat(list.lines().count()).isEqualTo(20_003);
      assertThat(client.callForLines("UIDL").lines().count()).isEqualTo(20_003);
    }
  }
}
