package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.server.ServerOptions;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A law is worth something if it fails: each is shown something that breaks it. */
class LawsTest {

  private static final SampleMailbox MAILBOX = SampleMailbox.standard();
  private static final ServerUnderTest RIGHT =
      ServerUnderTest.core(MAILBOX, ServerOptions.defaults(), Chunking.WHOLE);
  private static final Dialogue DIALOGUE =
      Dialogue.of(
          "USER user",
          "PASS pencil",
          "STAT",
          "LIST",
          "LIST 2",
          "UIDL",
          "TOP 1 1",
          "RETR 2",
          "DELE 1",
          "RETR 1",
          "LIST 1",
          "XXXX",
          "QUIT");

  @Test
  void rightServerBreaksNoLaw() {
    assertThatCode(
            () -> {
              SessionLaws.serverAgreesWithModel(RIGHT, MAILBOX, DIALOGUE);
              SessionLaws.cutsDoNotMatter(RIGHT, DIALOGUE, Chunking.of(3));
              SessionLaws.anyOctetsDrawReplies(RIGHT, DIALOGUE.octets(), Chunking.of(3));
            })
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource({
    "\\r\\n..\\r\\n...\\r\\n, \\r\\n.\\r\\n..\\r\\n", // no stuffing
    "\\r\\n..\\r\\n...\\r\\n, \\r\\n...\\r\\n....\\r\\n", // stuffed twice
    "no line end\\r\\n.\\r\\n, no line end.\\r\\n", // terminator within a line
    "+OK 3 , +OK 2 ", // wrong count
    "1 id-1\\r\\n, 1 id-1 \\r\\n", // something behind a unique-id
    "2 id-2\\r\\n, ''", // a message left out
    "-ERR, +OK", // consent to nonsense
    "+OK done, +OK", // fine as such: the replies to USER and PASS say less
    "+OK bye\\r\\n, +OK bye\\r\\n+OK bye\\r\\n", // one reply too many
    "+OK bye\\r\\n, ''", // one too few
    "\\r\\nfirst\\r\\n, \\nfirst\\r\\n" // bare LF
  })
  void modelSeesEveryDifference(String right, String wrong) {
    ServerUnderTest server =
        tampered(
            output ->
                output.replace(
                    OctetString.parse(right).toLatin1(), OctetString.parse(wrong).toLatin1()));
    ThrowingCallable law = () -> SessionLaws.serverAgreesWithModel(server, MAILBOX, DIALOGUE);
    if (right.equals("+OK done")) {
      assertThatCode(law).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(law).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void modelSaysWhichReplyIsWrong() {
    ServerUnderTest server = tampered(output -> output.replace("+OK 3 ", "+OK 4 "));

    assertThatThrownBy(() -> SessionLaws.serverAgreesWithModel(server, MAILBOX, DIALOGUE))
        .hasMessageStartingWith("reply to \"STAT\": first line: \"+OK 4 ");
  }

  @Test
  void serverThatMindsCutsIsFound() {
    ServerUnderTest slow =
        pieces ->
            pieces.size() > 20 ? OctetString.ofLatin1("-ERR flood\r\n") : RIGHT.converse(pieces);

    assertBroken(() -> SessionLaws.cutsDoNotMatter(slow, DIALOGUE, Chunking.OCTET_BY_OCTET));
    ServerUnderTest hasty =
        pieces -> pieces.size() == 1 ? RIGHT.converse(pieces).slice(0, 40) : RIGHT.converse(pieces);
    assertBroken(() -> SessionLaws.cutsDoNotMatter(hasty, DIALOGUE, Chunking.of(9)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+OK",
        "+OK \n\r\n",
        "+ok x\r\n",
        "-ERRx\r\n",
        "+OKAY\r\n",
        "-Err x\r\n",
        "+\r\n",
        "++ x\r\n"
      })
  void illFormedOutputIsFound(String output) {
    ServerUnderTest server = pieces -> OctetString.ofLatin1("+OK ready\r\n" + output);

    assertBroken(() -> SessionLaws.anyOctetsDrawReplies(server, OctetString.EMPTY, Chunking.WHOLE));
  }

  @Test
  void overlongFirstLineIsFound() {
    ServerUnderTest server = pieces -> OctetString.ofLatin1("-ERR " + "x".repeat(506) + "\r\n");

    assertBroken(() -> SessionLaws.anyOctetsDrawReplies(server, OctetString.EMPTY, Chunking.WHOLE));
  }

  @Test
  void lineWithAnotherMeaningIsFound() {
    OctetString stat = OctetString.ofLatin1("STAT");

    assertBroken(() -> Laws.lineMeansItsCommand(new CommandLine(stat, new Command.Noop())));
    assertBroken(() -> Laws.malformedLineIsRefused(new MalformedLine(stat, "nothing at all")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x\r\n", ".\r\n.\r\n", "a\r\n.\r\nb\r\n.\r\n", "x.\r\n"})
  void terminatorInTheWrongPlaceIsFound(String encoded) {
    OctetString octets = OctetString.ofLatin1(encoded);

    assertBroken(() -> Laws.terminatorStandsOnlyAtTheEnd(octets));
    assertThatThrownBy(() -> WireModel.decode(octets)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The core closes after so many failed logins, and the client has to notice (5034-OUT-1). */
  @Test
  void serverMayCloseWithoutQuit() {
    List<Command> attempt = List.of(Command.user("user"), Command.pass("wrong"));

    assertThatCode(
            () ->
                SessionLaws.clientAndServerAgree(
                    MAILBOX,
                    ServerOptions.defaults(),
                    Collections.nCopies(4, attempt).stream().flatMap(List::stream).toList(),
                    Chunking.WHOLE,
                    Chunking.of(1)))
        .doesNotThrowAnyException();
  }

  @Test
  void passwordInAnEventIsFound() {
    SampleMailbox careless = new SampleMailbox("user", "Stat", List.of());

    assertBroken(
        () ->
            SessionLaws.clientAndServerAgree(
                careless,
                ServerOptions.defaults(),
                List.of(Command.user("user"), Command.pass("Stat"), new Command.Stat()),
                Chunking.WHOLE,
                Chunking.WHOLE));
  }

  private static ServerUnderTest tampered(UnaryOperator<String> tampering) {
    return pieces -> OctetString.ofLatin1(tampering.apply(RIGHT.converse(pieces).toLatin1()));
  }

  private static void assertBroken(ThrowingCallable law) {
    assertThatThrownBy(law).isInstanceOf(AssertionError.class);
  }
}
