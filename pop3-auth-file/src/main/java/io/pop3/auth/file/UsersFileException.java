package io.pop3.auth.file;

import java.nio.file.Path;

/**
 * Thrown when a users file can't be read or edited as asked. The message names the file and says
 * what is wrong in the words of an administrator; it is all a command has to show.
 */
public final class UsersFileException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Reports a request that doesn't fit the file. */
  UsersFileException(Path path, String problem) {
    super("users file " + path + ": " + problem);
  }

  /** Reports a file that can't be used. */
  UsersFileException(Path path, String problem, Throwable cause) {
    super("users file " + path + ": " + problem, cause);
  }

  /** Tells whether the file is at fault, not the request. */
  boolean isFileAtFault() {
    return getCause() != null;
  }
}
