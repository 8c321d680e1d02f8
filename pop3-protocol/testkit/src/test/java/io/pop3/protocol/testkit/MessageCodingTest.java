package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.server.ServerOptions;
import io.pop3.protocol.wire.WireEncoder;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors E-M of the grammar: stored octets, size, wire. */
class MessageCodingTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "E-M-01, '', 0, .\\r\\n",
    "E-M-02, ., 3, ..\\r\\n.\\r\\n",
    "E-M-03, .., 4, ...\\r\\n.\\r\\n",
    "E-M-04, \\r\\n, 2, \\r\\n.\\r\\n",
    "E-M-05, \\n, 2, \\r\\n.\\r\\n",
    "E-M-06, \\r, 3, \\r\\r\\n.\\r\\n",
    "E-M-07, a, 3, a\\r\\n.\\r\\n",
    "E-M-08, a\\n, 3, a\\r\\n.\\r\\n",
    "E-M-09, a\\r\\n, 3, a\\r\\n.\\r\\n",
    "E-M-10, a\\r, 4, a\\r\\r\\n.\\r\\n",
    "E-M-11, a\\r\\r\\n, 4, a\\r\\r\\n.\\r\\n",
    "E-M-12, \\r\\n.\\r\\n, 5, \\r\\n..\\r\\n.\\r\\n",
    "E-M-13, .\\r\\n.\\r\\n, 6, ..\\r\\n..\\r\\n.\\r\\n",
    "E-M-14, a\\n.\\nb, 9, a\\r\\n..\\r\\nb\\r\\n.\\r\\n",
    "E-M-15, a\\r.b\\r\\n, 6, a\\r.b\\r\\n.\\r\\n",
    "E-M-16, \\0\\n, 3, \\0\\r\\n.\\r\\n",
    "E-M-17, H: x\\n\\n.\\n, 11, H: x\\r\\n\\r\\n..\\r\\n.\\r\\n",
    "E-M-18, H: x\\r\\n, 6, H: x\\r\\n.\\r\\n",
    "E-M-19, a\\n., 6, a\\r\\n..\\r\\n.\\r\\n",
    "E-M-20, \\xFF\\n, 3, \\xFF\\r\\n.\\r\\n",
    "E-M-21, x\\n\\r\\ny, 8, x\\r\\n\\r\\ny\\r\\n.\\r\\n"
  })
  @Requirement({
    "1939-ML-1",
    "1939-ML-2",
    "1939-ML-3",
    "1939-ML-4",
    "1939-FMT-1",
    "1939-FMT-2",
    "1939-FMT-3",
    "1939-FMT-4",
    "1939-LIST-8",
    "5322-LIN-1",
    "5322-OBS-1",
    "6856-UTF8-8"
  })
  void storedOctetsHaveThisSizeAndWireForm(String id, String stored, int size, String wire) {
    OctetString message = OctetString.parse(stored);
    OctetString expected = OctetString.parse(wire);
    assertThat(WireModel.encode(message)).isEqualTo(expected);
    assertThat(WireModel.size(message)).isEqualTo(size);
    assertThat(ChunkedCoding.measure(message, Chunking.WHOLE).wireOctets()).isEqualTo(size);
    // E-M-22: whatever the boundaries.
    for (int first = 1; first <= 5; first++) {
      for (int second = 1; second <= 3; second++) {
        Chunking pieces = Chunking.of(first, second);
        Chunking buffers = Chunking.of(second + 2, first + 2);
        Laws.messageSurvivesCoding(new StoredMessage(message), pieces, buffers);
        Laws.measureAgreesWithEncoder(new StoredMessage(message), pieces);
        Laws.topIsPrefix(new StoredMessage(message), first - 1, pieces, buffers);
      }
    }
    assertThat(retrieved(message)).isEqualTo("+OK message follows\r\n" + expected.toLatin1());
  }

  private static String retrieved(OctetString message) {
    SampleMailbox mailbox = SampleMailbox.of(List.of(new StoredMessage(message)));
    return Sessions.say(Sessions.loggedIn(mailbox, ServerOptions.defaults()), "RETR 1\\r\\n");
  }

  @Test // E-M-18
  void topOfMessageWithoutEmptyLineIsTheMessage() {
    assertThat(WireModel.encodeTop(OctetString.parse("H: x\\r\\n"), 0))
        .isEqualTo(
            ChunkedCoding.encodeTop(
                    OctetString.parse("H: x\\r\\n"), 0, Chunking.WHOLE, Chunking.WHOLE)
                .octets())
        .isEqualTo(OctetString.parse("H: x\\r\\n.\\r\\n"));
  }

  @Test // E-M-22
  void boundaryAtEveryPlaceChangesNothing() {
    OctetString message = OctetString.parse("a\\r\\n.\\r\\n\\r.\\n..\\n\\n\\r\\n.");
    for (int cut = 1; cut <= message.size(); cut++) {
      for (int room = WireEncoder.MIN_OUTPUT_OCTETS; room <= message.size() + 12; room++) {
        Laws.messageSurvivesCoding(
            new StoredMessage(message), Chunking.of(cut, Integer.MAX_VALUE), Chunking.of(room));
      }
    }
  }

  @Test // E-M-23
  @Requirement("5322-LEN-1")
  void lineOfTenMebibytesPassesThroughBuffersOfOnePage() {
    int octets = 10 << 20;
    WireEncoder encoder = new WireEncoder();
    ByteBuffer piece =
        ByteBuffer.wrap("x".repeat(4096).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    ByteBuffer out = ByteBuffer.allocate(4096);
    long sent = 0;
    for (int done = 0; done < octets; done += piece.capacity()) {
      encoder.encode(piece.rewind(), out.clear(), false);
      sent += out.position();
    }
    encoder.encode(ByteBuffer.allocate(0), out.clear(), true);

    assertThat(sent).isEqualTo(octets);
    assertThat(out.position()).isEqualTo(5);
    assertThat(encoder.wireOctets()).isEqualTo(octets + 2);
  }

  @Test // E-M-24
  void topOfMessageWithoutHeaderIsTheEmptyLine() {
    assertThat(WireModel.encodeTop(OctetString.parse("\\nbody\\n"), 0))
        .isEqualTo(OctetString.parse("\\r\\n.\\r\\n"));
    Laws.topIsPrefix(
        new StoredMessage(OctetString.parse("\\nbody\\n")),
        0,
        Chunking.OCTET_BY_OCTET,
        Chunking.of(3));
  }

  @Test // E-M-25
  @Requirement({"5322-HDR-1", "5322-HDR-2"})
  void lineOfBlanksBelongsToTheHeader() {
    OctetString message = OctetString.parse("H: x\\r\\n \\r\\nI: y\\r\\n\\r\\nbody\\r\\n");

    assertThat(WireModel.top(message, 0))
        .isEqualTo(OctetString.parse("H: x\\r\\n \\r\\nI: y\\r\\n\\r\\n"));
    Laws.topIsPrefix(new StoredMessage(message), 0, Chunking.of(6, 1), Chunking.of(3));
    Laws.topIsPrefix(new StoredMessage(message), 1, Chunking.of(6, 1), Chunking.of(3));
  }

  @Test // E-M-26
  void messageThatIsAbandonedGetsNoTerminator() {
    CoreConversation conversation = CoreConversation.inTransaction();
    conversation.receive("RETR 1\r\nQUIT\r\n");
    conversation.connection().replyMessage(StatusLine.ok("message follows"));
    conversation.encode("half of the mess", false);
    conversation.connection().abort();

    assertThat(conversation.sent()).endsWith("+OK message follows\r\nhalf of the mess");
    assertThat(conversation.connection().hasOutput()).isFalse();
    assertThat(conversation.connection().next())
        .isEqualTo(io.pop3.protocol.server.ServerEvent.Signal.CLOSED);
    assertThatThrownBy(() -> conversation.encode("age", true))
        .isInstanceOf(io.pop3.protocol.session.LocalProtocolException.class);
  }
}
