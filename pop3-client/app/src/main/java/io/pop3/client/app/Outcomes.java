package io.pop3.client.app;

import io.pop3.client.CommitOutcome;
import java.io.PrintWriter;

/** Says how a session ended that was to delete. */
final class Outcomes {

  private Outcomes() {}

  /**
   * Says it.
   *
   * @return the exit status
   */
  static int report(CommitOutcome outcome, int messages, PrintWriter out, PrintWriter err) {
    if (outcome instanceof CommitOutcome.Unknown unknown) {
      err.println(
          "pop3: whether the server has deleted is not known: " + unknown.cause().getMessage());
      return ExitStatus.TRY_LATER;
    }
    if (outcome instanceof CommitOutcome.Refused refused) {
      err.println("pop3: the server has not deleted everything: " + refused.reply());
      return ExitStatus.FAILED;
    }
    if (messages > 0) {
      out.println(messages + " deleted from the server");
    }
    return ExitStatus.OK;
  }
}
