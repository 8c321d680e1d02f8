package io.pop3.server.benchmarks.mail;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maildirs of one server, at {@code root/SET/uN/Maildir}. A set that is there stays as it is, so
 * that a second run begins at once.
 */
public final class Maildirs {

  /** Where in a maildir a message lies. */
  public enum Part {
    /** Just delivered. */
    NEW("new", ""),
    /** Seen by a mail program. */
    CURRENT("cur", ":2,");

    private final String directory;
    private final String ending;

    Part(String directory, String ending) {
      this.directory = directory;
      this.ending = ending;
    }
  }

  private static final long FIRST_ARRIVAL = 1_704_100_000L;

  private final Path root;

  /**
   * Maildirs below a directory.
   *
   * @param root where the sets go
   */
  public Maildirs(Path root) {
    this.root = root;
  }

  /**
   * Writes a set unless it is complete; what is there of one that is not is removed first.
   *
   * @param set what to write
   * @return whether anything was written
   * @throws IOException if it can't be written
   */
  public boolean provide(MailSet set) throws IOException {
    if (Files.exists(complete(set))) {
      return false;
    }
    discard(set);
    for (int user = 1; user <= set.users(); user++) {
      write(set, user, 1, Part.CURRENT);
    }
    Files.createFile(complete(set));
    return true;
  }

  /**
   * Notes that mail of a set is about to be removed, so that {@link #provide} writes all of it anew
   * should it never come to {@link #refill}.
   *
   * @param set what is not complete any more
   * @throws IOException if it can't be noted
   */
  public void expend(MailSet set) throws IOException {
    Files.deleteIfExists(complete(set));
  }

  /**
   * Delivers a whole set once more, to maildirs that were {@link #expend expended}. The names of
   * the files are new, as names in maildirs have to be.
   *
   * @param set what to write
   * @throws IOException if it can't be written, or a maildir is not empty
   */
  public void refill(MailSet set) throws IOException {
    for (int user = 1; user <= set.users(); user++) {
      try (DirectoryStream<Path> left = Files.newDirectoryStream(directory(set, user, "cur"))) {
        for (Path file : left) {
          throw new IOException(file + ": still there (expected: an empty maildir)");
        }
      }
      write(set, user, 1, Part.CURRENT);
    }
    Files.createFile(complete(set));
  }

  /**
   * Writes some of a set's messages to maildirs that are there.
   *
   * @param set whose mail
   * @param from the number of the first message to write; all behind it follow
   * @param part where they lie
   * @throws IOException if it can't be written
   */
  public void add(MailSet set, int from, Part part) throws IOException {
    for (int user = 1; user <= set.users(); user++) {
      write(set, user, from, part);
    }
  }

  /**
   * Reads all mail of a set once, so that the page cache has it.
   *
   * @param set whose maildirs
   * @throws IOException if a file can't be read
   */
  public void cache(MailSet set) throws IOException {
    for (int user = 1; user <= set.users(); user++) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory(set, user, "cur"))) {
        for (Path file : files) {
          Files.readAllBytes(file);
        }
      }
    }
  }

  /**
   * Removes what servers keep beside the mail of a set.
   *
   * @param set whose maildirs
   * @param prefix what the names of these files begin with
   * @throws IOException if a file can't be removed
   */
  public void forget(MailSet set, String prefix) throws IOException {
    for (int user = 1; user <= set.users(); user++) {
      try (DirectoryStream<Path> kept =
          Files.newDirectoryStream(directory(set, user, "."), prefix + "*")) {
        for (Path file : kept) {
          Files.delete(file);
        }
      }
    }
  }

  /**
   * Removes a set, if it is there.
   *
   * @param set what to remove
   * @throws IOException if a file can't be removed
   */
  public void discard(MailSet set) throws IOException {
    Path home = root.resolve(set.name());
    if (Files.exists(home)) {
      Files.walkFileTree(home, new Removal());
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }

  private void write(MailSet set, int user, int from, Part part) throws IOException {
    for (String name : List.of("cur", "new", "tmp")) {
      Files.createDirectories(directory(set, user, name));
    }
    Path directory = directory(set, user, part.directory);
    String delivery = Long.toString(System.nanoTime(), Character.MAX_RADIX);
    for (int number = from; number <= set.messages(); number++) {
      String name =
          (FIRST_ARRIVAL + number) + ".M" + number + "P" + delivery + ".bench" + part.ending;
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(directory.resolve(name)), 65_536)) {
        set.message(user, number).writeTo(out);
      }
    }
  }

  private Path complete(MailSet set) {
    return root.resolve(set.name()).resolve("complete");
  }

  private Path directory(MailSet set, int user, String part) {
    return root.resolve(set.name()).resolve("u" + user).resolve("Maildir").resolve(part);
  }
}
