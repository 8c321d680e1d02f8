package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Octets;
import io.pop3.protocol.reply.DropListing;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.server.ServerOptions;
import io.pop3.protocol.wire.WireEncoder;
import io.pop3.protocol.wire.WireMeasure;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors E-N of the grammar: message numbers, counts, sizes. */
class NumberTest {

  private static final String NO_SUCH_MESSAGE = "-ERR no such message\r\n";

  static List<String> numbersOfNoMessage() {
    return List.of(
        "LIST 0",
        "RETR 0",
        "DELE 0",
        "TOP 0 0",
        "UIDL 0", // E-N-01
        "LIST 4",
        "UIDL 4",
        "RETR 4",
        "DELE 4",
        "TOP 4 0", // E-N-02
        "LIST 2147483647",
        "LIST 2147483648",
        "LIST 4294967296",
        "RETR 4294967297", // E-N-05
        "DELE 9223372036854775807",
        "UIDL 9223372036854775808",
        "DELE 18446744073709551617",
        "TOP 18446744073709551617 0",
        "LIST " + "9".repeat(240),
        "LIST " + "0".repeat(240)); // E-N-06
  }

  @ParameterizedTest(name = "E-N-01, 02, 05, 06: {0}")
  @MethodSource("numbersOfNoMessage")
  @Requirement({"1939-LIST-6", "1939-RETR-2", "1939-DELE-3", "1939-UIDL-9", "1939-TOP-1"})
  void numberWithoutMessageIsNoSuchMessage(String line) {
    HostSession session = Sessions.loggedIn();

    assertThat(Sessions.say(session, line + "\\r\\nSTAT\\r\\n"))
        .startsWith(NO_SUCH_MESSAGE + "+OK 3 ");
  }

  @ParameterizedTest(name = "E-N-03: {0}")
  @ValueSource(strings = {"LIST 01", "LIST 0000000001", "list 1"})
  void leadingZerosMeanNothingAndAreNotSent(String line) {
    assertThat(Sessions.say(Sessions.loggedIn(), line + "\\r\\n"))
        .isEqualTo("+OK 1 " + Sessions.MAILBOX.size(1) + "\r\n");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "E-N-04, LIST +1",
    "E-N-04, LIST -1",
    "E-N-04, LIST 1.",
    "E-N-04, LIST 1e0",
    "E-N-04, LIST 0x1",
    "E-N-04, 'LIST 1,2'",
    "E-N-04, LIST 1a",
    "E-N-07, LIST \\xD9\\xA1",
    "E-N-11, TOP 1 -1",
    "E-N-11, TOP 1 +1",
    "E-N-11, TOP 1 x",
    "E-N-12, TOP 4 x",
    "E-N-12, TOP 0 x"
  })
  @Requirement({"1939-NUM-3", "1939-TOP-1"})
  void whatIsNoNumberIsRefused(String id, String line) {
    Sessions.assertRefused(line);
    assertThat(Sessions.say(Sessions.loggedIn(), line + "\\r\\n")).isNotEqualTo(NO_SUCH_MESSAGE);
  }

  @ParameterizedTest(name = "E-N-08 and E-N-09: TOP 1 {0}")
  @ValueSource(strings = {"0", "000"})
  @Requirement("1939-TOP-4")
  void topOfNoLinesIsHeaderAndEmptyLine(String count) {
    assertThat(Sessions.say(Sessions.loggedIn(), "TOP 1 " + count + "\\r\\n"))
        .isEqualTo("+OK message follows\r\nSubject: one\r\n\r\n.\r\n");
  }

  static List<String> greatCounts() {
    return List.of("2147483648", "18446744073709551616", "9".repeat(200));
  }

  @ParameterizedTest(name = "E-N-10: TOP 1 {0}")
  @MethodSource("greatCounts")
  @Requirement("1939-TOP-3")
  void topOfVeryManyLinesIsTheMessage(String count) {
    HostSession session = Sessions.loggedIn();

    assertThat(Sessions.say(session, "TOP 1 " + count + "\\r\\n"))
        .isEqualTo(Sessions.say(session, "RETR 1\\r\\n"));
  }

  @Test // E-N-13
  @Requirement({"1939-DELE-2", "1939-DELE-3"})
  void messageIsMarkedOnlyOnce() {
    assertThat(Sessions.say(Sessions.loggedIn(), "DELE 2\\r\\nDELE 2\\r\\n"))
        .isEqualTo("+OK done\r\n" + NO_SUCH_MESSAGE);
  }

  @Test // E-N-14
  @Requirement({"1939-DELE-2", "1939-NUM-4", "1939-LIST-1", "1939-UIDL-10"})
  void markedMessageIsGoneFromEverythingAndNumbersStay() {
    HostSession session = Sessions.loggedIn();
    Sessions.say(session, "DELE 2\\r\\n");

    assertThat(Sessions.say(session, "LIST 2\\r\\nRETR 2\\r\\nTOP 2 0\\r\\nUIDL 2\\r\\n"))
        .isEqualTo(NO_SUCH_MESSAGE.repeat(4));
    assertThat(Sessions.say(session, "UIDL\\r\\n"))
        .isEqualTo("+OK listing follows\r\n1 id-1\r\n3 id-3\r\n.\r\n");
    assertThat(Sessions.say(session, "LIST\\r\\n"))
        .isEqualTo("+OK listing follows\r\n1 " + Sessions.MAILBOX.size(1) + "\r\n3 0\r\n.\r\n");
  }

  @Test // E-N-15
  @Requirement("1939-RSET-1")
  void resetBringsMarkedMessagesBack() {
    HostSession session = Sessions.loggedIn();

    assertThat(Sessions.say(session, "DELE 1\\r\\nDELE 2\\r\\nRSET\\r\\nUIDL 2\\r\\nSTAT\\r\\n"))
        .contains("+OK 2 id-2\r\n+OK 3 ");
  }

  @Test // E-N-16
  @Requirement({"1939-LIST-7", "1939-ML-7"})
  void emptyMaildropHasEmptyLists() {
    HostSession session = Sessions.loggedIn(SampleMailbox.of(List.of()), ServerOptions.defaults());

    assertThat(Sessions.say(session, "STAT\\r\\nLIST\\r\\nUIDL\\r\\nLIST 1\\r\\n"))
        .isEqualTo(
            "+OK 0 0\r\n+OK listing follows\r\n.\r\n+OK listing follows\r\n.\r\n"
                + NO_SUCH_MESSAGE);
  }

  @Test // E-N-17
  @Tag("slow")
  void messageOverFourGibibytesIsCountedExactlyAndCodedInOneBuffer() {
    ByteBuffer piece = ByteBuffer.wrap(new byte[1 << 22]);
    ByteBuffer out = ByteBuffer.allocate(1 << 22);
    WireMeasure measure = new WireMeasure();
    WireEncoder encoder = new WireEncoder();
    int pieces = (1 << 10) + 1;
    for (int i = 0; i < pieces; i++) {
      measure.update(piece.rewind());
      encoder.encode(piece.rewind(), out.clear(), false);
    }
    encoder.encode(ByteBuffer.allocate(0), out.clear(), true);

    long size = (long) pieces * piece.capacity() + 2;
    assertThat(size).isGreaterThan(1L << 32);
    assertThat(measure.wireOctets()).isEqualTo(size);
    assertThat(encoder.wireOctets()).isEqualTo(size);
    assertThat(new ScanLine(new MessageNumber(1), new Octets(size)).format())
        .isEqualTo("1 4299161602");
  }

  @Test // E-N-18
  void sumsBeyond32BitsAreExact() {
    Octets sum = new Octets((1L << 62) - 1).plus(new Octets(1));

    assertThat(new DropListing(2, sum).format()).isEqualTo("2 4611686018427387904");
    assertThat(DropListing.parse("2 4611686018427387904")).contains(new DropListing(2, sum));
  }
}
