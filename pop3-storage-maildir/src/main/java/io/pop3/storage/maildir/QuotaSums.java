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

  QuotaSums(FileOperations files, MaildirLayout maildir) {
    this.files = files;
    this.maildir = maildir;
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
    ByteBuffer old;
    try {
      old = WholeFile.read(files, maildir.quotaSums());
    } catch (NoSuchFileException e) {
      return;
    }
    String text = StandardCharsets.ISO_8859_1.decode(old).toString();
    int end = text.indexOf('\n');
    if (end < 0) {
      LOG.warn("no quota definition, left alone: {}", maildir.quotaSums());
      return;
    }
    Sum sum = new Sum();
    for (Path folder : folders()) {
      sum.add(folder.resolve("new"));
      sum.add(folder.resolve("cur"));
    }
    ByteBuffer octets =
        ByteBuffer.allocate(end + 64)
            .put(text.substring(0, end + 1).getBytes(StandardCharsets.ISO_8859_1))
            .put(line(sum.octets, sum.count))
            .flip();
    WholeFile.replace(files, maildir.quotaSums(), octets, Durability.NEVER);
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
