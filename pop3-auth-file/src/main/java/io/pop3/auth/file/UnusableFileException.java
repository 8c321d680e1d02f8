package io.pop3.auth.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What is there can't be a users file; and the words for why a file can't be used. */
final class UnusableFileException extends IOException {

  private static final long serialVersionUID = 1L;

  UnusableFileException(String reason) {
    super(reason);
  }

  /** Says in few words what is wrong with a file, without its path. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return "may not be accessed by the account of this process";
    }
    if (e instanceof FileSystemException fault && fault.getReason() != null) {
      return fault.getReason();
    }
    return String.valueOf(e.getMessage());
  }
}
