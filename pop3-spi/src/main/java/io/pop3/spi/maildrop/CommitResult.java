package io.pop3.spi.maildrop;

/**
 * What a commit did. That every marked message is gone follows from the absence of an exception.
 *
 * @param removed how many messages this commit removed itself
 * @param alreadyGone how many marked messages somebody else had removed before
 */
public record CommitResult(int removed, int alreadyGone) {

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public CommitResult {
    if (removed < 0 || alreadyGone < 0) {
      throw new IllegalArgumentException(
          "removed: " + removed + ", already gone: " + alreadyGone + " (expected: both >= 0)");
    }
  }
}
