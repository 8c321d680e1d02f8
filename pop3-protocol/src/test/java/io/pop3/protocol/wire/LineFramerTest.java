package io.pop3.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.wire.LineFramer.LineEnd;
import io.pop3.protocol.wire.LineFramer.Result;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The framer's finer points; that chunking does not matter is a law of the testkit. */
class LineFramerTest {

  private static final int LIMIT = 10;

  private final OctetQueue queue = new OctetQueue(100);
  private final LineFramer framer = new LineFramer(queue, LineEnd.LF, 30);

  @Test
  void lineKeepsEveryOctetButItsLineEnd() {
    offer(" a\rb \r\n");

    assertThat(framer.next(LIMIT)).isEqualTo(Result.LINE);
    assertThat(line()).isEqualTo(" a\rb ");
    assertThat(framer.isBareLf()).isFalse();
    assertThat(framer.next(LIMIT)).isEqualTo(Result.NEED_INPUT);
  }

  @Test
  void onlyOneCrBelongsToTheLineEnd() {
    offer("STAT\r\r\n");

    assertThat(framer.next(LIMIT)).isEqualTo(Result.LINE);
    assertThat(line()).isEqualTo("STAT\r");
  }

  @Test
  void bareLfEndsALineUnlessCrlfIsDemanded() {
    offer("A\nB\r\n");
    assertThat(framer.next(LIMIT)).isEqualTo(Result.LINE);
    assertThat(line()).isEqualTo("A");
    assertThat(framer.isBareLf()).isTrue();

    OctetQueue strictQueue = new OctetQueue(100);
    LineFramer strict = new LineFramer(strictQueue, LineEnd.CRLF, 30);
    strictQueue.put(octets("A\nB\r\n"));
    assertThat(strict.next(LIMIT)).isEqualTo(Result.LINE);
    assertThat(strict.end() - strict.start()).isEqualTo(3);
  }

  @Test
  void lineMayBeExactlyAsLongAsTheLimit() {
    offer("12345678\r\n123456789\r\nA\n");

    assertThat(framer.next(LIMIT)).isEqualTo(Result.LINE);
    assertThat(framer.next(LIMIT)).isEqualTo(Result.TOO_LONG);
    assertThat(framer.next(LIMIT)).isEqualTo(Result.LINE);
    assertThat(line()).isEqualTo("A");
  }

  @Test
  void limitIsThatOfTheLineItIsAskedFor() {
    offer("AUTH 3456789\r\n");
    assertThat(framer.startsWith("AUTH ")).isTrue();

    assertThat(framer.next(LIMIT * 2)).isEqualTo(Result.LINE);
  }

  @Test
  void overlongLineIsReportedOnceAtItsEnd() {
    offer("12345678901");
    assertThat(framer.next(LIMIT)).isEqualTo(Result.NEED_INPUT);
    offer("QUIT\r");
    assertThat(framer.next(LIMIT)).isEqualTo(Result.NEED_INPUT);
    offer("\nQUIT\r\n");
    assertThat(framer.next(LIMIT)).isEqualTo(Result.TOO_LONG);
    assertThat(framer.next(LIMIT)).isEqualTo(Result.LINE);
    assertThat(line()).isEqualTo("QUIT");
  }

  @Test
  void endlessLineIsGivenUpWhetherOrNotItsEndIsAlreadyThere() {
    offer("x".repeat(30) + "\r\nQUIT\r\n");

    assertThat(framer.next(LIMIT)).isEqualTo(Result.NO_LINE_END);
  }

  @Test // the line end is no part of what is counted, wherever a piece ends
  void lineThatEndsJustInTimeIsOnlyTooLong() {
    offer("x".repeat(29) + "\nA\n");
    assertThat(framer.next(LIMIT)).isEqualTo(Result.TOO_LONG);
    assertThat(framer.next(LIMIT)).isEqualTo(Result.LINE);
    framer.drop();
    offer("x".repeat(29));
    assertThat(framer.next(LIMIT)).isEqualTo(Result.NEED_INPUT);
    offer("\n");
    assertThat(framer.next(LIMIT)).isEqualTo(Result.TOO_LONG);
  }

  @Test
  void emptyLineLeavesWhatIsBehindIt() {
    offer("\nQUIT\n");

    assertThat(framer.next(LIMIT)).isEqualTo(Result.LINE);
    assertThat(line()).isEmpty();
    assertThat(framer.next(LIMIT)).isEqualTo(Result.LINE);
    assertThat(line()).isEqualTo("QUIT");
  }

  @Test // decision A-39
  void limitEqualToTheDiscardedOctetsHasAsMuchAgainToEnd() {
    offer("x".repeat(59));
    assertThat(framer.next(30)).isEqualTo(Result.NEED_INPUT);
    offer("x");
    assertThat(framer.next(30)).isEqualTo(Result.NO_LINE_END);
  }

  @Test // decision A-39 against A-02
  void lineThatMayBeLongHasAsMuchAgainToEnd() {
    offer("x".repeat(60));
    assertThat(framer.next(40)).isEqualTo(Result.NEED_INPUT);
    offer("x\r\n");
    assertThat(framer.next(40)).isEqualTo(Result.TOO_LONG);
    offer("x".repeat(70));
    assertThat(framer.next(40)).isEqualTo(Result.NO_LINE_END);
  }

  @Test
  void nothingIsFoundBehindALineThatWasGivenUp() {
    offer("x".repeat(30));
    assertThat(framer.next(LIMIT)).isEqualTo(Result.NO_LINE_END);
    offer("\r\nQUIT\r\n");

    assertThat(framer.next(LIMIT)).isEqualTo(Result.NO_LINE_END);
    assertThat(framer.next(LIMIT)).isEqualTo(Result.NO_LINE_END);
  }

  @Test
  void crBeforeDiscardedPieceStillMakesALineEnd() {
    OctetQueue strictQueue = new OctetQueue(100);
    LineFramer strict = new LineFramer(strictQueue, LineEnd.CRLF, 30);
    strictQueue.put(octets("12345678901\r"));
    assertThat(strict.next(LIMIT)).isEqualTo(Result.NEED_INPUT);
    assertThat(strict.next(LIMIT)).as("asked again").isEqualTo(Result.NEED_INPUT);
    strictQueue.put(octets("\n"));

    assertThat(strict.next(LIMIT)).isEqualTo(Result.TOO_LONG);
  }

  @Test
  void moreIsWhatWaitsBehindTheLine() {
    offer("STLS\r\nno");
    assertThat(framer.next(LIMIT)).isEqualTo(Result.LINE);
    assertThat(framer.hasMore()).isTrue();
    assertThat(framer.startsWith("NO")).isTrue();
    assertThat(framer.startsWith("NOO")).isFalse();
    assertThat(framer.startsWith("NX")).isFalse();
    framer.drop();
    assertThat(queue.size()).isEqualTo(2);
  }

  @Test
  void lookingAheadFoldsEveryLetterAndNothingElse() {
    offer("azAZ@[`{");

    assertThat(framer.startsWith("AZAZ@[`{")).isTrue();
    assertThat(framer.startsWith("AZAZ@[@[")).isFalse();
  }

  @Test
  void lookingAheadEndsWithWhatArrived() {
    OctetQueue full = new OctetQueue(256);
    LineFramer ahead = new LineFramer(full, LineEnd.LF, 30);
    full.put(octets("x".repeat(251) + "\nAUTH"));
    assertThat(ahead.next(256)).isEqualTo(Result.LINE);

    assertThat(ahead.startsWith("AUTH")).isTrue();
    assertThat(ahead.startsWith("AUTH ")).isFalse();
  }

  @Test
  void waitingOctetsCanGoToADecoderAndLinesGoOnBehind() {
    offer("+OK\r\nbodyREST\r\n");
    assertThat(framer.next(LIMIT)).isEqualTo(Result.LINE);
    ByteBuffer waiting = framer.waiting();
    byte[] body = new byte[4];
    waiting.get(body);
    framer.consumed(waiting);

    assertThat(new String(body, StandardCharsets.US_ASCII)).isEqualTo("body");
    assertThat(framer.next(LIMIT)).isEqualTo(Result.LINE);
    assertThat(line()).isEqualTo("REST");
  }

  @Test
  void lineIsOverwrittenOnceItIsDropped() {
    offer("PASS x\r\nA");
    assertThat(framer.next(LIMIT)).isEqualTo(Result.LINE);
    byte[] array = framer.array();
    int start = framer.start();
    framer.drop();

    assertThat(Arrays.copyOfRange(array, start, start + 8)).containsOnly(0);
  }

  private void offer(String text) {
    queue.put(octets(text));
  }

  private String line() {
    return new String(
        framer.array(), framer.start(), framer.end() - framer.start(), StandardCharsets.US_ASCII);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
