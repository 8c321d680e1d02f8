package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code maildirsize} of Maildir++, by which delivery agents know how full a maildir is.
 *
 * <pre>
 * file       = definition *( octets SP count LF )      ; what to add up
 * definition = octets "S" / count "C", separated by commas, LF
 * </pre>
 *
 * <p>A maildir without the file has no quota, and gets none from us. Messages flagged as trash, and
 * those in the folder Trash, do not count.
 */
final class QuotaSums {

  private static final Logger LOG = LoggerFactory.getLogger(QuotaSums.class);
  private static final String TRASH = ".Trash";

  private final FileOperations files;
  private final MaildirLayout maildir;
  private final Durability durability;

  QuotaSums(FileOperations files, MaildirLayout maildir, Durability durability) {
    this.files = files;
    this.maildir = maildir;
    this.durability = durability;
  }

  /** Takes removed messages off, in one line that is appended as a whole. */
  void subtract(MessageTable table, BitSet removed) throws IOException {
    long octets = 0;
    long count = 0;
    for (int index = removed.nextSetBit(0); index >= 0; index = removed.nextSetBit(index + 1)) {
      if (!table.name(index).hasFlag('T')) {
        octets += table.measure(index).storedOctets();
        count++;
      }
    }
    if (count == 0) {
      return;
    }
    try (FileChannel channel =
        files.open(maildir.quotaSums(), StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS)) {
      files.write(channel, ByteBuffer.wrap(line(-octets, -count)));
    } catch (NoSuchFileException e) {
      LOG.debug("no quota: {}", maildir.root());
    }
  }

  private static byte[] line(long octets, long count) {
    return (octets + " " + count + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** Adds everything up anew, when it is not known which removals were taken off. */
  void recalculate() throws IOException {
    Optional<String> definition = read().map(text -> text.substring(0, text.indexOf('\n') + 1));
    if (definition.isEmpty()) {
      return;
    }
    Sum sum = sum();
    byte[] first = definition.get().getBytes(StandardCharsets.ISO_8859_1);
    byte[] second = line(sum.octets, sum.count);
    ByteBuffer octets =
        ByteBuffer.allocate(first.length + second.length).put(first).put(second).flip();
    WholeFile.replace(files, maildir.quotaSums(), octets, durability);
  }

  /** Compares the sums with what is there, and says so if they differ. */
  Optional<String> check() throws IOException {
    Optional<String> text = read();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    long octets = 0;
    long count = 0;
    for (String line : text.get().lines().skip(1).toList()) {
      String[] numbers = line.strip().split("\\s+", -1);
      try {
        octets += Long.parseLong(numbers[0]);
        count += Long.parseLong(numbers[1]);
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        return Optional.of(maildir.quotaSums() + ": " + line + " (expected: two numbers)");
      }
    }
    Sum sum = sum();
    return octets == sum.octets && count == sum.count
        ? Optional.empty()
        : Optional.of(
            maildir.quotaSums()
                + ": "
                + octets
                + " octets in "
                + count
                + " messages (expected: "
                + sum.octets
                + " in "
                + sum.count
                + ")");
  }

  private Optional<String> read() throws IOException {
    try {
      ByteBuffer octets = WholeFile.read(files, maildir.quotaSums());
      String text = StandardCharsets.ISO_8859_1.decode(octets).toString();
      if (text.indexOf('\n') >= 0) {
        return Optional.of(text);
      }
      LOG.warn("no quota definition, left alone: {}", maildir.quotaSums());
    } catch (NoSuchFileException e) {
      LOG.debug("no quota: {}", maildir.root());
    }
    return Optional.empty();
  }

  private Sum sum() throws IOException {
    Sum sum = new Sum();
    for (Path folder : folders()) {
      sum.add(folder.resolve("new"));
      sum.add(folder.resolve("cur"));
    }
    return sum;
  }

  private List<Path> folders() throws IOException {
    List<Path> folders = new ArrayList<>();
    folders.add(maildir.root());
    files.list(
        maildir.root(),
        name -> {
          if (name.octets()[0] == '.' && !name.base().equals(TRASH)) {
            folders.add(name.in(maildir.root()));
          }
        });
    return folders;
  }

  private final class Sum {

    private long octets;
    private long count;

    void add(Path directory) throws IOException {
      List<FileName> names = new ArrayList<>();
      try {
        files.list(directory, names::add);
      } catch (NoSuchFileException | NotDirectoryException e) {
        return;
      }
      for (FileName name : names) {
        if (name.mayBeMessage() && !name.hasFlag('T')) {
          add(directory, name);
        }
      }
    }

    private void add(Path directory, FileName name) throws IOException {
      long hint = name.hint('S');
      try {
        octets += hint >= 0 ? hint : files.file(name.in(directory)).octets();
        count++;
      } catch (NoSuchFileException e) {
        LOG.debug("gone while adding up: {}", e.getFile());
      }
    }
  }
}
