package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * Real files on a disk that forgets what nobody forced: contents of files become zeros, and changes
 * of directories are taken back.
 */
final class VolatileDisk implements FileOperations {

  private final InterceptedFileOperations files;
  private final Path graveyard;
  private final Map<FileChannel, Path> paths = Collections.synchronizedMap(new WeakHashMap<>());
  private final Set<Path> unforced = new HashSet<>();
  private final List<Change> changes = new ArrayList<>();
  private int graves;

  /** A change of a directory that may be forgotten. */
  private record Change(Path directory, Callable<?> undo) {}

  VolatileDisk(Path graveyard, InterceptedFileOperations.Interceptor interceptor) {
    this.graveyard = graveyard;
    this.files = new InterceptedFileOperations(interceptor);
  }

  /** Switches the power off and on. */
  void losePower(Predicate<Path> losesDirectory) throws Exception {
    for (Path file : unforced) {
      if (Files.isRegularFile(file)) {
        Files.write(file, new byte[(int) Files.size(file)]);
      }
    }
    Collections.reverse(changes);
    for (Change change : changes) {
      if (losesDirectory.test(change.directory)) {
        change.undo.call();
      }
    }
    changes.clear();
    unforced.clear();
  }

  @Override
  public FileFacts file(Path file) throws IOException {
    return files.file(file);
  }

  @Override
  public DirectoryFacts directory(Path directory) throws IOException {
    return files.directory(directory);
  }

  @Override
  public void list(Path directory, NameListener listener) throws IOException {
    files.list(directory, listener);
  }

  @Override
  public FileChannel open(Path file, OpenOption... options) throws IOException {
    FileChannel channel = files.open(file, options);
    if (!Arrays.asList(options).contains(StandardOpenOption.APPEND)) {
      paths.put(channel, file);
    }
    return channel;
  }

  @Override
  public void write(FileChannel channel, ByteBuffer octets) throws IOException {
    if (paths.containsKey(channel)) {
      unforced.add(paths.get(channel));
    }
    files.write(channel, octets);
  }

  @Override
  public void force(FileChannel channel) throws IOException {
    files.force(channel);
    unforced.remove(paths.getOrDefault(channel, Path.of("?")));
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    files.forceDirectory(directory);
    changes.removeIf(change -> change.directory.equals(directory));
  }

  @Override
  public void move(Path source, Path target) throws IOException {
    boolean replaces = Files.exists(target);
    Path grave = replaces ? bury(target) : target;
    files.move(source, target);
    if (unforced.remove(source)) {
      unforced.add(target);
    }
    changes.add(
        new Change(
            target.getParent(),
            () -> {
              Files.move(target, source, StandardCopyOption.ATOMIC_MOVE);
              return replaces ? Files.move(grave, target) : target;
            }));
  }

  @Override
  public void delete(Path file) throws IOException {
    Path grave = Files.exists(file) ? bury(file) : file;
    files.delete(file);
    changes.add(new Change(file.getParent(), () -> Files.createLink(file, grave)));
  }

  private Path bury(Path file) throws IOException {
    return Files.createLink(graveyard.resolve("grave" + graves++), file);
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    files.createDirectories(directory);
  }
}
