package io.pop3.storage.maildir;

import io.pop3.spi.maildrop.MaildropException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Tells trouble that passes from trouble that somebody has to mend. */
final class Trouble {

  private Trouble() {}

  /**
   * What to throw for a failure of the file system.
   *
   * @param what was attempted
   * @param where it was attempted
   */
  static MaildropException of(String what, Path where, IOException cause) {
    String message = what + ": " + where + ": " + cause;
    return isLasting(where, cause)
        ? new MaildropException.Permanent(message, cause)
        : new MaildropException.Temporary(message, cause);
  }

  private static boolean isLasting(Path where, IOException cause) {
    return cause instanceof AccessDeniedException
        || cause instanceof NotDirectoryException
        || cause instanceof FileSystemLoopException
        || cause instanceof UniqueIdFile.DamagedException
        || isReadOnly(where);
  }

  private static boolean isReadOnly(Path where) {
    try {
      return Files.getFileStore(where).isReadOnly();
    } catch (IOException e) {
      return false;
    }
  }
}
