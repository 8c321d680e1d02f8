package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** Real files, with a word before each step. Nothing waits for the disk, to save time. */
final class InterceptedFileOperations implements FileOperations {

  /** What a step does. */
  enum Step {
    LOOK,
    LIST,
    OPEN,
    OPEN_TO_WRITE,
    WRITE,
    /** Half of the octets are written. */
    WRITE_REST,
    FORCE,
    FORCE_DIRECTORY,
    MOVE,
    DELETE,
    CREATE_DIRECTORY
  }

  /** Hears of each step before it is done, and may throw, or end the process. */
  @FunctionalInterface
  interface Interceptor {
    void before(Step step, Path path) throws IOException;
  }

  private final FileOperations files = new NioFileOperations();
  private final Interceptor interceptor;
  private final Map<FileChannel, Path> paths = Collections.synchronizedMap(new WeakHashMap<>());

  InterceptedFileOperations(Interceptor interceptor) {
    this.interceptor = interceptor;
  }

  @Override
  public FileFacts file(Path file) throws IOException {
    interceptor.before(Step.LOOK, file);
    return files.file(file);
  }

  @Override
  public DirectoryFacts directory(Path directory) throws IOException {
    interceptor.before(Step.LOOK, directory);
    return files.directory(directory);
  }

  @Override
  public void list(Path directory, NameListener listener) throws IOException {
    interceptor.before(Step.LIST, directory);
    files.list(directory, listener);
  }

  @Override
  public FileChannel open(Path file, OpenOption... options) throws IOException {
    List<OpenOption> all = Arrays.asList(options);
    boolean writes =
        all.contains(StandardOpenOption.WRITE) || all.contains(StandardOpenOption.APPEND);
    interceptor.before(writes ? Step.OPEN_TO_WRITE : Step.OPEN, file);
    FileChannel channel = files.open(file, options);
    paths.put(channel, file);
    return channel;
  }

  @Override
  public void write(FileChannel channel, ByteBuffer octets) throws IOException {
    Path path = paths.getOrDefault(channel, Path.of("?"));
    interceptor.before(Step.WRITE, path);
    int half = octets.remaining() / 2;
    files.write(channel, octets.duplicate().limit(octets.position() + half));
    interceptor.before(Step.WRITE_REST, path);
    files.write(channel, octets.position(octets.position() + half));
  }

  @Override
  public void force(FileChannel channel) throws IOException {
    interceptor.before(Step.FORCE, paths.getOrDefault(channel, Path.of("?")));
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    interceptor.before(Step.FORCE_DIRECTORY, directory);
    files.directory(directory);
  }

  @Override
  public void move(Path source, Path target) throws IOException {
    interceptor.before(Step.MOVE, target);
    files.move(source, target);
  }

  @Override
  public void delete(Path file) throws IOException {
    interceptor.before(Step.DELETE, file);
    files.delete(file);
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    interceptor.before(Step.CREATE_DIRECTORY, directory);
    files.createDirectories(directory);
  }
}
