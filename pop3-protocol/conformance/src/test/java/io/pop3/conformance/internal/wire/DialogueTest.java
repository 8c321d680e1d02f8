package io.pop3.conformance.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueTest {

  /** 1939-ML-2 and 1939-ML-4, however the octets arrive. */
  @Property(tries = 60)
  void multiLineReplyIsReadAsItWasMeant(
      @ForAll("lines") List<String> lines, @ForAll @IntRange(min = 1, max = 40) int chunk)
      throws IOException {
    StringBuilder wire = new StringBuilder("+OK\r\n");
    lines.forEach(line -> wire.append(line.startsWith(".") ? "." : "").append(line).append("\r\n"));
    wire.append(".\r\n+OK next\r\n");
    try (Peer peer = Peer.doing(socket -> sendInChunks(socket, wire.toString(), chunk))) {
      Dialogue dialogue = peer.dialogue();
      assertThat(dialogue.readList("LIST").lines()).isEqualTo(lines);
      assertThat(dialogue.readReply("NOOP").text()).isEqualTo("next");
      assertThat(peer.record().first(Flaw.SINGLE_DOT)).isEmpty();
    }
  }

  private static void sendInChunks(Socket socket, String wire, int chunk) throws IOException {
    socket.setTcpNoDelay(true);
    byte[] octets = Octets.bytes(wire);
    for (int start = 0; start < octets.length; start += chunk) {
      socket.getOutputStream().write(octets, start, Math.min(chunk, octets.length - start));
    }
  }

  @Provide
  Arbitrary<List<String>> lines() {
    Arbitrary<String> line =
        Arbitraries.strings().withChars('.', 'a', '\r', '\n', '\0', '\u00FF').ofMaxLength(5);
    return line.filter(text -> !text.contains("\r\n") && !text.endsWith("\r")).list().ofMaxSize(8);
  }

  @Test
  void negativeReplyIsOneLine() throws IOException {
    try (Peer peer = Peer.saying("-ERR no\r\n+OK next\r\n")) {
      Dialogue dialogue = peer.dialogue();
      assertThat(dialogue.readList("RETR 9").lines()).isEmpty();
      assertThat(dialogue.readReply("NOOP").positive()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+OK x\\n               | LINE_END_WITHOUT_CR",
        "+ok x\\r\\n            | INDICATOR_LETTER_CASE",
        "-Err x\\r\\n           | INDICATOR_LETTER_CASE",
        "+OK a\\tb\\r\\n        | UNPRINTABLE_TEXT",
        "+OK\\r\\n              | NO_TEXT",
        "-ERR [oops x\\r\\n     | BROKEN_RESPONSE_CODE",
        "-ERR [] x\\r\\n        | BROKEN_RESPONSE_CODE",
        "-ERR [AUTH] x\\r\\n    | AUTH_CODE_ELSEWHERE",
        "-ERR [IN-USE] x\\r\\n  | IN_USE_CODE_ELSEWHERE"
      })
  void flawsOfReadableRepliesAreNoted(String octets, Flaw flaw) throws IOException {
    try (Peer peer = Peer.saying(octets.translateEscapes())) {
      peer.dialogue().readReply("STAT");
      assertThat(peer.record().first(flaw)).isPresent();
    }
  }

  @Test
  void firstLineMayHave512Octets() throws IOException {
    try (Peer peer =
        Peer.saying("+OK " + "x".repeat(506) + "\r\n+OK " + "x".repeat(507) + "\r\n")) {
      Dialogue dialogue = peer.dialogue();
      dialogue.readReply("NOOP");
      assertThat(peer.record().first(Flaw.LONG_FIRST_LINE)).isEmpty();
      dialogue.readReply("NOOP");
      assertThat(peer.record().first(Flaw.LONG_FIRST_LINE)).isPresent();
    }
  }

  @Test
  void singleDotAtTheStartOfALineIsNotedAndRemoved() throws IOException {
    try (Peer peer = Peer.saying("+OK\r\n.x\r\n.\r\n")) {
      assertThat(peer.dialogue().readList("RETR 1").lines()).containsExactly("x");
      assertThat(peer.record().first(Flaw.SINGLE_DOT)).isPresent();
    }
  }

  @Test
  void codesOfLoginsAreNoFlaws() throws IOException {
    try (Peer peer = Peer.saying("-ERR [AUTH] no\r\n-ERR [IN-USE/LONG] no\r\n-ERR [AUTH] no\r\n")) {
      Dialogue dialogue = peer.dialogue();
      dialogue.readReply("PASS <password>");
      dialogue.readReply("APOP x");
      assertThat(peer.record().first(Flaw.AUTH_CODE_ELSEWHERE)).isEmpty();
      assertThat(peer.record().first(Flaw.IN_USE_CODE_ELSEWHERE)).isEmpty();
      dialogue.readReply("USER x");
      assertThat(peer.record().first(Flaw.AUTH_CODE_ON_USER)).isPresent();
      assertThat(peer.record().codes()).containsExactly("AUTH", "IN-USE/LONG");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"OK x\r\n", "+OKAY\r\n", "250 ok\r\n", "\r\n", "+ x\r\n", "+OK\tx\r\n"})
  void whatIsNoReplyIsADiscrepancy(String octets) throws IOException {
    try (Peer peer = Peer.saying(octets)) {
      Dialogue dialogue = peer.dialogue();
      assertThatExceptionOfType(Discrepancy.class).isThrownBy(() -> dialogue.readReply("STAT"));
    }
  }

  @Test
  void endOfTheConnectionTellsWhatWasAwaitedAndWhatCame() throws IOException {
    try (Peer peer = Peer.saying("+OK hal")) {
      Dialogue dialogue = peer.dialogue();
      assertThatExceptionOfType(EndOfConnection.class)
          .isThrownBy(() -> dialogue.readReply("STAT"))
          .withMessage(
              "seen: \"+OK hal\" and then the end of the connection (expected: a reply to STAT)");
    }
  }

  @Test
  void credentialsAreNotInTheTranscript() throws IOException {
    try (Peer peer = Peer.saying("+OK\r\n")) {
      peer.dialogue().askSecretly("PASS opensesame", "PASS <password>");
      assertThat(peer.transcript().lines()).containsExactly("C1: PASS <password>", "S1: +OK\\r\\n");
    }
  }

  @Test
  void furtherOctetsAreNoEnd() throws IOException {
    try (Peer peer = Peer.saying("+OK bye\r\n+OK again\r\n")) {
      Dialogue dialogue = peer.dialogue();
      assertThatExceptionOfType(Discrepancy.class).isThrownBy(dialogue::quit);
    }
  }
}
