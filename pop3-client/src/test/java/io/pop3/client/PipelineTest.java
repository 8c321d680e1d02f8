package io.pop3.client;

import static io.pop3.client.Clients.LOGIN;
import static io.pop3.client.Clients.PIPELINING_LOGIN;
import static io.pop3.client.Clients.cleartext;
import static io.pop3.client.Clients.logIn;
import static io.pop3.client.Clients.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pop3.client.RetrievalResult.NotRetrieved;
import io.pop3.client.RetrievalResult.Retrieved;
import io.pop3.client.fake.FakeServer;
import io.pop3.client.fake.Message;
import io.pop3.client.fake.ModelServer;
import io.pop3.protocol.model.Octets;
import io.pop3.protocol.reply.ScanLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.net.SocketFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PipelineTest {

  // 2449-PIPE-2, E-R-20
  @Test
  void refusalInTheMiddleIsMatchedByOrder() throws IOException {
    FakeServer server =
        FakeServer.playingOctetByOctet(
            PIPELINING_LOGIN
                + """
                C: RETR 1
                C: RETR 2
                C: RETR 3
                S: +OK
                S: one
                S: .
                S: -ERR [SYS/TEMP] not now
                S: +OK
                S: three
                S: .
                EOF
                """);
    try (Transaction mailbox = logIn(server);
        RetrievalCursor cursor = mailbox.retrieve(sizes(10, 10, 10))) {
      assertThat(content(cursor)).isEqualTo("one\r\n");
      assertThat(cursor.next().orElseThrow())
          .isInstanceOfSatisfying(
              NotRetrieved.class,
              refused -> {
                assertThat(refused.asked().message()).isEqualTo(number(2));
                assertThat(refused.reply().text()).isEqualTo("not now");
              });
      assertThat(content(cursor)).isEqualTo("three\r\n");
      assertThat(cursor.next()).isEmpty();
    }
    server.finish();
  }

  // 2449-PIPE-4
  @Test
  void withoutTheCapabilityEachAnswerIsWaitedFor() throws IOException {
    FakeServer server =
        FakeServer.playing(
            LOGIN
                + """
                C: RETR 1
                S: +OK
                S: one
                S: .
                C: RETR 2
                S: +OK
                S: two
                S: .
                C: DELE 1
                S: +OK
                C: DELE 2
                S: -ERR
                EOF
                """);
    try (Transaction mailbox = logIn(server)) {
      try (RetrievalCursor cursor = mailbox.retrieve(sizes(10, 10))) {
        assertThat(content(cursor) + content(cursor)).isEqualTo("one\r\ntwo\r\n");
        assertThat(cursor.next()).isEmpty();
      }
      assertThat(mailbox.delete(List.of(number(1), number(2)))).containsOnlyKeys(number(2));
    }
    server.finish();
  }

  /** The window is bounded by listed sizes: a large message travels alone. */
  @Test
  void largeMessageIsNotAskedForBehindOthers() throws IOException {
    FakeServer server =
        FakeServer.playing(
            PIPELINING_LOGIN
                + """
                C: RETR 1
                S: +OK
                S: one
                S: .
                C: RETR 2
                S: +OK
                S: two
                S: .
                C: RETR 3
                S: +OK
                S: three
                S: .
                EOF
                """);
    try (Transaction mailbox = logIn(server);
        RetrievalCursor cursor = mailbox.retrieve(sizes(10, Window.MAX_OCTETS, 10))) {
      assertThat(content(cursor) + content(cursor) + content(cursor))
          .isEqualTo("one\r\ntwo\r\nthree\r\n");
    }
    server.finish();
  }

  // 2449-PIPE-3: neither side ever waits for the other to read, however small the buffers.
  @Test
  void tenThousandMessagesPassThroughTinyBuffers() throws IOException {
    Message[] messages =
        IntStream.range(0, 10_000)
            .mapToObj(
                i ->
                    Message.of(
                        "u" + i, "Subject: " + i + "\r\n\r\n" + "x".repeat(i % 300) + "\r\n"))
            .toArray(Message[]::new);
    try (ModelServer server = ModelServer.withTinyBuffers(messages);
        Transaction mailbox = tinyLogIn(server)) {
      List<ScanLine> listing = mailbox.list();
      int count = 0;
      try (RetrievalCursor cursor = mailbox.retrieve(listing)) {
        for (Optional<RetrievalResult> result = cursor.next();
            result.isPresent();
            result = cursor.next()) {
          Retrieved retrieved = (Retrieved) result.get();
          assertThat(Clients.text(retrieved.content()))
              .isEqualTo(text(messages[retrieved.asked().message().index()]));
          count++;
        }
      }
      assertThat(count).isEqualTo(10_000);
      assertThat(mailbox.delete(listing.stream().map(ScanLine::message).toList())).isEmpty();
      assertThat(mailbox.commit().kind()).isEqualTo(CommitOutcome.Kind.COMMITTED);
      assertThat(server.maildrop()).isEmpty();
    }
  }

  @Test
  void cursorClosedEarlyLeavesTheSessionInStep() throws IOException {
    try (ModelServer server = new ModelServer(named(150));
        Transaction mailbox = logIn(server)) {
      try (RetrievalCursor cursor = mailbox.retrieve(mailbox.list())) {
        assertThat(((Retrieved) cursor.next().orElseThrow()).content().read()).isEqualTo('F');
        assertThatIllegalStateException().isThrownBy(mailbox::stat);
      }
      assertThat(mailbox.stat().messages()).isEqualTo(150);
      assertThat(server.received()).filteredOn(line -> line.startsWith("RETR")).hasSize(100);
    }
  }

  @Test
  void messageNotReadIsSkipped() throws IOException {
    RetrievalCursor closed;
    try (ModelServer server = new ModelServer(named(5));
        Transaction mailbox = logIn(server)) {
      try (RetrievalCursor cursor = mailbox.retrieve(mailbox.list())) {
        for (int i = 0; i < 4; i++) {
          assertThat(cursor.next()).isPresent();
        }
        assertThat(content(cursor)).contains("Subject: m4");
        assertThat(cursor.next()).isEmpty();
        closed = cursor;
      }
      assertThatIllegalStateException().isThrownBy(closed::next);
    }
  }

  /** Sizes are hints: what was asked for as small and comes large is not read for ever. */
  @Test
  void cursorClosedEarlyReadsNotForEverForNothing() throws IOException {
    try (ModelServer server = new ModelServer(new Message("a", new byte[20 << 20]));
        Transaction mailbox = logIn(server)) {
      try (RetrievalCursor cursor = mailbox.retrieve(sizes(10))) {
        assertThat(cursor.next()).isPresent();
      }
      assertThatExceptionOfType(ConnectionException.class).isThrownBy(mailbox::stat);
    }
  }

  @Test
  void cursorOnALostConnectionFails() throws IOException {
    FakeServer server =
        FakeServer.playing(PIPELINING_LOGIN + "C: RETR 1\nC: RETR 2\nS: +OK\nS: x\nS: .\nCLOSE");
    try (Transaction mailbox = logIn(server);
        RetrievalCursor cursor = mailbox.retrieve(sizes(3, 3))) {
      assertThat(content(cursor)).isEqualTo("x\r\n");
      assertThatExceptionOfType(ConnectionException.class).isThrownBy(cursor::next);
    }
    server.finish();
  }

  /** The law of the window: both bounds hold, and one message may always be asked for. */
  @Property
  void windowNeverExceedsItsBounds(
      @ForAll boolean pipelining,
      @ForAll @Size(max = 300) List<@LongRange(min = 0, max = 1 << 21) Long> sizes,
      @ForAll @IntRange(min = 1, max = 120) int answeredAtOnce) {
    Window window = new Window(pipelining);
    List<Long> outstanding = new ArrayList<>();
    List<Long> waiting = new ArrayList<>(sizes);
    while (!waiting.isEmpty()) {
      assertThat(!outstanding.isEmpty() || window.admits(waiting.get(0))).isTrue();
      while (!waiting.isEmpty() && window.admits(waiting.get(0))) {
        window.sent(waiting.get(0));
        outstanding.add(waiting.remove(0));
      }
      long octets = outstanding.stream().mapToLong(Long::longValue).sum();
      assertThat(outstanding.size()).isBetween(1, pipelining ? Window.MAX_COMMANDS : 1);
      assertThat(octets <= Window.MAX_OCTETS || outstanding.size() == 1).isTrue();
      for (int i = 0; i < answeredAtOnce && !outstanding.isEmpty(); i++) {
        window.answered(outstanding.remove(0));
      }
    }
  }

  private static Message[] named(int count) {
    return IntStream.range(0, count).mapToObj(i -> Message.named("m" + i)).toArray(Message[]::new);
  }

  private static List<ScanLine> sizes(long... octets) {
    return IntStream.range(0, octets.length)
        .mapToObj(i -> new ScanLine(number(i + 1), new Octets(octets[i])))
        .toList();
  }

  private static String content(RetrievalCursor cursor) throws IOException {
    return Clients.text(((Retrieved) cursor.next().orElseThrow()).content());
  }

  private static String text(Message message) {
    return new String(message.wire(), StandardCharsets.ISO_8859_1);
  }

  private static Transaction tinyLogIn(ModelServer server) throws Pop3Exception {
    return Pop3Client.logIn(
        cleartext(server.port())
            .socketFactory(new TinySocketFactory())
            .totalTimeout(Duration.ofMinutes(2))
            .build(),
        Clients.HARISH,
        Clients.VEGETABLES);
  }

  /**
   * Commands find as little room as the system gives; messages little enough for the server to
   * wait.
   */
  private static final class TinySocketFactory extends SocketFactory {

    @Override
    public Socket createSocket() throws SocketException {
      Socket socket = new Socket();
      socket.setSendBufferSize(1);
      socket.setReceiveBufferSize(8192);
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }
  }
}
