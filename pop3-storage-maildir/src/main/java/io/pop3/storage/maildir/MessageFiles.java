package io.pop3.storage.maildir;

import io.pop3.storage.maildir.FileOperations.FileFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

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
    return path == null ? maildir.message(table.isCurrent(index), table.name(index)) : path;
  }

  /** Looks at a message's file, where it was when it was last looked for. */
  FileFacts facts(int index) throws IOException {
    return files.file(path(index));
  }

  /**
   * Looks for all messages anew.
   *
   * @return those that are nowhere
   */
  BitSet findAgain() throws IOException {
    Sightings sightings = new Sightings(table, Set.of());
    sightings.look(files, maildir, false);
    sightings.look(files, maildir, true);
    moved.clear();
    for (IndexBatch.Renamed change : sightings.renamed()) {
      moved.put(change.position(), maildir.message(change.inCurrent(), change.name()));
    }
    return sightings.missing();
  }
}
