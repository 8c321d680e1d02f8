package io.pop3.conformance;

import java.time.Duration;
import java.util.List;

/**
 * What became of one case.
 *
 * @param conformanceCase the case
 * @param outcome how it ended
 * @param expected what the requirement asks for; empty unless the case failed
 * @param seen what the server did instead, octets escaped; for a case that was not decided, why
 * @param transcript the last lines of its conversations, {@code C} from the suite and {@code S}
 *     from the server, without the password
 * @param duration how long it took
 */
public record CaseResult(
    ConformanceCase conformanceCase,
    Outcome outcome,
    String expected,
    String seen,
    List<String> transcript,
    Duration duration) {

  /** Copies the transcript. */
  public CaseResult {
    transcript = List.copyOf(transcript);
  }

  /**
   * The result in one sentence.
   *
   * @return what was seen and expected, or why the case was not decided; empty if it passed
   */
  public String explanation() {
    return expected.isEmpty() ? seen : "seen: " + seen + " (expected: " + expected + ")";
  }
}
