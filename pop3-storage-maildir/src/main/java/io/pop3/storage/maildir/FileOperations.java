package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/**
 * Everything this store asks of a file system. One seam, so that a test can make any single step
 * fail, or end the process at it. Calls block; implementations are safe for several threads.
 */
interface FileOperations {

  /**
   * Looks at a file without following a symbolic link in its last name.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  FileFacts file(Path file) throws IOException;

  /**
   * Looks at a directory, through symbolic links.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws java.nio.file.NotDirectoryException if it is something else
   */
  DirectoryFacts directory(Path directory) throws IOException;

  /**
   * Tells the name of every entry, in no particular order.
   *
   * @throws java.nio.file.NoSuchFileException if there is no such directory
   */
  void list(Path directory, NameListener listener) throws IOException;

  /** Opens a file; the caller closes it. */
  FileChannel open(Path file, OpenOption... options) throws IOException;

  /** Writes all that remains, at the channel's position. */
  void write(FileChannel channel, ByteBuffer octets) throws IOException;

  /** Waits until what was written is safe from a power failure. */
  void force(FileChannel channel) throws IOException;

  /** Waits until the entries of a directory are safe from a power failure. */
  void forceDirectory(Path directory) throws IOException;

  /** Renames atomically, in place of whatever had the new name. */
  void move(Path source, Path target) throws IOException;

  /**
   * Removes a file.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  void delete(Path file) throws IOException;

  /** Makes a directory for its owner alone, and those above it that are missing. */
  void createDirectories(Path directory) throws IOException;

  /** Hears the names of a directory. */
  @FunctionalInterface
  interface NameListener {

    /**
     * An entry.
     *
     * @param name its name
     */
    void entry(FileName name);
  }

  /**
   * What is known of a file.
   *
   * @param regular whether it is a regular file, not a directory, link, pipe or device
   * @param octets its size
   * @param modifiedNanos when it was last written, in nanoseconds since 1970
   * @param accessedNanos when it was last read, in nanoseconds since 1970
   * @param identity what the file system calls it, however it is named
   */
  record FileFacts(
      boolean regular, long octets, long modifiedNanos, long accessedNanos, FileIdentity identity) {

    /** A number that changes, with high probability, when the file is replaced or written to. */
    int stamp() {
      return Long.hashCode(modifiedNanos);
    }
  }

  /**
   * What a file system calls a file, whatever its names; equal for two names of one file.
   *
   * @param key the system's own key, or the path where it has none
   */
  record FileIdentity(Object key) {}

  /**
   * What is known of a directory.
   *
   * @param modifiedNanos when an entry was last added, removed or renamed, in nanoseconds since
   *     1970
   * @param inode the number that the file system gave it; 0 if it has none
   * @param identity what the file system calls it, by whatever path it was reached
   */
  record DirectoryFacts(long modifiedNanos, long inode, FileIdentity identity) {}
}
