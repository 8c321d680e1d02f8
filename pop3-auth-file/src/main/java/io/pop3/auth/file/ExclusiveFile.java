package io.pop3.auth.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file that nobody else edits meanwhile, and that changes as a whole or not at all: the new
 * content is written beside it, forced to the disk, and renamed over it.
 *
 * <p>Editors exclude one another by a lock on a file beside it that is never replaced. A lock on
 * the file itself would not do: every edit puts another file in its place, and whether the one that
 * was locked is still the one of that name can't be told, for the system gives numbers of removed
 * files to new ones at once.
 *
 * <p>Owner and group stay what they are; of the permissions stay those of the owner and the group's
 * to read.
 */
final class ExclusiveFile implements AutoCloseable {

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> AT_MOST =
      PosixFilePermissions.fromString("rw-r-----");

  /** File locks hold between processes; this holds within one. */
  private static final ReentrantLock EDITING = new ReentrantLock();

  private final Path path;
  private final FileChannel channel;
  private final FileChannel lock;

  private ExclusiveFile(Path path, FileChannel channel, FileChannel lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /** Creates an empty file that its owner alone may use, unless there is one. */
  static void createIfMissing(Path path) throws IOException {
    FileAttribute<?>[] attributes =
        isPosix(path)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PRIVATE)}
            : new FileAttribute<?>[0];
    try {
      Files.createFile(path, attributes);
    } catch (FileAlreadyExistsException e) {
      // Somebody was quicker, or it has always been there.
    }
  }

  /** Opens a file and waits until nobody else edits it. */
  static ExclusiveFile open(Path path) throws IOException {
    EDITING.lock();
    try {
      return openLocked(path);
    } catch (IOException | RuntimeException e) {
      EDITING.unlock();
      throw e;
    }
  }

  private static ExclusiveFile openLocked(Path path) throws IOException {
    // The file behind a symbolic link is replaced, not the link.
    Path real = path.toRealPath();
    if (!Files.isRegularFile(real)) {
      throw new UnusableFileException("is not a regular file");
    }
    Path guard = real.resolveSibling("." + real.getFileName() + ".lock");
    createIfMissing(guard);
    FileChannel lock = FileChannel.open(guard, StandardOpenOption.WRITE);
    try {
      lock.lock();
      return new ExclusiveFile(real, FileChannel.open(real, StandardOpenOption.READ), lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Reads the whole file. */
  byte[] read() throws IOException {
    if (channel.size() > FileContent.MAX_OCTETS) {
      throw new UnusableFileException("is larger than " + FileContent.MAX_OCTETS + " octets");
    }
    channel.position(0);
    return Channels.newInputStream(channel).readAllBytes();
  }

  /** Puts another content in the file's place. */
  void replace(byte[] octets) throws IOException {
    Path directory = Objects.requireNonNull(path.getParent(), "a real path has a parent");
    Path next = createBeside(directory);
    try {
      carryProperties(next);
      try (FileChannel out = FileChannel.open(next, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        out.force(true);
      }
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
    forceDirectory(directory);
  }

  private Path createBeside(Path directory) throws IOException {
    try {
      return Files.createTempFile(directory, "." + path.getFileName() + ".", ".new");
    } catch (AccessDeniedException e) {
      throw new UnusableFileException(
          "can't be replaced, since this process may create no file in " + directory);
    }
  }

  private void carryProperties(Path next) throws IOException {
    if (!isPosix(path)) {
      return;
    }
    PosixFileAttributes old = Files.readAttributes(path, PosixFileAttributes.class);
    PosixFileAttributes fresh = Files.readAttributes(next, PosixFileAttributes.class);
    PosixFileAttributeView view = Files.getFileAttributeView(next, PosixFileAttributeView.class);
    try {
      // Only what differs: an ordinary account may not even set what is already so.
      if (!old.owner().equals(fresh.owner())) {
        view.setOwner(old.owner());
      }
      if (!old.group().equals(fresh.group())) {
        view.setGroup(old.group());
      }
    } catch (FileSystemException e) {
      throw new UnusableFileException(
          "can't keep its owner and group, " + old.owner() + " and " + old.group());
    }
    Set<PosixFilePermission> permissions = EnumSet.copyOf(PRIVATE);
    permissions.addAll(old.permissions());
    permissions.retainAll(AT_MOST);
    view.setPermissions(permissions);
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Forces the rename to the disk, where the system lets a directory be opened. */
  private static void forceDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every system can; the rename itself has happened.
    }
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      channel.close();
    } finally {
      EDITING.unlock();
    }
  }
}
