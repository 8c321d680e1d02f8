package io.pop3.storage.maildir;

import io.pop3.storage.maildir.FileOperations.FileFacts;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears {@code tmp} of deliveries that were never finished (ledger MDIR-5). */
final class TemporaryFiles {

  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFiles.class);

  /** No delivery takes as long. */
  private static final Duration MAX_AGE = Duration.ofHours(36);

  private TemporaryFiles() {}

  /**
   * Removes files that nobody has touched for long.
   *
   * @return how many
   */
  static int purge(MaildirEnvironment environment, MaildirLayout maildir) throws IOException {
    List<FileName> names = new ArrayList<>();
    try {
      environment.files().list(maildir.temporary(), names::add);
    } catch (NoSuchFileException e) {
      return 0;
    }
    long limit = environment.clock().now().minus(MAX_AGE).getEpochSecond();
    int removed = 0;
    for (FileName name : names) {
      Path file = name.in(maildir.temporary());
      try {
        FileFacts facts = environment.files().file(file);
        long touched = Math.max(facts.modifiedNanos(), facts.accessedNanos());
        if (facts.regular() && Duration.ofNanos(touched).toSeconds() < limit) {
          environment.files().delete(file);
          removed++;
        }
      } catch (NoSuchFileException e) {
        LOG.debug("delivered meanwhile: {}", file);
      }
    }
    if (removed > 0) {
      LOG.info("{} unfinished deliveries removed from {}", removed, maildir.temporary());
    }
    return removed;
  }
}
