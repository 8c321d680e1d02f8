package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The file system itself. */
final class NioFileOperations implements FileOperations {

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final String UNIX = "unix:ino,lastModifiedTime,isDirectory,fileKey";

  @Override
  public FileFacts file(Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return new FileFacts(
        attributes.isRegularFile(),
        attributes.size(),
        nanos(attributes.lastModifiedTime()),
        nanos(attributes.lastAccessTime()),
        identity(file, attributes.fileKey()));
  }

  private static FileIdentity identity(Path path, @Nullable Object fileKey) {
    return new FileIdentity(
        Objects.requireNonNullElseGet(fileKey, () -> path.toAbsolutePath().normalize()));
  }

  @Override
  public DirectoryFacts directory(Path directory) throws IOException {
    boolean hasNumber = directory.getFileSystem().supportedFileAttributeViews().contains("unix");
    // All by one look, which is what a poll consists of.
    Map<String, Object> attributes = Files.readAttributes(directory, hasNumber ? UNIX : "*");
    if (!Boolean.TRUE.equals(attributes.get("isDirectory"))) {
      throw new NotDirectoryException(directory.toString());
    }
    return new DirectoryFacts(
        nanos((FileTime) Objects.requireNonNull(attributes.get("lastModifiedTime"))),
        attributes.get("ino") instanceof Number number ? number.longValue() : 0,
        identity(directory, attributes.get("fileKey")));
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }

  @Override
  public void list(Path directory, NameListener listener) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        listener.entry(FileName.of(entry));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  @Override
  public FileChannel open(Path file, OpenOption... options) throws IOException {
    return FileChannel.open(file, options);
  }

  @Override
  public void write(FileChannel channel, ByteBuffer octets) throws IOException {
    while (octets.hasRemaining()) {
      channel.write(octets);
    }
  }

  @Override
  public void force(FileChannel channel) throws IOException {
    channel.force(true);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void move(Path source, Path target) throws IOException {
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.delete(file);
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(directory, OWNER_ONLY);
    } else {
      Files.createDirectories(directory);
    }
  }
}
