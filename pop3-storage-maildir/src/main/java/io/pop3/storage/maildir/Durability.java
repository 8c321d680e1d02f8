package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What a change of a maildir waits for. */
enum Durability {
  /** The disk has it: safe from a loss of power. */
  ALWAYS {
    @Override
    void sync(FileOperations files, FileChannel channel) throws IOException {
      files.force(channel);
    }

    @Override
    void syncDirectory(FileOperations files, Path directory) throws IOException {
      files.forceDirectory(directory);
    }
  },

  /** The operating system has it: safe from the end of the process, not from a loss of power. */
  NEVER {
    @Override
    void sync(FileOperations files, FileChannel channel) {}

    @Override
    void syncDirectory(FileOperations files, Path directory) {}
  };

  /** Waits for the content of a file. */
  abstract void sync(FileOperations files, FileChannel channel) throws IOException;

  /** Waits for the entries of a directory. */
  abstract void syncDirectory(FileOperations files, Path directory) throws IOException;
}
