package io.pop3.storage.maildir;

import io.pop3.storage.maildir.FileOperations.FileFacts;
import io.pop3.storage.maildir.Sightings.Sighting;
import io.pop3.storage.maildir.Sightings.Twins;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts files that have one base. The base is the message's identity, so two messages with one base
 * could neither be told apart nor be removed one by one. A restored backup or a careless script
 * leaves such behind; a delivery that ended between two steps leaves two names of one file, which
 * quota sums count once.
 */
final class TwinNames {

  private static final Logger LOG = LoggerFactory.getLogger(TwinNames.class);

  private final MaildirEnvironment environment;
  private final MaildirLayout maildir;

  TwinNames(MaildirEnvironment environment, MaildirLayout maildir) {
    this.environment = environment;
    this.maildir = maildir;
  }

  /**
   * Parts them: of two names of one file the first is removed, of two files the younger gets a name
   * of its own.
   *
   * @return whether anything was changed
   */
  boolean part(List<Twins> all) throws IOException {
    boolean changed = false;
    for (Twins twins : all) {
      try {
        changed |= part(twins);
      } catch (NoSuchFileException e) {
        LOG.debug("renamed while it was looked at: {}", e.getFile());
      }
    }
    return changed;
  }

  private boolean part(Twins twins) throws IOException {
    Path first = maildir.message(twins.first().inCurrent(), twins.first().name());
    Path second = maildir.message(twins.second().inCurrent(), twins.second().name());
    FileFacts firstFacts = environment.files().file(first);
    FileFacts secondFacts = environment.files().file(second);
    if (!firstFacts.regular() || !secondFacts.regular()) {
      return false;
    }
    if (firstFacts.identity().equals(secondFacts.identity())) {
      environment.files().delete(first);
      LOG.info("one of two names of one message removed: {} is also {}", first, second);
      return true;
    }
    boolean firstIsOlder = firstFacts.modifiedNanos() <= secondFacts.modifiedNanos();
    rename(firstIsOlder ? twins.second() : twins.first(), firstIsOlder ? second : first);
    return true;
  }

  private void rename(Sighting younger, Path file) throws IOException {
    long seconds = environment.clock().now().getEpochSecond();
    String unique = HexFormat.of().toHexDigits(environment.random().nextLong());
    String name = seconds + ".R" + unique + ".pop3d" + younger.name().suffix();
    Path target = maildir.message(younger.inCurrent(), FileName.of(name));
    environment.files().move(file, target);
    LOG.warn("message had the name of another one and has its own now: {} is {}", file, target);
  }
}
