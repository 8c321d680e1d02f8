package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are read and written as a whole. None is opened through a symbolic link, since the
 * owner of a maildir may be somebody else than the owner of this process.
 */
final class WholeFile {

  private static final Logger LOG = LoggerFactory.getLogger(WholeFile.class);

  /** Nothing that this store keeps is as long. */
  private static final long MAX_OCTETS = 1L << 30;

  private WholeFile() {}

  /**
   * Reads a file.
   *
   * @throws NoSuchFileException if there is none
   */
  static ByteBuffer read(FileOperations files, Path file) throws IOException {
    if (!files.file(file).regular()) {
      throw new IOException(file + ": (expected: a regular file)");
    }
    try (FileChannel channel =
        files.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long size = channel.size();
      if (size > MAX_OCTETS) {
        throw new IOException(file + ": " + size + " octets (expected: <= " + MAX_OCTETS + ")");
      }
      ByteBuffer octets = ByteBuffer.allocate((int) size);
      int count = 0;
      while (octets.hasRemaining() && count >= 0) {
        count = channel.read(octets);
      }
      return octets.flip();
    }
  }

  /**
   * Writes a file in place of the one there is. At any instant, and after any failure, the name
   * stands for either the old or the new content.
   */
  static void replace(FileOperations files, Path file, ByteBuffer octets, Durability durability)
      throws IOException {
    Path draft = MaildirLayout.draftOf(file);
    try {
      try (FileChannel channel =
          files.open(
              draft,
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              LinkOption.NOFOLLOW_LINKS)) {
        files.write(channel, octets);
        durability.sync(files, channel);
      }
      files.move(draft, file);
    } catch (IOException e) {
      discard(files, draft);
      throw e;
    }
    durability.syncDirectory(files, file.resolveSibling(""));
  }

  private static void discard(FileOperations files, Path draft) {
    try {
      files.delete(draft);
    } catch (NoSuchFileException e) {
      LOG.debug("there was no draft: {}", draft);
    } catch (IOException e) {
      LOG.debug("draft stays: {}", e.toString());
    }
  }
}
