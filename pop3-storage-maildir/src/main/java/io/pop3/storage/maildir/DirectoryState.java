package io.pop3.storage.maildir;

import io.pop3.storage.maildir.FileOperations.DirectoryFacts;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What tells whether a directory's entries are still those that were read.
 *
 * @param modifiedNanos when an entry last changed
 * @param inode which directory it is
 */
record DirectoryState(long modifiedNanos, long inode) {

  /** Nothing that a directory can be equal to: it has to be read. */
  static final DirectoryState UNKNOWN = new DirectoryState(Long.MIN_VALUE, 0);

  private static final DirectoryState MISSING = new DirectoryState(Long.MIN_VALUE + 1, 0);

  /** The coarsest steps in which file systems count time. */
  private static final long COARSEST_STEP_NANOS = 2_000_000_000L;

  static DirectoryState of(FileOperations files, Path directory) throws IOException {
    try {
      DirectoryFacts facts = files.directory(directory);
      return new DirectoryState(facts.modifiedNanos(), facts.inode());
    } catch (NoSuchFileException e) {
      return MISSING;
    }
  }

  /** Whether a directory can be equal to it. */
  boolean isKnown() {
    return !equals(UNKNOWN);
  }

  boolean exists() {
    return !equals(MISSING);
  }

  /**
   * This state, if it can be relied on later: a change in the same step of the file system's clock
   * would leave the same time behind, so the last change must lie a step back.
   *
   * @param now the file system's time, if it is known
   */
  DirectoryState ifSettled(OptionalLong now) {
    boolean settled =
        !exists() || (now.isPresent() && now.getAsLong() - modifiedNanos >= COARSEST_STEP_NANOS);
    return settled ? this : UNKNOWN;
  }
}
