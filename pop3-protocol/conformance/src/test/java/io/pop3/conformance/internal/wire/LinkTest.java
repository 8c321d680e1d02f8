package io.pop3.conformance.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pop3.conformance.internal.wire.Link.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No operation on a socket blocks for ever, whatever the server does. */
@Timeout(60)
class LinkTest {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(50);

  @Test
  void silentServerIsGivenUp() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    try (Peer peer = Peer.doing(SHORT, LONG, socket -> await(end))) {
      assertThatExceptionOfType(Discrepancy.class)
          .isThrownBy(() -> peer.link().readLine("a greeting", 512))
          .withMessage("seen: nothing within 50 ms (expected: a greeting)");
    }
    end.countDown();
  }

  @Test
  void serverThatNeverReadsIsGivenUpAtTheDeadline() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    try (Peer peer = Peer.doing(LONG, SHORT, socket -> await(end))) {
      assertThatExceptionOfType(Discrepancy.class)
          .isThrownBy(() -> writeForEver(peer.link()))
          .withMessageContaining("no end of the case within 50 ms");
    }
    end.countDown();
  }

  private static void writeForEver(Link link) {
    while (true) {
      link.write("x".repeat(1 << 20));
    }
  }

  @Test
  void replyWithoutEndIsGivenUpAtTheDeadline() throws IOException {
    try (Peer peer =
        Peer.doing(
            LONG,
            SHORT,
            socket -> {
              while (true) {
                socket.getOutputStream().write('x');
              }
            })) {
      assertThatExceptionOfType(Discrepancy.class)
          .isThrownBy(() -> peer.link().readLine("a reply", Integer.MAX_VALUE));
    }
  }

  @Test
  void lineThatIsTooLongIsGivenUp() throws IOException {
    try (Peer peer = Peer.saying("x".repeat(600) + "\r\n")) {
      assertThatExceptionOfType(Discrepancy.class)
          .isThrownBy(() -> peer.link().readLine("a reply", 512))
          .withMessageContaining("a reply within 512 octets");
    }
  }

  @Test
  void endingIsTold() throws IOException {
    try (Peer closing = Peer.saying("");
        Peer talking = Peer.saying("x");
        Peer resetting = Peer.doing(socket -> socket.setSoLinger(true, 0))) {
      assertThat(closing.link().awaitEnd()).isEqualTo(Ending.CLOSED);
      assertThat(talking.link().awaitEnd()).isEqualTo(Ending.STILL_OPEN);
      assertThat(resetting.link().awaitEnd()).isEqualTo(Ending.RESET);
    }
  }

  @Test
  void silenceIsTold() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    try (Peer silent = Peer.doing(socket -> await(end));
        Peer talking = Peer.saying("x");
        Peer closing = Peer.saying("")) {
      assertThat(silent.link().staysSilent(SHORT)).isTrue();
      assertThat(talking.link().staysSilent(LONG)).isFalse();
      assertThat(closing.link().staysSilent(LONG)).isFalse();
    }
    end.countDown();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
