package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** The files of a session's messages, followed when other programs rename or move them. */
final class MessageFiles {

  private final FileOperations files;
  private final MaildirLayout maildir;
  private final MessageTable table;
  private final Map<Integer, Path> moved = new HashMap<>();

  MessageFiles(FileOperations files, MaildirLayout maildir, MessageTable table) {
    this.files = files;
    this.maildir = maildir;
    this.table = table;
  }

  /** Where a message was when it was last looked for. */
  Path path(int index) {
    Path path = moved.get(index);
    return path == null
        ? FileNames.resolve(maildir.directory(table.isCurrent(index)), table.name(index))
        : path;
  }

  /**
   * Looks for all messages anew.
   *
   * @return those that are nowhere
   */
  BitSet findAgain() throws IOException {
    Sightings sightings = new Sightings(table);
    for (boolean inCurrent : new boolean[] {false, true}) {
      try {
        files.list(maildir.directory(inCurrent), name -> sightings.see(inCurrent, name));
      } catch (NoSuchFileException e) {
        // A directory that is gone has no messages.
        continue;
      }
    }
    moved.clear();
    for (IndexBatch.Renamed change : sightings.renamed()) {
      moved.put(
          change.position(),
          FileNames.resolve(maildir.directory(change.inCurrent()), change.name()));
    }
    return sightings.missing();
  }
}
