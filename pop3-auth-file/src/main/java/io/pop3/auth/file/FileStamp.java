package io.pop3.auth.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * What a file looks like from outside: when any of it differs, the content may differ.
 *
 * @param modified when the content changed last
 * @param changed when content or properties changed last; the same as {@code modified} where the
 *     system doesn't know
 * @param size the length in octets
 * @param identity which file it is, device and inode
 */
record FileStamp(FileTime modified, FileTime changed, long size, String identity) {

  /** The coarsest step in which a file system still in use counts time. */
  private static final Duration COARSEST_STEP = Duration.ofSeconds(2);

  /**
   * Looks at a file, through symbolic links.
   *
   * @throws IOException if it isn't there, can't be looked at, or isn't a regular file
   */
  static FileStamp of(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new UnusableFileException("is not a regular file");
    }
    FileTime modified = attributes.lastModifiedTime();
    boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
    return new FileStamp(
        modified,
        unix ? (FileTime) Files.getAttribute(path, "unix:ctime") : modified,
        attributes.size(),
        String.valueOf(attributes.fileKey()));
  }

  /**
   * Tells whether any change after this moment will give another stamp. Right after a change it may
   * not: a further one within the same step of the file system's clock, that keeps the size, can't
   * be seen from outside.
   */
  boolean isSettled(Instant now) {
    return changed.toInstant().plus(COARSEST_STEP).isBefore(now)
        && modified.toInstant().plus(COARSEST_STEP).isBefore(now);
  }
}
