package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.server.ServerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dialogues as text. */
class TranscriptTest {

  private static final ServerUnderTest SERVER =
      ServerUnderTest.core(SampleMailbox.standard(), ServerOptions.defaults(), Chunking.WHOLE);

  private static final String SESSION =
      """
      # from the beginning to the end
      S: +OK...
      C: USER user
      S: +OK done
      C: PASS pencil
      S: +OK...

      C: TOP 2 9
      S: +OK...
      S: Subject: two
      S:
      S: ..
      S: ..\\x2E
      S: no line end
      S: .
      C: ST\\0AT
      S: -ERR...
      C: QUIT
      S: +OK bye
      """;

  @Test
  void replayPassesWhereTheServerSaysTheSame() {
    Transcript.parse(SESSION).replayTo(SERVER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "S: +OK...",
        "S: +OK...\nC: NOOP\nS: +OK...",
        "S: +OK...\nC: XXXX\nS: -ERR...\nS: -ERR...",
        "S: -ERR...",
        "C: QUIT\nS: +OK..."
      })
  void replayFailsAtTheFirstDifference(String text) {
    Transcript transcript = Transcript.parse(text);
    if (text.equals("S: +OK...")) {
      transcript.replayTo(SERVER);
      return;
    }
    assertThatThrownBy(() -> transcript.replayTo(SERVER))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("(?s)line \\d+: .* \\(expected: .*\\)");
  }

  @Test
  void recordingReadsBackAndReplays() {
    Dialogue dialogue = Transcript.parse(SESSION).dialogue();
    Transcript recorded = Transcript.record(SERVER, dialogue);
    Transcript again = Transcript.parse(recorded.toString());

    assertThat(recorded.dialogue()).isEqualTo(dialogue);
    assertThat(again).isEqualTo(recorded);
    assertThat(recorded.toString()).contains("S: ..\\x2E\n").doesNotContain("S: ...\n");
    again.replayTo(SERVER);
    assertThat(recorded.serverOctets()).isEqualTo(SERVER.converse(dialogue.pieces()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"STAT", "X: y", "C: \\q", "S: \u00E9", "C: \\x4"})
  void strangeLineIsRefused(String line) {
    assertThatThrownBy(() -> Transcript.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }
}
