package io.pop3.storage.maildir;

import java.nio.file.Path;

/**
 * Where the parts of one maildir are. The three directories are every maildir's own; the files
 * whose names begin with {@code pop3d-} are what this store adds.
 *
 * @param root the maildir
 */
record MaildirLayout(Path root) {

  /** Messages that no mail reader has seen. */
  Path fresh() {
    return root.resolve("new");
  }

  /** Messages that a mail reader has seen, with flags in their names. */
  Path current() {
    return root.resolve("cur");
  }

  /** Deliveries under way. */
  Path temporary() {
    return root.resolve("tmp");
  }

  /** The directory of a message. */
  Path directory(boolean current) {
    return current ? current() : fresh();
  }

  /** The file whose lock is the maildir's lock. */
  Path lock() {
    return root.resolve("pop3d-lock");
  }

  /** The cache of names and sizes. */
  Path index() {
    return root.resolve("pop3d-index");
  }

  /** The unique-ids that do not follow from file names. */
  Path uniqueIds() {
    return root.resolve("pop3d-ids");
  }

  /** The removals that were decided and perhaps not finished. */
  Path journal() {
    return root.resolve("pop3d-journal");
  }

  /** A file that is being written, to take the place of another. */
  static Path draftOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".draft");
  }

  /** The sums that Maildir++ keeps for quotas; not ours, but ours to keep true. */
  Path quotaSums() {
    return root.resolve("maildirsize");
  }

  /** The file of a message. */
  Path message(boolean current, FileName name) {
    return name.in(directory(current));
  }
}
