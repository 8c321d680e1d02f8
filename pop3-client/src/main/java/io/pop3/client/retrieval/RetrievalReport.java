package io.pop3.client.retrieval;

import io.pop3.client.CommitOutcome;
import java.util.List;

/**
 * What came of a retrieval that went to its end.
 *
 * @param listed how many messages the server had
 * @param stored how many were retrieved and stored
 * @param recognised how many were retrieved and turned out to be stored already
 * @param known how many were known without being retrieved
 * @param refused how many the server refused to give or to mark; they stay there
 * @param deleted how many the server was asked to delete; whether it did, {@code outcome} says
 * @param outcome how the session ended
 * @param warnings what the user should know, in words
 */
public record RetrievalReport(
    int listed,
    int stored,
    int recognised,
    int known,
    int refused,
    int deleted,
    CommitOutcome outcome,
    List<String> warnings) {

  /** Copies the warnings. */
  public RetrievalReport {
    warnings = List.copyOf(warnings);
  }
}
