package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.BitSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells mail readers what was retrieved: at the end of the session such messages move to {@code
 * cur} and get the flag {@code S}. Nothing depends on it, so failure is only logged.
 */
final class SeenFlags {

  private static final Logger LOG = LoggerFactory.getLogger(SeenFlags.class);

  private final FileOperations files;
  private final MaildirLayout maildir;
  private final BitSet retrieved = new BitSet();

  SeenFlags(FileOperations files, MaildirLayout maildir) {
    this.files = files;
    this.maildir = maildir;
  }

  /** A message was read to its end. */
  void note(int index) {
    retrieved.set(index);
  }

  /** Sets the flags, but for messages that were removed. */
  void set(MessageFiles paths, BitSet removed) {
    BitSet wanted = (BitSet) retrieved.clone();
    wanted.andNot(removed);
    for (int index = wanted.nextSetBit(0); index >= 0; index = wanted.nextSetBit(index + 1)) {
      Path file = paths.path(index);
      FileName name = FileName.of(file);
      boolean inCurrent = maildir.current().equals(file.getParent());
      FileName seen = name.withFlag('S');
      if (inCurrent && name.equals(seen)) {
        continue;
      }
      try {
        files.move(file, maildir.message(true, seen));
      } catch (NoSuchFileException e) {
        LOG.debug("renamed or removed by others: {}", file);
      } catch (IOException e) {
        LOG.warn("message can't be marked as seen: {}", e.toString());
        return;
      }
    }
  }
}
